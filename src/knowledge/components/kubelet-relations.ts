import type { Config, Relation } from './relation.ts';

const VALIDATION = 'pkg/kubelet/apis/config/validation/validation.go';

/** Paths that break a rule when a condition holds. */
const when = (broken: boolean, ...paths: readonly string[]): readonly string[] => (broken ? paths : []);

/** A duration that is given, and out of its range. */
const outside = (path: string, least: number, most: number) => (config: Config) => {
  const ms = config.at(path) === undefined ? least : config.duration(path, 0);
  return when(ms < least || ms > most, path);
};

const enforces = (config: Config, name: string): boolean =>
  config.list('enforceNodeAllocatable').some((each) => each === name || each === `${name}-compressible`);

/** What the fields of KubeletConfiguration mean together. The kubelet does not start with an error of these. */
export const kubeletRelations: readonly Relation[] = [
  {
    since: 22,
    until: 30,
    broken: (config) =>
      when(
        config.says('memorySwap.swapBehavior') && config.at('featureGates.NodeSwap') !== true,
        'memorySwap.swapBehavior',
      ),
    message: '`swapBehavior` needs the feature gate NodeSwap before 1.30',
    hint: 'set `featureGates: { NodeSwap: true }`',
    source: 'KEP-2400',
  },
  {
    since: 22,
    severity: 'warning',
    broken: (config) =>
      when(
        /^(Limited|Unlimited)Swap$/.test(String(config.at('memorySwap.swapBehavior'))) &&
          config.at('failSwapOn') !== false,
        'memorySwap.swapBehavior',
      ),
    message:
      '`swapBehavior` has no effect: with `failSwapOn`, the default, the kubelet does not start where there is swap',
    hint: 'set `failSwapOn: false`',
    source: 'KEP-2400',
  },
  {
    since: 28,
    until: 35,
    severity: 'warning',
    broken: (config) =>
      when(config.at('memorySwap.swapBehavior') === 'LimitedSwap', 'memorySwap.swapBehavior'),
    message: '`LimitedSwap` works on hosts with cgroup v2 only; on others containers get no swap',
    source: 'KEP-2400',
  },
  {
    since: 35,
    severity: 'warning',
    broken: (config) =>
      when(
        config.at('memorySwap.swapBehavior') === 'LimitedSwap' && config.at('failCgroupV1') === false,
        'memorySwap.swapBehavior',
      ),
    message: '`LimitedSwap` works on hosts with cgroup v2 only; on others containers get no swap',
    source: 'KEP-2400',
  },
  {
    since: 35,
    severity: 'warning',
    broken: (config) => when(config.at('failCgroupV1') === false, 'failCgroupV1'),
    message:
      'cgroup v1 is on its way out: the kubelet refuses it by default from 1.35 on, and its code may go from 1.38 on',
    hint: 'move the hosts to cgroup v2',
    source: 'kubernetes#134298, KEP-5573',
  },
  {
    since: 32,
    broken: (config) => when(config.at('runOnce') === true, 'runOnce'),
    message: 'the run-once mode went with 1.32',
    hint: 'remove it',
    source: 'release notes of 1.32',
  },
  {
    broken: (config) => {
      const [low, high] = ['imageGCLowThresholdPercent', 'imageGCHighThresholdPercent'] as const;
      const given = config.at(low) === undefined ? high : low;
      return when(config.number(low, 80) >= config.number(high, 85), given);
    },
    message: '`imageGCLowThresholdPercent` (80 by default) must be below `imageGCHighThresholdPercent` (85)',
    source: VALIDATION,
  },
  {
    since: 29,
    broken: (config) => {
      const most = config.duration('imageMaximumGCAge', 0);
      return when(most > 0 && most <= config.duration('imageMinimumGCAge', 120_000), 'imageMaximumGCAge');
    },
    message: '`imageMaximumGCAge` must be above `imageMinimumGCAge` (2m by default)',
    source: VALIDATION,
  },
  {
    broken: (config) => when(config.says('systemCgroups') && !config.says('cgroupRoot'), 'systemCgroups'),
    message: '`systemCgroups` needs `cgroupRoot`',
    source: VALIDATION,
  },
  {
    broken: (config) =>
      when(
        enforces(config, 'system-reserved') && !config.says('systemReservedCgroup'),
        'enforceNodeAllocatable',
      ),
    message: 'to enforce `system-reserved`, the kubelet needs `systemReservedCgroup`',
    source: VALIDATION,
  },
  {
    broken: (config) =>
      when(enforces(config, 'kube-reserved') && !config.says('kubeReservedCgroup'), 'enforceNodeAllocatable'),
    message: 'to enforce `kube-reserved`, the kubelet needs `kubeReservedCgroup`',
    source: VALIDATION,
  },
  {
    broken: (config) =>
      when(
        enforces(config, 'none') && config.list('enforceNodeAllocatable').length > 1,
        'enforceNodeAllocatable',
      ),
    message: '`none` stands alone in `enforceNodeAllocatable`',
    source: VALIDATION,
  },
  {
    broken: (config) => {
      const list = config.at('enforceNodeAllocatable') ?? ['pods'];
      const enforced = Array.isArray(list) && list.some((each) => each !== 'none' && each !== '');
      return when(config.at('cgroupsPerQOS') === false && enforced, 'cgroupsPerQOS');
    },
    message: 'without `cgroupsPerQOS` the kubelet can enforce nothing',
    hint: 'set `enforceNodeAllocatable: [none]`; the default is [pods]',
    source: VALIDATION,
  },
  {
    since: 17,
    broken: (config) =>
      when(
        config.says('reservedSystemCPUs') &&
          (config.says('systemReservedCgroup') || config.says('kubeReservedCgroup')),
        'reservedSystemCPUs',
      ),
    message: '`reservedSystemCPUs` does not go with `systemReservedCgroup` or `kubeReservedCgroup`',
    source: VALIDATION,
  },
  {
    since: 20,
    broken: (config) =>
      when(
        config.duration('shutdownGracePeriodCriticalPods', 0) > config.duration('shutdownGracePeriod', 0),
        'shutdownGracePeriodCriticalPods',
      ),
    message: '`shutdownGracePeriodCriticalPods` is a part of `shutdownGracePeriod`: it cannot be longer',
    source: VALIDATION,
  },
  {
    since: 23,
    broken: (config) =>
      when(
        config.says('shutdownGracePeriodByPodPriority') &&
          (config.says('shutdownGracePeriod') || config.says('shutdownGracePeriodCriticalPods')),
        'shutdownGracePeriodByPodPriority',
      ),
    message: '`shutdownGracePeriodByPodPriority` does not go with `shutdownGracePeriod`',
    hint: 'keep one of them',
    source: VALIDATION,
  },
  {
    since: 27,
    broken: (config) =>
      when(
        config.number('maxParallelImagePulls', 1) > 1 && config.at('serializeImagePulls') === true,
        'maxParallelImagePulls',
      ),
    message: '`maxParallelImagePulls` above 1 needs `serializeImagePulls: false`',
    source: VALIDATION,
  },
  {
    broken: (config) => {
      const graced = config.keys('evictionSoftGracePeriod');
      return config
        .keys('evictionSoft')
        .filter((signal) => !graced.includes(signal))
        .map((signal) => ['evictionSoft', signal]);
    },
    key: true,
    message: 'a signal of `evictionSoft` needs a grace period',
    hint: 'add it to `evictionSoftGracePeriod`',
    source: 'pkg/kubelet/eviction/helpers.go',
  },
  {
    since: 33,
    broken: (config) =>
      when(
        config.says('preloadedImagesVerificationAllowlist') &&
          config.at('imagePullCredentialsVerificationPolicy') !== 'NeverVerifyAllowlistedImages',
        'preloadedImagesVerificationAllowlist',
      ),
    message: '`preloadedImagesVerificationAllowlist` is for the policy NeverVerifyAllowlistedImages',
    hint: 'set `imagePullCredentialsVerificationPolicy: NeverVerifyAllowlistedImages`',
    source: VALIDATION,
  },
  {
    since: 27,
    broken: (config) =>
      when(
        config.at('enableSystemLogQuery') === true && config.at('enableSystemLogHandler') === false,
        'enableSystemLogQuery',
      ),
    message: '`enableSystemLogQuery` needs `enableSystemLogHandler`',
    source: VALIDATION,
  },
  {
    broken: outside('cpuCFSQuotaPeriod', 1, 1000),
    message: '`cpuCFSQuotaPeriod` must be between 1ms and 1s',
    source: VALIDATION,
  },
  {
    since: 30,
    broken: outside('containerLogMonitorInterval', 3000, Number.POSITIVE_INFINITY),
    message: '`containerLogMonitorInterval` must be at least 3s',
    source: VALIDATION,
  },
  {
    since: 32,
    broken: outside('crashLoopBackOff.maxContainerRestartPeriod', 1000, 300_000),
    message: '`maxContainerRestartPeriod` must be between 1s and 300s',
    source: VALIDATION,
  },
];

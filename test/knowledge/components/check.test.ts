import { describe, expect, it } from 'vitest';
import { checkComponentConfig } from '../../../src/knowledge/components/check.ts';
import type { ComponentKind } from '../../../src/knowledge/components/finding.ts';
import { pathText } from '../../../src/values/path.ts';

/** Findings on one line each: `severity key|value path: message (hint)`. */
function found(kind: ComponentKind, minor: number, value: unknown): readonly string[] {
  return checkComponentConfig(kind, value, { minor }).map(
    ({ severity, at, path, message, hint }) =>
      `${severity} ${at} ${pathText(path)}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

type Case = readonly [minor: number, value: unknown, ...findings: readonly string[]];

function table(kind: ComponentKind, cases: readonly Case[]): void {
  it.each(
    cases.map(([minor, value, ...expected]) => [minor, JSON.stringify(value), value, expected] as const),
  )('1.%i %s', (minor, _, value, expected) => {
    expect(found(kind, minor, value)).toEqual(expected);
  });
}

describe('keys of kube-proxy', () => {
  table('kubeProxy', [
    [
      16,
      { mode: 'ipvs', ipvs: { strictArp: true } },
      'error key ipvs.strictArp: unknown key `strictArp`: kube-proxy would ignore it (case matters: write `strictARP`)',
    ],
    [
      36,
      { strictARP: true },
      'error key strictARP: unknown key `strictARP`: kube-proxy would ignore it (it belongs in `ipvs`)',
    ],
    [
      36,
      { conntrack: { mode: 'ipvs' } },
      'error key conntrack.mode: unknown key `mode`: kube-proxy would ignore it (it belongs at the top)',
    ],
    [
      36,
      { modde: 'iptables' },
      'error key modde: unknown key `modde`: kube-proxy would ignore it (did you mean "mode"?)',
    ],
    [
      36,
      { zzz: 1 },
      'error key zzz: unknown key `zzz`: kube-proxy would ignore it (all fields are in docs/reference/kube-proxy.md)',
    ],
    [
      24,
      { detectLocal: { zzz: 1 } },
      'error key detectLocal.zzz: unknown key `zzz`: kube-proxy would ignore it (keys here: bridgeInterface, interfaceNamePrefix)',
    ],
    [
      38,
      { snatNodeInternalIP: true },
      'warning key snatNodeInternalIP: unknown key `snatNodeInternalIP`: up to 1.37, kube-proxy has none of that name (all fields are in docs/reference/kube-proxy.md)',
    ],
    [
      16,
      { conntrack: { max: 1000 } },
      'error key conntrack.max: `max` went with 1.15: kube-proxy of 1.16 would ignore it (use `maxPerCore` (per core) and `min`)',
    ],
    [
      16,
      { resourceContainer: '/kube-proxy' },
      'error key resourceContainer: `resourceContainer` went with 1.16: kube-proxy of 1.16 would ignore it (remove it: kube-proxy runs in a Pod, which has a cgroup of its own)',
    ],
    [25, { udpIdleTimeout: '1s' }],
    [
      26,
      { udpIdleTimeout: '1s' },
      'error key udpIdleTimeout: `udpIdleTimeout` went with 1.26: kube-proxy of 1.26 would ignore it (remove it: only the userspace mode used it)',
    ],
    [
      28,
      { conntrack: { tcpBeLiberal: true } },
      'error key conntrack.tcpBeLiberal: `tcpBeLiberal` came with 1.29: kube-proxy of 1.28 would ignore it (remove it, or go to 1.29)',
    ],
    [29, { conntrack: { tcpBeLiberal: true } }],
    [30, { portRange: '' }],
    [
      31,
      { portRange: '' },
      'warning key portRange: `portRange` has no effect: only the userspace mode used it (remove it)',
    ],
    [36, { apiVersion: 'x', kind: 'y' }],
  ]);
});

describe('values of kube-proxy', () => {
  table('kubeProxy', [
    [
      16,
      { mode: 'ipvs', ipvs: { scheduler: 'rr', syncPeriod: '30s', minSyncPeriod: '0s', excludeCIDRs: null } },
    ],
    [16, { mode: '', ipvs: { scheduler: '' }, nodePortAddresses: null, conntrack: { min: null } }],
    [22, { mode: 'userspace' }],
    [
      25,
      { mode: 'userspace' },
      'warning value mode: mode userspace is deprecated, and gone in 1.26 (move to `mode: iptables`)',
    ],
    [
      26,
      { mode: 'userspace' },
      'error value mode: `mode`: `userspace` went with 1.26 (1.26 takes iptables, ipvs)',
    ],
    [
      28,
      { mode: 'nftables' },
      'error value mode: `mode`: `nftables` came with 1.29 (1.28 takes iptables, ipvs)',
    ],
    [
      30,
      { mode: 'nftables' },
      'error value mode: mode nftables needs the feature gate NFTablesProxyMode before 1.31 (set `featureGates: { NFTablesProxyMode: true }`; hosts need kernel 5.13 and nft 1.0.1)',
    ],
    [30, { mode: 'nftables', featureGates: { NFTablesProxyMode: true } }],
    [31, { mode: 'nftables' }],
    [34, { mode: 'ipvs' }],
    [
      35,
      { mode: 'ipvs' },
      'warning value mode: mode ipvs is deprecated from 1.35 on; by plan it is off by default in 1.40, and gone in 1.43 (move to `mode: nftables` (kernel 5.13, nft 1.0.1) or iptables; hosts keep the rules of the old mode until `kube-proxy --cleanup` or a reboot)',
    ],
    [
      36,
      { mode: 'Iptables' },
      'error value mode: `mode` must be one of iptables, ipvs, nftables, not "Iptables" (did you mean "iptables"?)',
    ],
    [
      26,
      { mode: 'ipvs', ipvs: { scheduler: 'wrrr' } },
      'error value ipvs.scheduler: `scheduler` must be one of rr, wrr, lc, wlc, lblc, lblcr, sh, dh, sed, nq, not "wrrr" (did you mean "wrr"?)',
    ],
    [
      27,
      { mode: 'ipvs', ipvs: { scheduler: 'fastest' } },
      'warning value ipvs.scheduler: `scheduler`: `fastest` is not known: kube-proxy takes any name from 1.27 on, and does not start where the kernel has none of that name',
    ],
    [27, { mode: 'ipvs', ipvs: { scheduler: 'mh' } }],
    [
      36,
      { ipvs: { strictARP: true } },
      'warning key ipvs: `ipvs` has no effect: the mode is not ipvs (set `mode: ipvs`, or remove it)',
    ],
    [36, { ipvs: { strictARP: false, syncPeriod: '0s', excludeCIDRs: [], scheduler: '' } }],
    [
      36,
      { mode: 'nftables', iptables: { masqueradeAll: true } },
      'warning key iptables: `iptables` has no effect in mode nftables (move its settings to `nftables`, or remove it)',
    ],
    [
      36,
      { nftables: { masqueradeAll: true } },
      'warning key nftables: `nftables` has no effect: the mode is not nftables (set `mode: nftables`, or remove it)',
    ],
    [
      36,
      { winkernel: { enableDSR: true } },
      'warning key winkernel: this is for Windows, and kubestrap is for Linux (remove it)',
    ],
    [
      36,
      { iptables: { minSyncPeriod: '1m' } },
      'error value iptables.minSyncPeriod: `minSyncPeriod` must not be above `syncPeriod` (30s by default)',
    ],
    [
      24,
      { detectLocalMode: 'BridgeInterface' },
      'error value detectLocalMode: `detectLocalMode: BridgeInterface` needs `detectLocal.bridgeInterface`',
    ],
    [
      24,
      { detectLocalMode: 'InterfaceNamePrefix', detectLocal: { bridgeInterface: 'cni0' } },
      'error value detectLocalMode: `detectLocalMode: InterfaceNamePrefix` needs `detectLocal.interfaceNamePrefix`',
    ],
    [
      23,
      { detectLocalMode: 'BridgeInterface' },
      'error value detectLocalMode: `detectLocalMode`: `BridgeInterface` came with 1.24 (1.23 takes ClusterCIDR, NodeCIDR)',
    ],
    [
      36,
      {
        clusterCIDR: '10.244.0.0/16,fd00::/56',
        metricsBindAddress: '[::]:10249',
        healthzBindAddress: '0.0.0.0',
      },
    ],
    [
      36,
      { clusterCIDR: '10.244.0.0/16,10.245.0.0/16' },
      'error value clusterCIDR: `clusterCIDR`: "10.244.0.0/16,10.245.0.0/16" is not a CIDR, or two of both families (write `10.244.0.0/16` or `10.244.0.0/16,fd00:244::/56`)',
    ],
    [
      36,
      { metricsBindAddress: '0.0.0.0:70000' },
      'error value metricsBindAddress: `metricsBindAddress`: "0.0.0.0:70000" is not an IP address with a port (write `0.0.0.0:10256` or `[::]:10256`)',
    ],
    [31, { nodePortAddresses: ['primary', '10.0.0.0/8'] }],
    [
      30,
      { nodePortAddresses: ['10.0.0.0/8', 'primary'] },
      'error value nodePortAddresses[1]: `nodePortAddresses[1]`: "primary" is not a CIDR (write `10.0.0.0/8`, or `primary` from 1.31 on)',
    ],
  ]);
});

describe('types', () => {
  table('kubeProxy', [
    [
      36,
      { iptables: { syncPeriod: 30 } },
      'error value iptables.syncPeriod: `syncPeriod` must be a duration (give it a unit: `30s`)',
    ],
    [
      36,
      { iptables: { minSyncPeriod: 0 } },
      'error value iptables.minSyncPeriod: `minSyncPeriod` must be a duration (write `0s`)',
    ],
    [
      36,
      { iptables: { syncPeriod: '30' } },
      'error value iptables.syncPeriod: `syncPeriod`: "30" is not a duration (write numbers with units, `1m30s`: ns, us, ms, s, m and h)',
    ],
    [
      36,
      { configSyncPeriod: '' },
      'error value configSyncPeriod: `configSyncPeriod`: "" is not a duration (write numbers with units, `1m30s`: ns, us, ms, s, m and h)',
    ],
    [
      36,
      { configSyncPeriod: '-1m' },
      'error value configSyncPeriod: `configSyncPeriod` must not be negative',
    ],
    [
      36,
      { configSyncPeriod: null, conntrack: { tcpEstablishedTimeout: null } },
      'error value configSyncPeriod: `configSyncPeriod` is empty: kube-proxy would not start (write a duration, or remove the key)',
    ],
    [36, { bindAddress: '10.0.0' }, 'error value bindAddress: `bindAddress`: "10.0.0" is not an IP address'],
    [
      36,
      { enableProfiling: 'yes' },
      'error value enableProfiling: `enableProfiling` must be true or false (write true, without quotes)',
    ],
    [
      36,
      { conntrack: { min: '5' } },
      'error value conntrack.min: `min` must be a whole number (remove the quotes)',
    ],
    [36, { conntrack: { min: 1.5 } }, 'error value conntrack.min: `min` must be a whole number'],
    [
      36,
      { conntrack: { min: -1 } },
      'error value conntrack.min: `min` must be between 0 and 2147483647, not -1',
    ],
    [
      36,
      { conntrack: { min: 2 ** 31 } },
      'error value conntrack.min: `min` must be between 0 and 2147483647, not 2147483648',
    ],
    [
      36,
      { conntrack: true },
      'error value conntrack: `conntrack` must be a map (its fields: maxPerCore, min, tcpEstablishedTimeout, tcpCloseWaitTimeout, tcpBeLiberal, udpTimeout, udpStreamTimeout, max)',
    ],
    [
      36,
      { conntrack: [] },
      'error value conntrack: `conntrack` must be a map (its fields: maxPerCore, min, tcpEstablishedTimeout, tcpCloseWaitTimeout, tcpBeLiberal, udpTimeout, udpStreamTimeout, max)',
    ],
    [36, { clientConnection: { qps: 2.5, burst: 5 } }],
    [36, 'text', 'error value : the configuration must be a map'],
    [36, null],
    [15, { zzz: 1 }],
  ]);
  table('kubelet', [
    [
      36,
      { clusterDNS: '10.96.0.10' },
      'error value clusterDNS: `clusterDNS` must be a list (write [10.96.0.10])',
    ],
    [36, { clusterDNS: { a: 1 } }, 'error value clusterDNS: `clusterDNS` must be a list'],
    [
      36,
      { clusterDNS: ['10.96.0.10', 'dns'] },
      'error value clusterDNS[1]: `clusterDNS[1]`: "dns" is not an IP address',
    ],
    [36, { kubeReserved: { cpu: 1 } }, 'error value kubeReserved.cpu: `cpu` must be text (quote it: "1")'],
    [
      36,
      { featureGates: { A: 'true' } },
      'error value featureGates.A: `A` must be true or false (write true, without quotes)',
    ],
    [
      36,
      { staticPodURLHeader: { Accept: 'text/plain' } },
      'error value staticPodURLHeader.Accept: `Accept` must be a list (write [text/plain])',
    ],
    [36, { reservedMemory: [{ numaNode: 0, limits: { memory: '1Gi', 'hugepages-2Mi': 2 } }] }],
    [36, { reservedMemory: [{ numaNode: 0 }] }, 'error value reservedMemory[0].limits: `limits` is missing'],
    [
      36,
      {
        logging: {
          flushFrequency: 5_000_000_000,
          verbosity: 3,
          options: { json: { infoBufferSize: '1Mi' } },
        },
      },
    ],
    [
      36,
      { memoryThrottlingFactor: 0 },
      'error value memoryThrottlingFactor: `memoryThrottlingFactor` must be above 0 and at most 1, not 0',
    ],
    [
      36,
      { memoryThrottlingFactor: Number.POSITIVE_INFINITY },
      'error value memoryThrottlingFactor: `memoryThrottlingFactor` must be above 0 and at most 1, not Infinity',
    ],
  ]);
});

describe('keys of the kubelet', () => {
  table('kubelet', [
    [
      28,
      { failCgroupV1: true },
      'error key failCgroupV1: `failCgroupV1` came with 1.31: the kubelet of 1.28 would ignore it (remove it, or go to 1.31)',
    ],
    [31, { failCgroupV1: false }],
    [
      26,
      { containerRuntimeEndpoint: '' },
      'error key containerRuntimeEndpoint: `containerRuntimeEndpoint` came with 1.27: the kubelet of 1.26 would ignore it (remove it, or go to 1.27)',
    ],
    [
      36,
      { cgroupdriver: 'systemd' },
      'error key cgroupdriver: unknown key `cgroupdriver`: the kubelet would ignore it (case matters: write `cgroupDriver`)',
    ],
    [
      36,
      { 'max-pods': 5 },
      'error key max-pods: unknown key `max-pods`: the kubelet would ignore it (did you mean "maxPods"?)',
    ],
    [27, { iptablesDropBit: 15 }],
    [28, { iptablesDropBit: 15 }, 'warning key iptablesDropBit: `iptablesDropBit` has no effect (remove it)'],
    [23, { streamingConnectionIdleTimeout: '4h' }],
    [
      24,
      { streamingConnectionIdleTimeout: '4h' },
      'warning key streamingConnectionIdleTimeout: `streamingConnectionIdleTimeout` has no effect: its reader went with dockershim (remove it)',
    ],
    [
      36,
      { logging: { sanitization: true } },
      'error key logging.sanitization: `sanitization` went with 1.24: the kubelet of 1.36 would ignore it (remove it)',
    ],
    [
      36,
      { evictionHard: { 'memory.avail': '5%' } },
      'error key evictionHard["memory.avail"]: `evictionHard` has no `memory.avail`: the kubelet would not start (did you mean "memory.available"?)',
    ],
    [
      36,
      { systemReserved: { disk: '5Gi' } },
      'error key systemReserved.disk: `systemReserved` has no `disk`: the kubelet would not start (keys here: cpu, memory, ephemeral-storage, pid)',
    ],
  ]);
});

describe('values of the kubelet', () => {
  const cgroupV2 =
    'warning value memorySwap.swapBehavior: `LimitedSwap` works on hosts with cgroup v2 only; on others containers get no swap';
  const gate =
    'error value memorySwap.swapBehavior: `swapBehavior` needs the feature gate NodeSwap before 1.30 (set `featureGates: { NodeSwap: true }`)';
  const limited = { failSwapOn: false, memorySwap: { swapBehavior: 'LimitedSwap' } };
  table('kubelet', [
    [
      36,
      { cgroupDriver: 'Systemd' },
      'error value cgroupDriver: `cgroupDriver` must be one of cgroupfs, systemd, not "Systemd" (did you mean "systemd"?)',
    ],
    [16, { cgroupDriver: 'systemd', failSwapOn: false }],
    [22, limited, gate],
    [22, { ...limited, featureGates: { NodeSwap: true } }],
    [28, { ...limited, featureGates: { NodeSwap: true } }, cgroupV2],
    [34, limited, cgroupV2],
    [36, limited],
    [
      36,
      { ...limited, failCgroupV1: false },
      cgroupV2,
      'warning value failCgroupV1: cgroup v1 is on its way out: the kubelet refuses it by default from 1.35 on, and its code may go from 1.38 on (move the hosts to cgroup v2)',
    ],
    [
      36,
      { memorySwap: { swapBehavior: 'LimitedSwap' } },
      'warning value memorySwap.swapBehavior: `swapBehavior` has no effect: with `failSwapOn`, the default, the kubelet does not start where there is swap (set `failSwapOn: false`)',
    ],
    [30, { failSwapOn: false, memorySwap: { swapBehavior: 'NoSwap' } }],
    [
      29,
      { failSwapOn: false, memorySwap: { swapBehavior: 'NoSwap' }, featureGates: { NodeSwap: true } },
      'error value memorySwap.swapBehavior: `swapBehavior`: `NoSwap` came with 1.30 (1.29 takes LimitedSwap, UnlimitedSwap)',
    ],
    [
      30,
      { failSwapOn: false, memorySwap: { swapBehavior: 'UnlimitedSwap' } },
      'error value memorySwap.swapBehavior: `swapBehavior`: `UnlimitedSwap` went with 1.30 (1.30 takes NoSwap, LimitedSwap)',
    ],
    [31, { runOnce: true }],
    [32, { runOnce: true }, 'error value runOnce: the run-once mode went with 1.32 (remove it)'],
    [
      36,
      { evictionHard: { 'memory.available': '500Mi', 'nodefs.available': '10%', 'imagefs.available': '0%' } },
    ],
    [
      36,
      { evictionHard: { 'memory.available': '0' } },
      'error value evictionHard["memory.available"]: `memory.available`: "0" is not a positive quantity or a percentage (write `500Mi` or `10%`; `0%` turns a signal off)',
    ],
    [
      36,
      { evictionHard: { 'memory.available': '500MB' } },
      'error value evictionHard["memory.available"]: `memory.available`: "500MB" is not a positive quantity or a percentage (write `500Mi` or `10%`; `0%` turns a signal off)',
    ],
    [
      36,
      {
        evictionSoft: { 'memory.available': '1Gi', 'nodefs.available': '15%' },
        evictionSoftGracePeriod: { 'memory.available': '1m' },
      },
      'error key evictionSoft["nodefs.available"]: a signal of `evictionSoft` needs a grace period (add it to `evictionSoftGracePeriod`)',
    ],
    [
      36,
      { imageGCHighThresholdPercent: 70 },
      'error value imageGCHighThresholdPercent: `imageGCLowThresholdPercent` (80 by default) must be below `imageGCHighThresholdPercent` (85)',
    ],
    [36, { imageGCHighThresholdPercent: 70, imageGCLowThresholdPercent: 60 }],
    [
      36,
      { imageMaximumGCAge: '1m' },
      'error value imageMaximumGCAge: `imageMaximumGCAge` must be above `imageMinimumGCAge` (2m by default)',
    ],
    [36, { systemCgroups: '/system.slice' }, 'error value systemCgroups: `systemCgroups` needs `cgroupRoot`'],
    [
      36,
      { enforceNodeAllocatable: ['pods', 'system-reserved'] },
      'error value enforceNodeAllocatable: to enforce `system-reserved`, the kubelet needs `systemReservedCgroup`',
    ],
    [
      36,
      { enforceNodeAllocatable: ['kube-reserved-compressible'] },
      'error value enforceNodeAllocatable: to enforce `kube-reserved`, the kubelet needs `kubeReservedCgroup`',
    ],
    [
      31,
      { enforceNodeAllocatable: ['kube-reserved-compressible'], kubeReservedCgroup: '/kube' },
      'error value enforceNodeAllocatable[0]: `enforceNodeAllocatable[0]`: `kube-reserved-compressible` came with 1.32 (1.31 takes none, pods, system-reserved, kube-reserved)',
    ],
    [
      36,
      { enforceNodeAllocatable: ['none', 'pods'] },
      'error value enforceNodeAllocatable: `none` stands alone in `enforceNodeAllocatable`',
    ],
    [
      36,
      { cgroupsPerQOS: false },
      'error value cgroupsPerQOS: without `cgroupsPerQOS` the kubelet can enforce nothing (set `enforceNodeAllocatable: [none]`; the default is [pods])',
    ],
    [36, { cgroupsPerQOS: false, enforceNodeAllocatable: ['none'] }],
    [
      36,
      { reservedSystemCPUs: '0-1', kubeReservedCgroup: '/kube' },
      'error value reservedSystemCPUs: `reservedSystemCPUs` does not go with `systemReservedCgroup` or `kubeReservedCgroup`',
    ],
    [36, { shutdownGracePeriod: '30s', shutdownGracePeriodCriticalPods: '10s' }],
    [
      36,
      { shutdownGracePeriodCriticalPods: '10s' },
      'error value shutdownGracePeriodCriticalPods: `shutdownGracePeriodCriticalPods` is a part of `shutdownGracePeriod`: it cannot be longer',
    ],
    [
      36,
      {
        shutdownGracePeriod: '30s',
        shutdownGracePeriodByPodPriority: [{ priority: 0, shutdownGracePeriodSeconds: 5 }],
      },
      'error value shutdownGracePeriodByPodPriority: `shutdownGracePeriodByPodPriority` does not go with `shutdownGracePeriod` (keep one of them)',
    ],
    [36, { maxParallelImagePulls: 5 }],
    [
      36,
      { maxParallelImagePulls: 5, serializeImagePulls: true },
      'error value maxParallelImagePulls: `maxParallelImagePulls` above 1 needs `serializeImagePulls: false`',
    ],
    [
      36,
      { preloadedImagesVerificationAllowlist: ['a.org/b'] },
      'error value preloadedImagesVerificationAllowlist: `preloadedImagesVerificationAllowlist` is for the policy NeverVerifyAllowlistedImages (set `imagePullCredentialsVerificationPolicy: NeverVerifyAllowlistedImages`)',
    ],
    [
      36,
      { enableSystemLogQuery: true, enableSystemLogHandler: false },
      'error value enableSystemLogQuery: `enableSystemLogQuery` needs `enableSystemLogHandler`',
    ],
    [
      36,
      { cpuCFSQuotaPeriod: '2s' },
      'error value cpuCFSQuotaPeriod: `cpuCFSQuotaPeriod` must be between 1ms and 1s',
    ],
    [
      36,
      { containerLogMonitorInterval: '1s' },
      'error value containerLogMonitorInterval: `containerLogMonitorInterval` must be at least 3s',
    ],
    [
      36,
      { crashLoopBackOff: { maxContainerRestartPeriod: '10m' } },
      'error value crashLoopBackOff.maxContainerRestartPeriod: `maxContainerRestartPeriod` must be between 1s and 300s',
    ],
    [36, { allowedUnsafeSysctls: ['kernel.msg*', 'net.core.somaxconn'], kubeAPIQPS: 100, kubeAPIBurst: 200 }],
  ]);
});

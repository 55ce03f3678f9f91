/** The documents of `kubeadm reset` and `kubeadm upgrade`, which take flags only before v1beta4. */

import { renderPatches } from '../knowledge/patches.ts';
import { RenderError } from '../knowledge/render-error.ts';
import { firstApiWith, kubeadmApi } from '../knowledge/versions.ts';
import type { Cluster } from '../model/cluster.ts';
import { compact, unlessEmpty } from '../secrets/rendered.ts';
import type { JsonObject } from '../values/json.ts';
import { throwFirst } from './flags.ts';
import { ignoredPreflightErrors } from './node-configuration.ts';
import { unsupportedSettings } from './unsupported.ts';

/** What a reset does beyond what the spec says; absent is kubeadm's own default. */
export interface ResetOptions {
  /** Empties /etc/kubernetes/tmp. */
  readonly cleanupTmpDir?: boolean;
  readonly dryRun?: boolean;
  /** Without it kubeadm asks. */
  readonly force?: boolean;
  readonly skipPhases?: readonly string[];
  readonly unmountFlags?: readonly ('MNT_FORCE' | 'MNT_DETACH' | 'MNT_EXPIRE' | 'UMOUNT_NOFOLLOW')[];
}

/** What `apply`, `node` and `plan` all can be told. */
interface UpgradeStep {
  readonly dryRun?: boolean;
  /** kubeadm's default: true. */
  readonly etcdUpgrade?: boolean;
}

interface NodeStep extends UpgradeStep {
  /** kubeadm's default: true. */
  readonly certificateRenewal?: boolean;
  readonly skipPhases?: readonly string[];
}

interface VersionChoice {
  readonly allowExperimentalUpgrades?: boolean;
  readonly allowRCUpgrades?: boolean;
  readonly printConfig?: boolean;
}

/** Which of kubeadm's upgrade commands the document is for, and what the spec does not say about them. */
export interface UpgradeOptions {
  readonly apply?: NodeStep & VersionChoice & { readonly forceUpgrade?: boolean };
  readonly node?: NodeStep;
  readonly plan?: UpgradeStep & VersionChoice;
  readonly diff?: { readonly contextLines?: number };
}

/** ResetConfiguration, the same for every host. Throws RenderError where kubeadm has none. */
export function resetConfiguration(cluster: Cluster, options: ResetOptions = {}): JsonObject {
  const { cleanupTmpDir, dryRun, force, skipPhases = [], unmountFlags = [] } = options;
  return compact({
    ...header(cluster, 'ResetConfiguration'),
    certificatesDir: cluster.kubeadm.certificatesDir,
    cleanupTmpDir,
    criSocket: cluster.criSocket,
    dryRun,
    force,
    ignorePreflightErrors: unlessEmpty(ignoredPreflightErrors(cluster)),
    skipPhases: unlessEmpty(skipPhases),
    unmountFlags: unlessEmpty(unmountFlags),
  });
}

/**
 * UpgradeConfiguration to the spec's version, with a section for each command that is asked for. Throws RenderError
 * for what the kubeadm of that version lacks.
 */
export function upgradeConfiguration(cluster: Cluster, options: UpgradeOptions): JsonObject {
  const head = header(cluster, 'UpgradeConfiguration');
  throwFirst(unsupportedOptions(cluster, options));
  const { text: kubernetesVersion } = cluster.kubernetesVersion;
  const { imagePullPolicy, imagePullSerial } = cluster.kubeadm;
  const ignorePreflightErrors = unlessEmpty(ignoredPreflightErrors(cluster));
  const node = { ignorePreflightErrors, patches: renderPatches(cluster), imagePullPolicy, imagePullSerial };
  return compact({
    ...head,
    apply: options.apply && compact({ kubernetesVersion, ...node, ...options.apply }),
    node: options.node && compact({ ...node, ...options.node }),
    plan: options.plan && compact({ kubernetesVersion, ignorePreflightErrors, ...options.plan }),
    diff: options.diff && compact({ kubernetesVersion, ...options.diff }),
  });
}

function header(cluster: Cluster, kind: string) {
  throwFirst(unsupportedSettings(cluster));
  const { apiVersion, capabilities } = kubeadmApi(cluster.kubernetesVersion);
  if (!capabilities.has('maintenance')) {
    const first = firstApiWith('maintenance');
    throw new RenderError(
      'spec.kubernetesVersion',
      `is ${cluster.kubernetesVersion.text}, whose ${apiVersion} has no ${kind}: it came with ${first?.apiVersion} in Kubernetes 1.${first?.firstMinor}`,
    );
  }
  return { apiVersion, kind, timeouts: unlessEmpty(cluster.kubeadm.timeouts) };
}

interface Row {
  readonly path: string;
  readonly given: (options: UpgradeOptions) => unknown;
  readonly since: number;
  readonly source: string;
}

/** Fields that came after the kind, or did nothing at first. */
const LATER: readonly Row[] = [
  {
    path: 'apply.skipPhases',
    given: ({ apply }) => apply?.skipPhases,
    since: 32,
    source: 'kubernetes#126032',
  },
  {
    path: 'plan.etcdUpgrade',
    given: ({ plan }) => plan?.etcdUpgrade,
    since: 33,
    source: 'kubernetes#130023',
  },
];

function unsupportedOptions({ kubernetesVersion }: Cluster, options: UpgradeOptions): readonly RenderError[] {
  return LATER.filter(
    ({ given, since }) => given(options) !== undefined && since > kubernetesVersion.minor,
  ).map(
    ({ path, since }) =>
      new RenderError(
        `UpgradeConfiguration.${path}`,
        `has no effect in kubeadm ${kubernetesVersion.text}: it came with 1.${since}`,
      ),
  );
}

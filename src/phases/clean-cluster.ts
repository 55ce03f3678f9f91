import { askAt } from '../cluster/etcd/external.ts';
import {
  atPlaces,
  etcdDirectory,
  KINDS,
  type Leftovers,
  leftoverProblems,
  places,
  sharedKubeconfigs,
} from '../facts/leftovers.ts';
import type { HostFacts } from '../facts/types.ts';
import { certificatesDirectory } from '../knowledge/directories.ts';
import { versionFacts } from '../knowledge/versions.ts';
import { named } from '../model/change-id.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { parseVersion } from '../model/version.ts';
import { type Item, isStep, type Notice, type Step } from '../shell/emit.ts';
import { keepingEtcdFiles } from '../shell/functions/external-etcd.ts';
import {
  beginCleanUp,
  clearCni,
  clearEtcd,
  clearFiles,
  clearIpsets,
  clearIpvs,
  clearKubeconfigs,
  clearLinks,
  clearMounts,
  clearPods,
  clearRules,
  clearState,
  clearTables,
  noLeftovers,
  resetKubeadm,
  stopKubelet,
} from '../shell/functions/leftovers.ts';
import { keepingPki, withoutNotedPki } from '../shell/functions/own-ca.ts';
import { lines, type Script, sh } from '../shell/sh.ts';

/** A host from which the cluster's part is taken off, and why. */
export interface Cleaning {
  readonly phase: string;
  readonly cluster: Cluster;
  readonly host: Host;
  readonly facts: HostFacts;
  /** What `leftovers` listed there, so that only what is there has a step; absent: every step is there. */
  readonly found?: Leftovers | undefined;
  /**
   * The host joins again: kubeconfigs of the cluster, and the files with which an external etcd is asked, stay on it, and a
   * clean-up that is cut off is resumed by the next apply.
   */
  readonly rejoins?: {
    readonly before: string;
    readonly reason: string;
    /** CAs and keys that were there before kubeadm init (`note_pki`) are not ours to remove. */
    readonly keepsPki?: true;
  };
}

/**
 * THE chain that takes what kubeadm and the cluster's add-ons put there off a host, in order; each step can be run again. No
 * volume is emptied: what writes to volumes is stopped and their mounts are gone before anything is removed (kubeadm before
 * 1.30 empties those that it cannot unmount: kubeadm#2923). Members of etcd and Nodes are not touched.
 */
export function clusterSteps(cleaning: Cleaning): Item[] {
  const { phase, cluster, host, facts, found, rejoins } = cleaning;
  const has = (...kinds: string[]) => found === undefined || kinds.some((kind) => found.has(kind));
  const step = (kind: string, script: Script): Step[] =>
    has(kind) ? [removal(cleaning, kind, found?.get(kind), script)] : [];
  const pki = certificatesDirectory(cluster);
  const etcd = etcdDirectory(cluster, host, facts);
  const steps = [
    ...(isDirty(found) ? [kubeletStep(phase, rejoins ? '-' : `${pki}/ca.crt`)] : []),
    ...(has('pod', 'process')
      ? [
          removal(
            cleaning,
            'pod',
            found === undefined ? undefined : (found.get('pod') ?? []),
            clearPods(cluster.criSocket),
          ),
        ]
      : []),
    ...step('mount', clearMounts()),
    ...(has('pod', 'process', 'mount', 'file', 'etcd') ? [resetStep(cleaning)] : []),
    ...step('file', keepingFiles(cleaning, clearFiles(pki))),
    ...(etcd === null ? [] : step('etcd', clearEtcd(etcd))),
    ...(rejoins ? [] : kubeconfigSteps(cleaning, step)),
    ...step('cni', clearCni()),
    ...step('ipvs', clearIpvs()),
    ...step('rules', clearRules()),
    ...step('ipset', clearIpsets()),
    ...step('table', clearTables()),
    ...step('link', clearLinks()),
    ...step('state', clearState()),
  ];
  return steps.map((one) => (isStep(one) ? { ...one, script: atPlaces(host, one.script) } : one));
}

/** Is there anything of a cluster? Where nobody looked, there may be. */
export function isDirty(found: Leftovers | undefined): boolean {
  return found === undefined || leftoverProblems(found).length > 0;
}

/** Looks again, and fails with what is left. */
export function checkStep({ phase, cluster, host, facts, rejoins }: Cleaning): Step {
  const kept = rejoins ? keptRows(cluster) : [];
  const unlisted = noLeftovers([...places(cluster, host, facts), ...kept]);
  return {
    change: {
      phase,
      ...named('leftovers', 'leftovers'),
      action: 'run',
      before: null,
      after: 'none',
      reason: 'neither kubeadm nor a program that ended well is taken at its word',
      disruption: 'none',
    },
    script: atPlaces(
      host,
      rejoins
        ? lines([sh`found_kubeconfigs() { :; }`, rejoins.keepsPki ? withoutNotedPki(unlisted) : unlisted])
        : noLeftovers(places(cluster, host, facts)),
    ),
  };
}

/** Rows of `leftovers` with the files of an etcd elsewhere that are among kubeadm's own: they stay for the next join. */
function keptRows(cluster: Cluster): string[] {
  if ('local' in cluster.etcd) return [];
  const { caFile, certFile, keyFile } = cluster.etcd.external;
  const pki = certificatesDirectory(cluster);
  return [...[caFile, certFile, keyFile], `${pki}/etcd`].map((path) => `file ${path}`);
}

function kubeletStep(phase: string, ca: string): Step {
  return {
    change: {
      phase,
      ...named('kubelet'),
      action: 'run',
      before: null,
      after: 'stopped',
      reason: 'it would start Pods again while they are taken down',
      disruption: 'drain',
    },
    script: stopKubelet(ca),
  };
}

function kubeconfigSteps(
  { phase, cluster, found }: Cleaning,
  step: (kind: string, script: Script) => Step[],
): Item[] {
  return [
    ...step('kubeconfig', clearKubeconfigs(certificatesDirectory(cluster))),
    ...(found === undefined ? [] : sharedKubeconfigs(found)).map((path) => shared(phase, path)),
  ];
}

function removal(
  { phase, rejoins }: Cleaning,
  kind: string,
  names: readonly string[] | undefined,
  script: Script,
): Step {
  const what = KINDS[kind] ?? kind;
  return {
    change: {
      phase,
      ...named('leftovers', what),
      action: 'delete',
      before: names === undefined ? what : shown(kind, names),
      after: null,
      reason: rejoins?.reason ?? 'of the cluster that this host leaves',
      disruption: kind === 'pod' ? 'drain' : 'none',
    },
    script,
  };
}

/** Ids say nothing to people, so of some kinds there is a number. */
function shown(kind: string, names: readonly string[]): string {
  if (kind === 'pod') return String(names.length);
  if (kind === 'rules') {
    return names
      .map((row) => row.split(' '))
      .map(([program, count]) => `${count} rules and chains of ${program}`)
      .join(', ');
  }
  return names.length === 1 ? names.join('') : names.map((name) => `${name}\n`).join('');
}

/** kubeadm's own cleaning, without what it would do to the cluster. */
function resetStep(cleaning: Cleaning): Step {
  const { phase, cluster, facts, rejoins } = cleaning;
  const installed = parseVersion(facts.programs.get('kubeadm') ?? '') ?? cluster.kubernetesVersion;
  const { certificatesDir: directory } = cluster.kubeadm;
  const flags = [
    `--skip-phases=${versionFacts(installed).resetSkipPhases.join(',')}`,
    '--cri-socket',
    cluster.criSocket,
    ...(directory === undefined ? [] : ['--cert-dir', directory]),
  ];
  return {
    change: {
      phase,
      ...named('kubeadm', 'reset'),
      action: 'run',
      before: rejoins?.before ?? null,
      after: rejoins ? 'clean' : 'done',
      reason:
        rejoins?.reason ?? 'takes off what kubeadm put there; it ends by itself, also without a connection',
      disruption: 'none',
    },
    script: lines([
      // kubeadm before 1.30 empties volumes that it could not unmount
      clearMounts(),
      ...(rejoins ? [beginCleanUp()] : []),
      keepingFiles(cleaning, resetKubeadm(flags)),
    ]),
  };
}

/**
 * What is not kubeadm's to remove stays on a host that joins again: the files with which an etcd elsewhere is asked, and a
 * CA of one's own.
 */
function keepingFiles({ cluster: { etcd }, rejoins }: Cleaning, script: Script): Script {
  const inner = rejoins?.keepsPki ? keepingPki(script) : script;
  if ('local' in etcd || !rejoins) return inner;
  const { external } = etcd;
  return lines([askAt(external, external.endpoints), keepingEtcdFiles(inner)]);
}

function shared(phase: string, path: string): Notice {
  return {
    change: {
      phase,
      ...named('kubeconfig', path),
      action: 'update',
      before: 'this cluster and others',
      after: 'others',
      reason:
        'it holds other clusters, too: take this one out by hand (kubectl config delete-cluster, delete-user)',
      disruption: 'none',
    },
  };
}

import type { HostFacts } from '../facts/types.ts';
import { versionFacts } from '../kubeadm/versions.ts';
import type { Step } from '../program/emit.ts';
import { lines, type Script, sh } from '../program/sh.ts';
import type { Cluster, Host } from '../spec/model.ts';
import { parseVersion } from '../spec/version.ts';
import { recordSteps, serviceSteps } from './clean-record.ts';
import {
  etcdDirectory,
  hasNotes,
  KINDS,
  type Leftovers,
  leftoverProblems,
  places,
  sharedKubeconfigs,
} from './leftovers.ts';
import { certificatesDir } from './static-pods.ts';

/**
 * Everything that takes off one host what kubeadm, the cluster's add-ons and kubestrap put there, in order; each step can
 * be run again. Members of etcd and Nodes are not touched: whoever calls this has taken them out, or wants the cluster
 * gone. The host's record, by which a run that was cut off goes on, goes last. `found`: what `leftovers` listed there, so
 * that only what is there has a step; without it every step is there. Empty: there is nothing to clean.
 */
export function cleanHostSteps(
  phase: string,
  cluster: Cluster,
  host: Host,
  facts: HostFacts,
  found?: Leftovers,
): Step[] {
  const all = found === undefined;
  const isDirty = all || leftoverProblems(found).length > 0;
  const has = (...kinds: string[]) => all || kinds.some((kind) => found.has(kind));
  const step = (kind: string, script: Script): Step[] =>
    has(kind) ? [removal(phase, kind, found?.get(kind), script)] : [];
  const pki = certificatesDir(cluster);
  const etcd = etcdDirectory(cluster, host, facts);
  const steps = [
    ...(isDirty ? [kubeletStep(phase, pki)] : []),
    ...(has('pod', 'process')
      ? [
          removal(
            phase,
            'pod',
            found === undefined ? undefined : (found.get('pod') ?? []),
            sh`clear_pods ${cluster.criSocket}`,
          ),
        ]
      : []),
    ...step('mount', sh`clear_mounts`),
    ...(has('pod', 'process', 'mount', 'file', 'etcd') ? [resetStep(phase, cluster, facts)] : []),
    ...step('file', sh`clear_files ${pki}`),
    ...(etcd === null ? [] : step('etcd', sh`clear_etcd ${etcd}`)),
    ...step('kubeconfig', sh`clear_kubeconfigs ${pki}`),
    ...(found === undefined ? [] : sharedKubeconfigs(found)).map((path) => shared(phase, path)),
    ...step('cni', sh`clear_cni`),
    ...step('ipvs', sh`clear_ipvs`),
    ...step('rules', sh`clear_rules`),
    ...step('ipset', sh`clear_ipsets`),
    ...step('table', sh`clear_tables`),
    ...step('link', sh`clear_links`),
    ...step('state', sh`clear_state`),
    ...serviceSteps(phase, facts),
    ...recordSteps(phase, facts),
  ];
  const { init, join } = facts.kubernetes;
  const isNoted = facts.record !== null || init !== null || join !== null;
  const notes = isDirty || hasNotes(found) || isNoted;
  return [
    ...steps,
    ...(steps.length > 0 ? keptFiles(phase, cluster, host) : []),
    ...(steps.length > 0 ? [checkStep(phase, cluster, host, facts)] : []),
    ...(notes ? [forgetStep(phase, facts)] : []),
  ];
}

function kubeletStep(phase: string, pki: string): Step {
  return {
    change: {
      phase,
      resource: 'kubelet',
      action: 'run',
      before: null,
      after: 'stopped',
      reason: 'it would start Pods again while they are taken down',
      disruption: 'drain',
    },
    script: sh`stop_kubelet ${`${pki}/ca.crt`}`,
  };
}

function removal(phase: string, kind: string, names: readonly string[] | undefined, script: Script): Step {
  const what = KINDS[kind] ?? kind;
  return {
    change: {
      phase,
      resource: what,
      action: 'delete',
      before: names === undefined ? what : shown(kind, names),
      after: null,
      reason: 'of the cluster that this host leaves',
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
function resetStep(phase: string, cluster: Cluster, { programs }: HostFacts): Step {
  const installed = parseVersion(programs.get('kubeadm') ?? '') ?? cluster.kubernetesVersion;
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
      resource: 'kubeadm reset',
      action: 'run',
      before: null,
      after: 'done',
      reason: 'takes off what kubeadm put there; it ends by itself, also without a connection',
      disruption: 'none',
    },
    // kubeadm before 1.30 empties volumes that it could not unmount
    script: lines([sh`clear_mounts`, sh`reset_kubeadm ${flags}`]),
  };
}

function shared(phase: string, path: string): Step {
  return {
    change: {
      phase,
      resource: `kubeconfig ${path}`,
      action: 'update',
      before: 'this cluster and others',
      after: 'others',
      reason:
        'it holds other clusters, too: take this one out by hand (kubectl config delete-cluster, delete-user)',
      disruption: 'none',
      supported: false,
    },
    script: sh`:`,
  };
}

/** kubeadm takes the files of an etcd elsewhere to control planes that join, and takes back only those beside its own. */
function keptFiles(phase: string, cluster: Cluster, { role }: Host): Step[] {
  if ('local' in cluster.etcd || role !== 'control-plane') return [];
  const { keyFile } = cluster.etcd.external;
  if (keyFile.startsWith(`${certificatesDir(cluster)}/`)) return [];
  return [
    {
      change: {
        phase,
        resource: `file ${keyFile}`,
        action: 'delete',
        before: 'opens the external etcd',
        after: null,
        reason: 'it may be there for others, too: if not, remove it by hand, with its certificate',
        disruption: 'none',
        supported: false,
      },
      script: sh`:`,
    },
  ];
}

function checkStep(phase: string, cluster: Cluster, host: Host, facts: HostFacts): Step {
  return {
    change: {
      phase,
      resource: 'leftovers',
      action: 'run',
      before: null,
      after: 'none',
      reason: 'neither kubeadm nor a program that ended well is taken at its word',
      disruption: 'none',
    },
    script: sh`no_leftovers ${places(cluster, host, facts)}`,
  };
}

function forgetStep(phase: string, { record }: HostFacts): Step {
  const size = Object.keys(record?.resources ?? {}).length;
  return {
    change: {
      phase,
      resource: 'record',
      action: 'delete',
      before: `/var/lib/kubestrap${size === 0 ? '' : `: ${size} resource${size === 1 ? '' : 's'}`}`,
      after: null,
      reason: 'last of all: until then a run that is cut off can be run again',
      disruption: 'none',
    },
    script: sh`forget_host`,
  };
}

import type { RestoreSurvey } from '../cluster/etcd/restore.ts';
import { isBefore } from '../cluster/etcd/restore.ts';
import type { CheckedSnapshot } from '../cluster/etcd/snapshot-file.ts';
import { controlPlanes, type State } from '../cluster/state.ts';
import { ETCD_MANIFEST } from '../knowledge/directories.ts';
import type { Restore } from '../phases/etcd-restore/restore.ts';
import type { RestoreOptions } from './restore-options.ts';

interface Question {
  readonly state: State;
  readonly surveys: ReadonlyMap<string, RestoreSurvey>;
  readonly options: Pick<RestoreOptions, 'source' | 'without' | 'acceptUnknownOrigin'>;
  readonly snapshot: CheckedSnapshot | null;
  readonly restore: Restore;
}

/** Why a restore must not begin, and what is to be known before it is confirmed; as sentences. Pure. */
export function restoreRefusals(question: Question): { refusals: string[]; warnings: string[] } {
  return {
    refusals: [
      ...missingHosts(question),
      ...unfit(question),
      ...otherCluster(question),
      ...unneeded(question),
    ],
    warnings: warnings(question),
  };
}

/** Every control plane is restored or left out by name: one that is forgotten keeps its old data, and may serve it. */
function missingHosts({ state, options, surveys }: Question): string[] {
  if ('member' in options.source) {
    const { member } = options.source;
    return surveys.has(member)
      ? []
      : [`${member} does not answer: ${state.unreachable.get(member) ?? 'why is not known'}`];
  }
  const away = controlPlanes(state).filter(({ name }) => !surveys.has(name) && !options.without.has(name));
  if (away.length === 0) return [];
  const names = away.map(({ name }) => name).join(',');
  const all = [...new Set([...options.without, ...away.map(({ name }) => name)])].join(',');
  return [
    `${names.replaceAll(',', ', ')} cannot be reached. Bring it back, or go on without it: "--without ${all}". It is then no member of the restored etcd, and must be reset and joined again before its API server serves anyone: as long as it is off, that is so`,
  ];
}

function unfit({ restore, surveys, snapshot, options }: Question): string[] {
  const wanted = [...surveys].filter(([name]) => !restore.leaving.includes(name));
  return wanted.flatMap(([name, { etcd, free }]): string[] => {
    if (etcd === null) {
      return [
        `${name} has no etcd of kubeadm's (${ETCD_MANIFEST}): leave it out ("--without ${name}") and join it again afterwards`,
      ];
    }
    if (etcd.walDir !== null)
      return [`${name} keeps the log of etcd in ${etcd.walDir} (--wal-dir): kubestrap does not restore that`];
    if (free === null)
      return [
        `${name} has no directory ${etcd.dataDir}: make it (mkdir -m 0700 ${etcd.dataDir}), or mount its disk`,
      ];
    const stage = restore.members.find(({ host }) => host === name)?.stage ?? 'none';
    if (!isBefore(stage, 'ready') || 'member' in options.source) return [];
    // the upload and what is made of it; what is there now stays
    const need = Math.ceil(((snapshot?.size ?? 0) * 2) / 1024) + 128 * 1024;
    return free >= need
      ? []
      : [
          `${name} has ${Math.floor(free / 1024)} MiB free in ${etcd.dataDir}, and needs ${Math.ceil(need / 1024)}`,
        ];
  });
}

/** The data of another cluster, with the keys and certificates of this one, would serve nobody. */
function otherCluster({ state, surveys, snapshot, options, restore }: Question): string[] {
  const sidecar = snapshot?.sidecar ?? null;
  if (snapshot !== null && sidecar === null && !options.acceptUnknownOrigin) {
    return [
      'the snapshot has no .json beside it, so nobody knows which cluster it is of. Bring that file; or, if you know, say so with --accept-unknown-origin',
    ];
  }
  const asked = [...surveys.keys()].filter((name) => !restore.leaving.includes(name));
  const pins = asked.map((name) => ({ name, pin: state.facts.get(name)?.kubernetes.caPin ?? null }));
  const reasons = pins.flatMap(({ name, pin }) => {
    if (pin === null)
      return [
        `${name} has no certificate of the cluster's CA: its keys and certificates must be there before its data`,
      ];
    if (sidecar !== null && pin !== sidecar.cluster.caPin)
      return [
        `the snapshot is of another cluster: its CA is ${sidecar.cluster.caPin} (${sidecar.cluster.name}), that of ${name} is ${pin}`,
      ];
    return pin === pins[0]?.pin ? [] : [`${name} and ${pins[0]?.name} have CAs of different clusters`];
  });
  const uid = sidecar?.cluster.uid ?? null;
  if (uid === null) return reasons;
  // not that of the API: an etcd that lost its data makes a new one
  const recorded = asked.flatMap((name) => {
    const known = state.facts.get(name)?.record?.cluster ?? null;
    return known === null || known.uid === uid
      ? []
      : [`the snapshot is of the cluster ${uid}, ${name} was made a member of ${known.uid}`];
  });
  return [...reasons, ...recorded];
}

function unneeded({ state, options, restore }: Question): string[] {
  if (!('member' in options.source)) return [];
  const etcdOf = (name: string) => state.facts.get(name)?.etcd;
  const healthy = controlPlanes(state).filter(({ name }) => etcdOf(name)?.isHealthy === true);
  // a restore that goes on: the quorum is the member's own, of itself alone
  const goesOn = restore.members.some(({ stage }) => !isBefore(stage, 'swapped'));
  if (goesOn && (etcdOf(options.source.member)?.members ?? []).length <= 1) return [];
  if (healthy.length === 0) return [];
  const names = healthy.map(({ name }) => name).join(', ');
  return [
    `etcd has a quorum (${names} answers): nothing is lost. Take single members out with "kubestrap node remove", or restore all from a snapshot`,
  ];
}

function warnings({ state, snapshot, restore, options }: Question): string[] {
  const away = restore.leaving.filter((name) => !restore.fenced.includes(name));
  const sidecar = snapshot?.sidecar ?? null;
  const spec = state.cluster.kubernetesVersion.text;
  return [
    ...('member' in options.source
      ? [`What ${options.source.member} has may lack the last writes of the others.`]
      : [`What was written after the snapshot${sidecar === null ? '' : ` (${sidecar.takenAt})`} is lost.`]),
    ...(sidecar !== null && minor(sidecar.kubernetesVersion) !== minor(spec)
      ? [`The snapshot is of Kubernetes ${sidecar.kubernetesVersion}, the spec says ${spec}.`]
      : []),
    ...(away.length > 0
      ? [
          `${away.join(', ')} cannot be reached and keeps its old data. It cannot join the restored etcd, whose cluster id is new; but where enough of the old members come back together they serve the old data: leave them off until they are reset.`,
        ]
      : []),
  ];
}

function minor(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

import { askAt, leads, seatName } from '../cluster/etcd/external.ts';
import { controlPlanes, reached, type State } from '../cluster/state.ts';
import type { EtcdMember } from '../facts/etcd-types.ts';
import type { HostFacts } from '../facts/types.ts';
import type { ExternalEtcd, Host } from '../model/cluster.ts';
import { ofCluster, onHost } from '../model/failure.ts';
import { lines, type Script, sh } from '../shell/sh.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError } from '../workflow/errors.ts';
import { viewExternal } from '../workflow/external-etcd.ts';

/** A directory of ours on a control plane, there only while a snapshot of an etcd elsewhere is on its way. */
const PASSING = '/var/lib/kubestrap/snapshots';

/** Where a snapshot comes from. */
export interface SnapshotSource {
  /** The control plane that asks etcd, and its facts. */
  readonly host: Host;
  readonly facts: HostFacts;
  /** The host whose member it is; of an etcd elsewhere the member and its endpoint. */
  readonly from: string;
  /** Directory on the control plane in which it may lie until it is fetched. */
  readonly directory: string;
  readonly version: string;
  readonly members: readonly Pick<EtcdMember, 'name' | 'peerUrls'>[];
  /** What comes first in a script that takes it. */
  readonly before: Script;
  /** What comes last, once it is fetched or given up. */
  readonly after: Script;
}

/** A member that answers with a quorum behind it, rather not the leader, which has the most to do. Throws RunFailedError. */
export async function snapshotSource(context: Context, state: State): Promise<SnapshotSource> {
  const { etcd } = state.cluster;
  return 'external' in etcd ? outside(context, etcd.external, state) : inside(state);
}

function inside(state: State): SnapshotSource {
  const members = reached(state, controlPlanes(state)).flatMap(({ host, facts }) => {
    const { manifest, isHealthy, status, members: list } = facts.etcd;
    if (manifest === null || !isHealthy || status === null || status.isLearner) return [];
    return [{ host, facts, status, directory: manifest.dataDir, members: described(list) }];
  });
  const fit = members.filter(({ host }) => state.targets.has(host.name));
  const [chosen] = fit.toSorted((a, b) => Number(leads(a)) - Number(leads(b)));
  if (chosen !== undefined) {
    const { version } = chosen.status;
    return { ...chosen, from: chosen.host.name, version, before: sh`:`, after: sh`:` };
  }
  throw new RunFailedError(
    'no snapshot was taken: no member of etcd that may be asked is healthy',
    members.map(({ host }) =>
      onHost(host.name, { code: 'host-failed', message: 'it is healthy, and left out of this run' }),
    ),
    {
      remedy: [
        'see "kubestrap etcd status"; where the quorum is lost, "kubestrap etcd restore --from-member HOST" goes on from what one member has',
      ],
    },
  );
}

async function outside(context: Context, external: ExternalEtcd, state: State): Promise<SnapshotSource> {
  const view = await viewExternal(context, external, state, { forSnapshot: true });
  const host = state.cluster.hosts.find(({ name }) => name === view.through);
  const facts = state.facts.get(host?.name ?? '');
  if (view.through === null || host === undefined || facts === undefined) {
    const message = view.through === null ? view.reason : `${view.through} has no facts`;
    throw new RunFailedError('no snapshot was taken', [ofCluster({ code: 'snapshot', message })], {
      remedy: ['mend one control plane, or take the snapshot where etcd runs'],
    });
  }
  const { answer } = view;
  const fit = answer.seats.filter(({ isHealthy, status }) => isHealthy && !status.isLearner);
  const [seat] = fit.toSorted((a, b) => Number(leads(a)) - Number(leads(b)));
  if (seat === undefined) {
    const message = 'no endpoint of spec.etcd.external leads from there to a healthy member';
    throw new RunFailedError('no snapshot was taken', [onHost(host.name, { code: 'snapshot', message })], {
      remedy: ['see "kubestrap etcd status", and the log of etcd where it runs'],
    });
  }
  return {
    host,
    facts,
    from: `${seatName(answer, seat)} (${seat.endpoint})`,
    directory: PASSING,
    version: seat.status.version,
    members: described(answer.members),
    before: lines([askAt(external, [seat.endpoint]), sh`( umask 077; mkdir -p ${PASSING} ) || exit 1`]),
    // only where nothing else is in them
    after: sh`rmdir ${PASSING} ${PASSING.slice(0, PASSING.lastIndexOf('/'))} 2>/dev/null || :`,
  };
}

function described(members: readonly EtcdMember[] | null): SnapshotSource['members'] {
  return (members ?? []).map(({ name, peerUrls }) => ({ name, peerUrls }));
}

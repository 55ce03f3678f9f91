import type { Leaving, State } from '../../../src/cluster/state.ts';
import { type EtcdFacts, type EtcdMember, NO_ETCD } from '../../../src/facts/etcd-types.ts';
import type { LiveCluster } from '../../../src/facts/live-types.ts';
import type { HostFacts } from '../../../src/facts/types.ts';
import type { Cluster, Host } from '../../../src/model/cluster.ts';
import { makeHa, makeLive, memberFacts, memberState, PIN } from '../../fixtures/state.ts';

export const ha = makeHa();

export function seat(name: string, overrides: Partial<EtcdMember> = {}): EtcdMember {
  const number = name.replace(/\D/g, '');
  const address = `10.0.0.1${number}`;
  return {
    id: `a${number}`,
    name,
    peerUrls: [`https://${address}:2380`],
    clientUrls: [`https://${address}:2379`],
    isLearner: false,
    ...overrides,
  };
}

export const SEATS = ['cp-1', 'cp-2', 'cp-3'].map((name) => seat(name));

/** The etcd of a control plane of `ha`, with cp-1 as the leader. */
export function etcdOf(name: string, members: readonly EtcdMember[] = SEATS, isHealthy = true): EtcdFacts {
  const own = members.find((member) => member.name === name) ?? seat(name);
  const [peerUrl = '', clientUrl = ''] = [own.peerUrls[0], own.clientUrls[0]];
  return {
    ...NO_ETCD,
    manifest: { name, dataDir: '/var/lib/etcd', peerUrl, clientUrl, image: 'etcd:3.4' },
    hasData: true,
    isRunning: true,
    status: {
      memberId: own.id,
      clusterId: 'c1',
      leader: 'a1',
      version: '3.4.13',
      dbSize: 1,
      dbSizeInUse: 1,
      raftTerm: 2,
      raftIndex: 10,
      raftAppliedIndex: 10,
      isLearner: own.isLearner,
      errors: [],
    },
    members: isHealthy ? members : null,
    isHealthy,
  };
}

export interface Scene {
  readonly cluster?: Cluster;
  readonly members?: readonly EtcdMember[];
  readonly unhealthy?: readonly string[];
  readonly away?: readonly string[];
  /** No API server answers. */
  readonly silent?: boolean;
  readonly live?: Partial<LiveCluster>;
  readonly facts?: Readonly<Record<string, Partial<HostFacts>>>;
  readonly leaving?: Readonly<Record<string, Partial<Leaving>>>;
  readonly state?: Partial<State>;
}

/** Three control planes and a worker, of which some leave. */
export function scene({
  cluster = ha,
  members = SEATS,
  unhealthy = [],
  away = [],
  silent = false,
  live = {},
  facts = {},
  leaving = {},
  state = {},
}: Scene = {}): State {
  const goes = new Set(Object.keys(leaving));
  const after: Cluster = {
    ...cluster,
    hosts: cluster.hosts.map((host) => (goes.has(host.name) ? { ...host, state: 'absent' } : host)),
  };
  const world = makeLive(cluster, live);
  const factsOf = (host: Host): HostFacts =>
    memberFacts(cluster, host, {
      ...(host.role === 'control-plane'
        ? { live: silent ? null : world, etcd: etcdOf(host.name, members, !unhealthy.includes(host.name)) }
        : {}),
      record: { version: 1, cluster: { name: cluster.name, uid: world.uid, caPin: PIN }, resources: {} },
      ...facts[host.name],
    });
  return memberState(after, Object.fromEntries(cluster.hosts.map((host) => [host.name, factsOf(host)])), {
    unreachable: new Map(away.map((name) => [name, 'no route to host'])),
    leaving: new Map(
      Object.entries(leaving).map(([name, overrides]) => [name, leave(cluster, name, overrides)]),
    ),
    leftovers: new Map([...goes].map((name) => [name, new Map([['file', ['/etc/kubernetes/admin.conf']]])])),
    ...state,
  });
}

function leave(cluster: Cluster, name: string, overrides: Partial<Leaving>): Leaving {
  const host = cluster.hosts.find((one) => one.name === name);
  if (host === undefined) throw new Error(`no host ${name}`);
  return {
    host,
    isLost: false,
    acceptsNoFaultTolerance: false,
    drain: { seconds: 300, force: false, detachSeconds: 300 },
    note: null,
    ...overrides,
  };
}

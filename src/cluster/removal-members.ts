import type { EtcdMember } from '../facts/etcd-types.ts';
import type { Host } from '../model/cluster.ts';
import { hostOf, isSameHost } from '../values/ip.ts';
import type { MemberState } from './etcd/quorum.ts';
import { surveyMembers } from './etcd/survey.ts';
import { controlPlanes, type Leaving, leader, type Reached, reached, type State } from './state.ts';

/** A member of etcd, and the host of the inventory that it belongs to. */
export interface Seat {
  readonly member: EtcdMember;
  readonly host: Host | undefined;
  readonly isStarted: boolean;
  /** Did the etcd of that host itself answer a read that needs a quorum? */
  readonly isHealthy: boolean;
}

export interface Council {
  /** A control plane that stays, whose etcd answers: etcd is changed through it. */
  readonly through: Reached;
  readonly seats: readonly Seat[];
}

/** The members of etcd as one that stays lists them; null: none that answers, or etcd is not kubeadm's. */
export function council(state: State): Council | null {
  if ('external' in state.cluster.etcd) return null;
  const stays = reached(state, controlPlanes(state));
  const lead = leader(state)?.host.name;
  const able = stays.filter(({ facts: { etcd } }) => etcd.isHealthy && etcd.members !== null);
  const through = able.find(({ host }) => host.name === lead) ?? able[0];
  if (through === undefined) return null;
  const views = [through.host.name, ...state.facts.keys()].flatMap((host) => {
    const etcd = state.facts.get(host)?.etcd;
    return etcd === undefined ? [] : [{ host, etcd }];
  });
  const hosts = [...state.cluster.hosts, ...leavingHosts(state)];
  return {
    through,
    seats: (surveyMembers(views) ?? []).map(({ host: _, isHealthy, ...member }) => ({
      member,
      // by its address: the host may be away
      host: hosts.find((one) => sitsOn(member, one)),
      isStarted: member.name !== '',
      isHealthy: isHealthy && !member.isLearner,
    })),
  };
}

/** A seat as the arithmetic takes it. */
export function stateOf({ member: { id, name, isLearner }, isHealthy }: Seat): MemberState {
  return { id, name, isLearner, isHealthy };
}

/** Those on their way out, of which an inventory may know nothing any more. */
export function leavingHosts({ leaving }: State): Host[] {
  return [...(leaving?.values() ?? [])].map(({ host }) => host);
}

/** While etcd has a member there, a host's data is part of the cluster: nothing of it may be wiped. */
export function isSeated(state: State, { host }: Leaving): boolean {
  const isFree =
    host.role === 'worker' || 'external' in state.cluster.etcd || state.unseated?.has(host.name) === true;
  // where nobody says, it may have
  return !isFree && (council(state)?.seats.some(({ member }) => sitsOn(member, host)) ?? true);
}

/** By its peer address, or by its name where nobody knows an address: kubeadm names members after nodes. */
export function sitsOn(
  member: Pick<EtcdMember, 'name' | 'peerUrls'>,
  { name, internalAddresses }: Host,
): boolean {
  if (internalAddresses.length === 0) return member.name === name;
  return member.peerUrls.some((url) => internalAddresses.some((address) => isSameHost(hostOf(url), address)));
}

/** Where the members that stay answer clients, but for those that do not answer anyway. */
export function stayingUrls({ seats }: Council, id: string): string[] {
  return seats
    .filter(({ member, isHealthy }) => member.id !== id && isHealthy && !member.isLearner)
    .flatMap(({ member }) => member.clientUrls[0] ?? []);
}

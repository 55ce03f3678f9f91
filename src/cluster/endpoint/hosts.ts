import { createHash } from 'node:crypto';
import type { Host } from '../../model/cluster.ts';
import { endpointOfAbsent } from '../endpoint-of-absent.ts';
import { hasJoined } from '../membership.ts';
import { controlPlanes, leader, memo, reached, type State, starter } from '../state.ts';
import type { Endpoint } from './endpoint.ts';

/** The endpoint is a name in /etc/hosts of every node, which leads to the control planes themselves. */
export const hosts: Endpoint = {
  isKnownElsewhere: false,
  targets: endpointTargets,
  problems: endpointOfAbsent,
  removalRefusals: () => [],
};

/**
 * The addresses that the endpoint's name has on a host:
 *
 * | host | the endpoint's name is |
 * | --- | --- |
 * | control plane that is yet to join | the control plane it joins through |
 * | control plane | itself, then the other members |
 * | worker, before it joins and after | every member |
 *
 * Go's resolver returns all addresses, and its dialer tries each in turn (net.Dialer); the order is a hint, since the
 * resolver may sort them (RFC 6724).
 */
function endpointTargets(state: State, host: Host, isMember: boolean): readonly Host[] {
  const members = serving(state);
  const first = leader(state)?.host ?? starter(state);
  const start = first ? [first] : [];
  if (host.role === 'control-plane') {
    return isMember ? [host, ...ranked(host, members).filter(({ name }) => name !== host.name)] : start;
  }
  if (members.length === 0) return start;
  const all = ranked(host, members);
  if (isMember) return all;
  // a join makes many connections: none of them is to wait first for a control plane that is known to be away
  const isAway = ({ name }: Host) => state.unreachable.has(name);
  return [...all.filter((one) => !isAway(one)), ...all.filter(isAway)];
}

/**
 * Control planes that are part of the cluster, in the inventory's order. One that does not answer now is among them if
 * the cluster knows its node, or if no API server answers to say.
 */
const serving = memo((state: State): readonly Host[] => {
  const members = new Set(
    reached(state, controlPlanes(state)).flatMap((one) => (hasJoined(one.membership) ? [one.host.name] : [])),
  );
  const lead = leader(state);
  const nodes = lead && new Set(lead.live.nodes.map(({ name }) => name));
  const isAway = ({ name }: Host) => state.unreachable.has(name) && (nodes?.has(name) ?? true);
  return controlPlanes(state).filter((host) => members.has(host.name) || isAway(host));
});

/**
 * Control planes in this host's own order: rendezvous hashing (Thaler and Ravishankar 1998), so that each is the first
 * choice of as many hosts, and one that joins or leaves changes no order among the others.
 */
function ranked(host: Host, planes: readonly Host[]): readonly Host[] {
  const weight = ({ name }: Host) => createHash('sha256').update(`${host.name} ${name}`).digest('hex');
  return planes
    .map((plane) => ({ plane, weight: weight(plane) }))
    .sort((left, right) => (left.weight < right.weight ? 1 : -1))
    .map(({ plane }) => plane);
}

import { hasJoined } from '../kube/membership.ts';
import type { Host, HostsEntry } from '../spec/model.ts';
import { controlPlanes, leader, reached, type State, starter } from './state.ts';

const ip = (host: Host): string => host.internalAddresses[0] ?? host.address;

/**
 * What a host's /etc/hosts block holds: its own name, the endpoint (provider `hosts`) and the spec's entries.
 * The endpoint's name points at a control plane that is up while the host joins. A member resolves it to itself,
 * and a worker to every control plane, in order: Go's resolver returns all, and its dialer tries each in turn.
 */
export function desiredEntries(state: State, host: Host, isMember: boolean): HostsEntry[] {
  const { endpoint } = state.cluster;
  const targets = endpoint.provider === 'hosts' ? endpointTargets(state, host, isMember) : [];
  return [
    { ip: ip(host), names: [host.name] },
    ...targets.map((target) => ({ ip: ip(target), names: [endpoint.host] })),
    ...host.node.hosts,
  ];
}

function endpointTargets(state: State, host: Host, isMember: boolean): readonly Host[] {
  if (isMember && host.role === 'control-plane') return [host];
  const lead = leader(state);
  if (isMember) {
    const members = new Set(
      reached(state, controlPlanes(state)).flatMap((r) => (hasJoined(r.membership) ? [r.host.name] : [])),
    );
    // one that does not answer now keeps its place, if it is part of the cluster as far as anyone knows
    const away = ({ name }: Host) =>
      state.unreachable.has(name) && (lead?.live.nodes.some((n) => n.name === name) ?? true);
    const targets = controlPlanes(state).filter(
      (candidate) => members.has(candidate.name) || away(candidate),
    );
    if (targets.length > 0) return targets;
  }
  const first = lead?.host ?? starter(state);
  return first ? [first] : [];
}

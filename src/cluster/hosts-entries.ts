import type { Host, HostsEntry } from '../model/cluster.ts';
import { endpointOf } from './endpoint/index.ts';
import { memo, type State } from './state.ts';

/** What a host's /etc/hosts block holds: its own name, the endpoint as far as its provider writes it, the spec's entries. */
export function desiredEntries(state: State, host: Host, isMember: boolean): HostsEntry[] {
  const { endpoint } = state.cluster;
  const targets = endpointOf(state.cluster).targets(state, host, isMember);
  return [
    { ip: ip(host), names: [host.name] },
    ...targets.map((target) => ({ ip: ip(target), names: [endpoint.host] })),
    ...host.node.hosts,
  ];
}

function ip(host: Host): string {
  return host.internalAddresses[0] ?? host.address;
}

/** The state without what earlier phases of the plan are expected to have done. */
export const asFound = memo((state: State): State => ({ ...state, expected: new Set() }));

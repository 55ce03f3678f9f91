import { currentBlock } from '../resources/hosts-entry.ts';
import { controlPlanes, leader, present, reached, type State } from './state.ts';

/**
 * Workers of a cluster whose control planes are, by their own /etc/hosts, none of those that the inventory keeps, while
 * none of these answers as the cluster's: pointing the endpoint's name at one of them would cut the workers off. One
 * sentence, or none.
 */
export function endpointOfAbsent(state: State): string[] {
  const { endpoint, hosts } = state.cluster;
  if (leader(state) !== null) return [];
  const staying = new Set(controlPlanes(state).flatMap(({ internalAddresses }) => internalAddresses));
  const cut = reached(state, present(state)).flatMap(({ host, facts, membership }) => {
    if (host.role !== 'worker' || membership !== 'member') return [];
    const known = endpointAddresses(facts.files.get('/etc/hosts')?.content ?? '', endpoint.host);
    return known.length > 0 && known.every((ip) => !staying.has(ip)) ? [{ name: host.name, known }] : [];
  });
  if (cut.length === 0) return [];
  const known = new Set(cut.flatMap((one) => one.known));
  const absent = hosts.filter(
    ({ state: is, internalAddresses }) => is === 'absent' && internalAddresses.some((ip) => known.has(ip)),
  );
  const named = absent.length > 0 ? `, which the inventory has as absent (${listed(absent)})` : '';
  const stay = controlPlanes(state);
  return [
    `the control planes of ${listed(cut)} are ${[...known].join(', ')}${named}; of the control planes that stay, ${listed(stay)}, none answers as one of this cluster. Their endpoint is not pointed elsewhere: put at least one control plane of the cluster back to \`state: present\` until another has joined, or correct the inventory`,
  ];
}

const SHOWN = 5;

function listed(hosts: readonly { readonly name: string }[]): string {
  const names = hosts.slice(0, SHOWN).map(({ name }) => name);
  const more = hosts.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** What the managed block gives for a name, in its order. */
function endpointAddresses(content: string, name: string): string[] {
  return currentBlock(content)
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([ip = '', ...names]) => (names.includes(name) ? [ip] : []));
}

import { present, type Reached, reached, type State } from './state.ts';

/** Names of hosts that nobody has given one. */
const NO_NAME = /^(localhost(\.localdomain)?|\(none\)|)$/;

/**
 * Hosts of the inventory that say they have the same name (`uname -n`), by host: the same machine under two
 * addresses, or a copied disk. A host that will get its own name from us says nothing yet.
 */
export function sharedHostnames(state: State): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, Reached[]>();
  for (const one of reached(state, present(state))) {
    const { hostname } = one.facts;
    if (one.host.node.hostname === 'managed' || NO_NAME.test(hostname)) continue;
    byName.set(hostname, [...(byName.get(hostname) ?? []), one]);
  }
  return new Map(
    [...byName].flatMap(([hostname, group]) => {
      if (group.length < 2) return [];
      // one text for all of them: it is shown once, and does not grow with the square of their number
      const problem = `${group.length} hosts call themselves ${hostname} (${some(group)}): if their addresses are one machine, correct the inventory; otherwise give each a name of its own, or set \`node.hostname: managed\``;
      return group.map(({ host }): [string, string[]] => [host.name, [problem]]);
    }),
  );
}

const SHOWN = 5;

function some(group: readonly Reached[]): string {
  const names = group.slice(0, SHOWN).map(({ host }) => host.name);
  const more = group.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

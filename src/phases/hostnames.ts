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
    [...byName].flatMap(([hostname, group]) =>
      group.length < 2
        ? []
        : group.map(({ host }): [string, string[]] => {
            const others = group.flatMap((other) => (other.host.name === host.name ? [] : [other.host.name]));
            return [
              host.name,
              [
                `the host calls itself ${hostname}, and so does ${others.join(', ')}: if the two addresses are one machine, correct the inventory; otherwise give each a name of its own, or set \`node.hostname: managed\``,
              ],
            ];
          }),
    ),
  );
}

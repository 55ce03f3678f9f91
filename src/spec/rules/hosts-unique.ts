import type { Problem } from '../../model/problem.ts';
import type { Path } from '../../values/path.ts';
import type { Rule, RuleContext } from './context.ts';

interface Claim {
  /** What must be unique, in one way to write it. */
  readonly key: string;
  readonly path: Path;
  readonly text: string;
}

/** Two hosts cannot share a name, an address for SSH (with its port), or an IP in the cluster. */
export const hostsAreUnique: Rule = (context) => {
  const names = context.hosts.flatMap(({ path, host }) =>
    host.name === undefined ? [] : [{ key: host.name, path: [...path, 'name'], text: host.name }],
  );
  const addresses = context.hosts.flatMap(({ path, host, ssh }) =>
    // Behind one forwarding address, or one bastion each, hosts differ by port or bastion.
    host.address === undefined
      ? []
      : [
          {
            key: `${host.address} ${ssh.port ?? 22} ${ssh.bastion?.address}`,
            path: [...path, 'address'],
            text: host.address,
          },
        ],
  );
  // Where the internal address is the address itself, the check above has said it.
  const internal = context.hosts.flatMap(({ host, internal }) =>
    internal.ips.map((ip) => ({
      key: ip.text,
      path: internal.path,
      text: host.internalAddress ?? host.address ?? '',
    })),
  );
  const repeatedAddresses = duplicates(context, addresses, 'address');
  const said = new Set(repeatedAddresses.map(({ path }) => path));
  return [
    ...duplicates(context, names, 'name'),
    ...repeatedAddresses,
    ...duplicates(context, internal, 'internal address').filter(({ path }) => !said.has(path)),
  ];
};

function duplicates({ inventory }: RuleContext, claims: readonly Claim[], what: string): readonly Problem[] {
  const first = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const other = first.get(claim.key);
    if (!other) first.set(claim.key, claim);
    // Two addresses of one host are told apart by the schema.
    if (!other || other.path[1] === claim.path[1]) return [];
    const hint = `line ${inventory.lineOf(other.path)} has it first`;
    return [inventory.problem(claim.path, `another host has the same ${what}, ${claim.text}`, { hint })];
  });
}

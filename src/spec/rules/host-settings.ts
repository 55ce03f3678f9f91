import { parseIp } from '../../values/ip.ts';
import type { Rule } from './context.ts';

/** A node's IP must be known before it joins; a name could resolve to anything, differently on each host. */
export const internalAddressIsKnown: Rule = ({ inventory, hosts }) =>
  hosts.flatMap(({ path, host }) => {
    if (host.address === undefined || host.internalAddress !== undefined || parseIp(host.address)) return [];
    // A refused internalAddress has been reported already.
    if (inventory.has([...path, 'internalAddress'])) return [];
    return [
      inventory.problem([...path, 'address'], `"${host.address}" is a name, so the node's IP is not known`, {
        hint: 'add `internalAddress`, the IP of the node in the cluster',
      }),
    ];
  });

/** A bastion can be given in pieces (user here, port there), but somewhere its address must be. */
export const bastionHasAddress: Rule = ({ inventory, hosts }) =>
  hosts.flatMap(({ path, host, ssh }) => {
    if (!ssh.bastion || ssh.bastion.address !== undefined) return [];
    const own = host.ssh?.bastion ? [...path, 'ssh', 'bastion'] : path;
    const place = inventory.has(['ssh', 'bastion']) ? ['ssh', 'bastion'] : own;
    return [inventory.problem(place, 'the bastion has no address', { key: true, hint: 'add `address`' })];
  });

/** One taint per key and effect, as the API server has it. */
export const taintsAreUnique: Rule = ({ inventory, hosts, groups }) => {
  const lists = [
    ...Object.entries(groups).map(([name, group]) => ({ path: ['groups', name], taints: group?.taints })),
    ...hosts.map(({ path, host }) => ({ path, taints: host.taints })),
  ];
  return lists.flatMap(({ path, taints }) => {
    const seen = new Set<string>();
    return (taints ?? []).flatMap((taint, index) => {
      if (taint === undefined) return [];
      const name = typeof taint === 'string' ? taint.replace(/=[^:]*/, '') : `${taint.key}:${taint.effect}`;
      if (!seen.has(name)) return seen.add(name) && [];
      return [inventory.problem([...path, 'taints', index], `the taint ${name} is there twice`)];
    });
  });
};

import { printable } from '../../values/path.ts';
import { didYouMean } from '../../values/suggest.ts';
import type { Rule } from './context.ts';

/** Hosts name groups that exist. */
export const groupsExist: Rule = ({ inventory, hosts, groups }) =>
  hosts.flatMap(({ path, host }) =>
    (host.groups ?? []).flatMap((name, index) => {
      if (name === undefined || Object.hasOwn(groups, name)) return [];
      // A group whose settings were refused is there all the same.
      if (inventory.has(['groups', name])) return [];
      const names = Object.keys(groups);
      const hint = didYouMean(name, names) ?? (names.length > 0 ? `groups: ${names.join(', ')}` : undefined);
      return [inventory.problem([...path, 'groups', index], `unknown group "${printable(name)}"`, { hint })];
    }),
  );

/** A group that no host names is most likely a typing mistake. */
export const groupsAreUsed: Rule = ({ inventory, hosts, hostsComplete, groups }) => {
  const used = new Set(hosts.flatMap(({ host }) => host.groups ?? []));
  return Object.keys(groups)
    .filter((name) => hostsComplete && !used.has(name))
    .map((name) =>
      inventory.problem(['groups', name], `no host is in the group "${printable(name)}"`, {
        severity: 'warning',
        key: true,
      }),
    );
};

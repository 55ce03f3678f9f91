import { ALIAS, type GoTypes } from './go-types.ts';

/** The types that a value of one can hold, itself included; a file has others beside them. */
export function reachable(types: GoTypes, root: string): GoTypes {
  const found = new Map<string, Readonly<Record<string, string>>>();
  const visit = (name: string): void => {
    const fields = types[name];
    if (fields === undefined || found.has(name)) return;
    const own = Object.entries(fields).filter(([field]) => field === ALIAS || !field.startsWith('__'));
    found.set(name, Object.fromEntries(own));
    for (const [, goType] of own) visit(goType.replace(/^.*[\]*]/, ''));
  };
  visit(root);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

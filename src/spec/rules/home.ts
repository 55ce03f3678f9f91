import type { Problem } from '../../model/problem.ts';
import type { Path } from '../../values/path.ts';
import type { InputDocument } from '../document.ts';
import { needsHome } from '../paths.ts';
import type { Rule } from './context.ts';

/** Keys whose values are paths on this machine; manifests and patches are read, and say so themselves. */
const FILES = new Set(['identityFile', 'knownHostsFile', 'file', 'certFile', 'keyFile']);

/** `~` stands for a home directory, which is not known everywhere. */
export const homeIsKnown: Rule = ({ inventory, cluster, hasHome }) =>
  hasHome ? [] : [inventory, cluster].flatMap((document) => problems(document, document.data, []));

function problems(document: InputDocument, value: unknown, path: Path): Problem[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) =>
      problems(document, inner, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  const [name, parent] = [path.at(-1), path.at(-2)];
  const isFile = FILES.has(String(name)) || (parent === 'command' && name === 0);
  if (typeof value !== 'string' || !isFile || !needsHome(value)) return [];
  return [
    document.problem(path, '`~` needs a home directory, and this user has none', {
      hint: 'set HOME, or write the whole path',
    }),
  ];
}

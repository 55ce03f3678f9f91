import type { Problem } from '../../model/problem.ts';
import { labelOf, type Path, printable } from '../../values/path.ts';
import type { InputDocument } from '../document.ts';
import type { Rule } from './context.ts';

/** Keys that hold paths on this machine; those of hosts have a format that knows no other than absolute ones. */
const KEYS = /^(identityFile|knownHostsFile|file|caFile|certFile|keyFile|manifests|patches)$/;

/** What a shell or ssh would expand, and kubestrap does not: the first sign of each, and what to write. */
const FORMS: readonly (readonly [RegExp, string, (value: string) => string])[] = [
  [
    /(^|\/)\$(\{|[A-Za-z_])/,
    'variables are not expanded',
    (value) =>
      /^\$(HOME|\{HOME\})(\/|$)/.test(value)
        ? `write \`${value.replace(/^\$(HOME|\{HOME\})/, '~')}\``
        : 'write the path itself',
  ],
  [/^~[^/]/, 'the home of another user is not looked up', () => 'write the whole path'],
  [/^%[a-zA-Z]/, 'tokens of ssh_config are not expanded', () => 'write the path itself; `~` is your home'],
];

/** A path that only a shell understands would fail at the first connection, as a file that does not exist. */
export const pathsAreLiteral: Rule = ({ inventory, cluster }) => [...literal(inventory), ...literal(cluster)];

function literal(document: InputDocument): readonly Problem[] {
  return document.pathsOf(KEYS).flatMap((path): Problem[] => {
    const value = valueAt(document.data, path);
    // certificates of an etcd elsewhere are paths on the hosts
    if (typeof value !== 'string' || path.includes('external')) return [];
    const form = FORMS.find(([pattern]) => pattern.test(value));
    if (form === undefined) return [];
    const [, why, hint] = form;
    return [
      document.problem(path, `\`${labelOf(path)}\`: ${why}: "${printable(value)}"`, { hint: hint(value) }),
    ];
  });
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    data,
  );
}

/** Types of a Go file: of each the Go type of every field by its JSON name; of a named scalar, what it is. */
export type GoTypes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The key under which a named scalar (`type ProxyMode string`) says what it is. */
export const ALIAS = '__alias';

/**
 * Reads the structs of a types.go of Kubernetes: `type X struct { … }` with one field per line and its JSON name
 * in a tag. Embedded types (TypeMeta) are left out; nested anonymous structs do not occur there.
 */
export function parseGoTypes(source: string): GoTypes {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const structs = [...code.matchAll(/^type (\w+) struct \{([\s\S]*?)^\}/gm)].map(
    ([, name = '', body = '']) => [name, fieldsOf(body)] as const,
  );
  const scalars = [...code.matchAll(/^type (\w+) (string|bool|u?int(?:32|64)?)$/gm)].map(
    ([, name = '', scalar = '']) => [name, { [ALIAS]: scalar }] as const,
  );
  return Object.fromEntries([...structs, ...scalars]);
}

const FIELD = /^\s*\w+\s+(\S+)\s+`[^`]*json:"([^",-][^",]*)[^"]*"[^`]*`/;

function fieldsOf(body: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    body.split('\n').flatMap((line) => {
      const [, goType, name] = FIELD.exec(line) ?? [];
      return goType === undefined || name === undefined ? [] : [[name, goType]];
    }),
  );
}

/**
 * Writes test/fixtures/component-types/, which holds every field of every minor of the component configurations,
 * from a directory with one file per minor: `kubelet-1.37.go` is config/v1beta1/types.go of
 * github.com/kubernetes/kubelet at v0.37.0, `kube-proxy-1.37.go` config/v1alpha1/types.go of
 * github.com/kubernetes/kube-proxy. The same as JSON, `{ type: { field: goType } }`, is read too.
 *
 *     npx tsx scripts/component-types.ts DIRECTORY
 */

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NEWEST_MINOR, OLDEST_MINOR } from '../src/knowledge/versions.ts';
import { type GoTypes, parseGoTypes } from './component-types/go-types.ts';
import { reachable } from './component-types/reachable.ts';

const fixtures = fileURLToPath(new URL('../test/fixtures/component-types', import.meta.url));

const COMPONENTS = [
  ['kubelet', 'KubeletConfiguration'],
  ['kube-proxy', 'KubeProxyConfiguration'],
] as const;

async function typesOf(path: string): Promise<GoTypes> {
  try {
    return JSON.parse(await readFile(`${path}.json`, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return parseGoTypes(await readFile(`${path}.go`, 'utf8'));
  }
}

/** What turns one set of types into another: a JSON merge patch (RFC 7386), in which null removes. */
function patch(before: GoTypes, after: GoTypes): Record<string, Record<string, string | null> | null> {
  const gone = Object.keys(before).filter((type) => !(type in after));
  const changed = Object.entries(after).flatMap(([type, fields]) => {
    const old = before[type] ?? {};
    const entries: [string, string | null][] = [
      ...Object.keys(old)
        .filter((field) => !(field in fields))
        .map((field): [string, null] => [field, null]),
      ...Object.entries(fields).filter(([field, goType]) => old[field] !== goType),
    ];
    return entries.length === 0 ? [] : [[type, Object.fromEntries(entries)] as const];
  });
  return { ...Object.fromEntries(gone.map((type) => [type, null])), ...Object.fromEntries(changed) };
}

async function main(directory: string): Promise<void> {
  for (const [component, root] of COMPONENTS) {
    const patches: Record<string, unknown> = {};
    let before: GoTypes = {};
    for (let minor = OLDEST_MINOR; minor <= NEWEST_MINOR; minor++) {
      const after = reachable(await typesOf(`${directory}/${component}-1.${minor}`), root);
      patches[`1.${minor}`] = patch(before, after);
      before = after;
    }
    await writeFile(`${fixtures}/${component}.json`, `${JSON.stringify(patches, null, 2)}\n`);
  }
}

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('usage: npx tsx scripts/component-types.ts DIRECTORY');
await main(directory);

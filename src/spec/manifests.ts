import type { Path } from '../values/path.ts';
import { printable } from '../values/path.ts';
import type { Addon } from './documents.generated.ts';
import type { Draft } from './draft.ts';
import { absolute, type Base, needsHome } from './paths.ts';
import { readSource } from './source.ts';

/** Bundles of custom resource definitions reach some megabytes; an etcd object is 1.5 MiB at most. */
const LIMIT = 16 * 1024 * 1024;

/** A manifest that the spec names: its content, or what is wrong with it. */
export interface Manifest {
  /** Of the name in the spec. */
  readonly path: Path;
  readonly file: string;
  readonly content: string;
  readonly error?: string;
}

/** Reads the manifests of all add-ons, in the spec's order. */
export async function readManifests(
  addons: readonly (Draft<Addon> | undefined)[],
  base: Base,
): Promise<readonly Manifest[]> {
  const named = addons.flatMap((addon, index) =>
    (addon?.manifests ?? []).flatMap((file, item) =>
      file === undefined ? [] : [{ file, path: ['spec', 'addons', index, 'manifests', item] }],
    ),
  );
  return Promise.all(named.map(({ file, path }) => readManifest(file, path, base)));
}

async function readManifest(file: string, path: Path, base: Base): Promise<Manifest> {
  if (/^https?:\/\//.test(file)) {
    return { path, file, content: '', error: 'is a URL: download it, and name the file' };
  }
  if (needsHome(file) && base.home === undefined) {
    return {
      path,
      file,
      content: '',
      error: 'needs a home directory for `~`: set HOME, or write the whole path',
    };
  }
  const absolutePath = absolute(file, base);
  const source = await readSource(absolutePath, LIMIT);
  if ('message' in source) return { path, file: absolutePath, content: '', error: source.message };
  const error = await manifestError(source.text);
  return { path, file: absolutePath, content: source.text, ...(error ? { error } : {}) };
}

/** What keeps a text from being Kubernetes objects; undefined when nothing does. */
async function manifestError(text: string): Promise<string | undefined> {
  const { loadAll } = await import('js-yaml');
  let objects: readonly unknown[];
  try {
    objects = loadAll(text);
  } catch (error) {
    return `is not YAML: ${printable(error instanceof Error ? (error.message.split('\n')[0] ?? '') : '', 120)}`;
  }
  const real = objects.filter((object) => object !== null && object !== undefined);
  if (real.length === 0) return 'holds no object';
  const bad = real.findIndex((object) => !isObject(object));
  if (bad >= 0) return `is not a Kubernetes manifest: object ${bad + 1} has no apiVersion and kind`;
  return undefined;
}

function isObject(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'apiVersion' in value &&
    typeof value.apiVersion === 'string' &&
    'kind' in value &&
    typeof value.kind === 'string'
  );
}

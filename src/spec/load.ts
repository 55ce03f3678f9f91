import { dirname } from 'node:path';
import type { ErrorObject } from 'ajv';
import type { Addon, Cluster, Version } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import { pointerOf } from '../values/path.ts';
import { InputDocument } from './document.ts';
import type { ClusterFile, InventoryFile } from './documents.generated.ts';
import { type Draft, withoutInvalid } from './draft.ts';
import { checkHeader } from './header.ts';
import { InputError } from './input-error.ts';
import { type Manifest, readManifests } from './manifests.ts';
import { maskSecrets } from './mask.ts';
import { parseDocument } from './parse.ts';
import { readPatches } from './patches.ts';
import { baseOf } from './paths.ts';
import { renderProblems } from './render-problems.ts';
import { resolveCluster } from './resolve.ts';
import { ruleContext } from './rules/context.ts';
import { rules } from './rules/index.ts';
import { schemaProblems } from './schema-problems.ts';
import { type SecretUse, secretUses as usesOf } from './secret-uses.ts';
import { readSource, type Source, shownName } from './source.ts';
import { isClusterFile, isInventoryFile } from './validators.ts';

export interface LoadOptions {
  /** `-` is the standard input; paths in it are then relative to the working directory. */
  readonly inventoryFile: string;
  readonly specFile: string;
  /** For `~` (HOME); default process.env. */
  readonly env?: NodeJS.ProcessEnv;
  /** Instead of the spec's: for what would be wrong with the spec at that version. */
  readonly kubernetesVersion?: Version;
}

export interface Loaded {
  readonly cluster: Cluster;
  /** Sorted by file and position. */
  readonly warnings: readonly Problem[];
  /** The texts of both files, for code frames. */
  readonly sources: readonly Source[];
  /** The references to secrets of both files. */
  readonly secretUses: readonly SecretUse[];
}

/** One file, as far as it could be read. */
interface Input<T> {
  readonly document: InputDocument;
  readonly problems: readonly Problem[];
  /** What the schema accepts of it. */
  readonly draft: Draft<T>;
  /** The whole of it, when the schema accepts all. */
  readonly valid: T | undefined;
}

/**
 * Reads, validates and resolves inventory and spec, and the manifests that the spec names. Touches no network.
 * Throws InputError with every problem of both files at once.
 */
export async function loadCluster({
  inventoryFile,
  specFile,
  env = process.env,
  kubernetesVersion,
}: LoadOptions): Promise<Loaded> {
  const names = [inventoryFile, specFile].map(shownName);
  if (inventoryFile === '-' && specFile === '-') throw bothFromStdin();
  const [inventory, cluster] = await Promise.all([
    read<InventoryFile>(inventoryFile, 'Inventory', isInventoryFile),
    read<ClusterFile>(specFile, 'Cluster', isClusterFile),
  ]);
  const inventoryBase = baseOf(dirname(inventoryFile), env);
  const clusterBase = baseOf(dirname(specFile), env);
  const [manifests, patches] = await Promise.all([
    readManifests(cluster.draft.spec?.addons ?? [], clusterBase),
    readPatches(cluster.draft.spec?.patches, clusterBase),
  ]);
  const context = ruleContext({
    ...{ inventory, cluster, manifests, patches, kubernetesVersion },
    hasHome: inventoryBase.home !== undefined,
  });
  const problems = sorted(
    [...inventory.problems, ...cluster.problems, ...rules.flatMap((rule) => rule(context))],
    names,
  );
  const sources = [inventory.document, cluster.document].map(maskSecrets);
  if (problems.some(({ severity }) => severity === 'error') || !inventory.valid || !cluster.valid) {
    throw new InputError(problems, sources);
  }
  const addons = addonsOf(cluster.valid, manifests);
  const model = resolveCluster({
    inventory: inventory.valid,
    cluster: kubernetesVersion ? atVersion(cluster.valid, kubernetesVersion) : cluster.valid,
    inventoryBase,
    clusterBase,
    addons,
    patches: patches.files,
  });
  const refused = renderProblems(model, inventory.document, cluster.document);
  if (refused.length > 0) {
    throw new InputError(sorted([...problems, ...refused], names), sources);
  }
  const secretUses = [...usesOf(inventory.document, inventoryBase), ...usesOf(cluster.document, clusterBase)];
  return { cluster: model, warnings: problems, sources, secretUses };
}

function bothFromStdin(): InputError {
  const message = 'holds one file, and both are to be read from it';
  return new InputError(
    [{ severity: 'error', file: 'stdin', path: '', message, hint: 'name a file for -i or -f' }],
    [],
  );
}

function atVersion(file: ClusterFile, { text }: Version): ClusterFile {
  return { ...file, spec: { ...file.spec, kubernetesVersion: text } };
}

type Validator<T> = ((data: unknown) => data is T) & { errors?: ErrorObject[] | null };

async function read<T>(file: string, kind: string, validate: Validator<T>): Promise<Input<T>> {
  // A draft may lack anything, so nothing at all is one of every T; so is what is left of a T without its errors.
  const nothing = {} as Draft<T>;
  const source = await readSource(file);
  if ('message' in source) {
    const document = new InputDocument({ file: source.file, text: '' }, null, new Map());
    return { document, problems: [source], draft: nothing, valid: undefined };
  }
  const { document, problems: yaml, usable } = parseDocument(source);
  const header = usable ? checkHeader(document, kind) : [];
  if (!usable || header.length > 0) {
    return { document, problems: [...yaml, ...header], draft: nothing, valid: undefined };
  }
  const { data } = document;
  if (validate(data)) return { document, problems: yaml, draft: data as Draft<T>, valid: data };
  const found = schemaProblems(document, validate.errors ?? []);
  const invalid = new Set(found.map(({ path }) => pointerOf(path)));
  const draft = withoutInvalid(document.data, invalid) as Draft<T>;
  return { document, problems: [...yaml, ...found.map(({ problem }) => problem)], draft, valid: undefined };
}

function addonsOf({ spec }: ClusterFile, manifests: readonly Manifest[]): readonly Addon[] {
  return (spec.addons ?? []).map(({ name }, index) => ({
    name,
    manifests: manifests
      .filter(({ path }) => path[2] === index)
      .map(({ file, content }) => ({ path: file, content })),
  }));
}

/** The inventory first, then the spec; from top to bottom in each. */
function sorted(problems: readonly Problem[], files: readonly string[]): readonly Problem[] {
  return problems.toSorted(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

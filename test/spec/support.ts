import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../../src/model/problem.ts';
import { formatProblems } from '../../src/spec/format-problems.ts';
import { InputError } from '../../src/spec/input-error.ts';
import { type Loaded, loadCluster } from '../../src/spec/load.ts';
import type { Source } from '../../src/spec/source.ts';

export const inventory = `apiVersion: kubestrap.dev/v1alpha1
kind: Inventory
hosts:
  - { name: cp-1, role: control-plane, address: 192.0.2.11 }
`;

export const cluster = `apiVersion: kubestrap.dev/v1alpha1
kind: Cluster
metadata: { name: prod }
spec:
  kubernetesVersion: v1.36.2
  controlPlaneEndpoint: { host: apiserver.cluster.local }
`;

/** The smallest inventory with these hosts, one per line from line 4 on. */
export function hosts(...lines: readonly string[]): string {
  return inventory.replace(/ {2}- .*\n/, lines.map((line) => `  - { ${line} }\n`).join(''));
}

/** The smallest spec with these lines after it: they start at line 7. */
export function spec(...lines: readonly string[]): string {
  return cluster + lines.map((line) => `  ${line}\n`).join('');
}

export interface Files {
  readonly inventory?: string | Buffer;
  readonly cluster?: string | Buffer;
  readonly [name: string]: string | Buffer | undefined;
}

interface Outcome {
  readonly loaded?: Loaded;
  /** Warnings and errors, with bare file names. */
  readonly problems: readonly Problem[];
  readonly sources: readonly Source[];
  readonly directory: string;
}

/** Loads an inventory and a spec (the smallest ones by default) from a directory with these files. */
export async function load(files: Files = {}): Promise<Outcome> {
  const directory = await mkdtemp(join(tmpdir(), 'kubestrap-spec-'));
  try {
    const { inventory: inventoryText = inventory, cluster: clusterText = cluster, ...others } = files;
    const named = { 'inventory.yaml': inventoryText, 'cluster.yaml': clusterText, ...others };
    await Promise.all(
      Object.entries(named).map(async ([name, text]) => {
        const path = join(directory, name);
        await mkdir(dirname(path), { recursive: true });
        if (text !== undefined) await writeFile(path, text);
      }),
    );
    const options = {
      inventoryFile: join(directory, 'inventory.yaml'),
      specFile: join(directory, 'cluster.yaml'),
      env: { HOME: '/home/ops' },
    };
    const bare = (file: string): string => (file.startsWith(directory) ? basename(file) : file);
    const tidy = ({ problems, sources }: Pick<Outcome, 'problems' | 'sources'>) => ({
      problems: problems.map((problem) => ({ ...problem, file: bare(problem.file) })),
      sources: sources.map((source) => ({ ...source, file: bare(source.file) })),
      directory,
    });
    try {
      const loaded = await loadCluster(options);
      return { loaded, ...tidy({ problems: loaded.warnings, sources: loaded.sources }) };
    } catch (error) {
      if (error instanceof InputError) return tidy(error);
      throw error;
    }
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Problems on one line each: `file:line:column severity message (hint)`. */
export async function problemsOf(files: Files): Promise<readonly string[]> {
  const { problems } = await load(files);
  return problems.map(
    ({ file, line, column, severity, message, hint }) =>
      `${file}:${line ?? ''}:${column ?? ''} ${severity} ${message}${hint ? ` (${hint})` : ''}`,
  );
}

/** The model; fails the test when there are errors. */
export async function clusterOf(files: Files = {}): Promise<Loaded['cluster']> {
  const { loaded, problems } = await load(files);
  if (!loaded) throw new Error(JSON.stringify(problems, null, 2));
  return loaded.cluster;
}

/** What a terminal without colours shows. */
export async function screen(files: Files): Promise<string> {
  const { problems, sources } = await load(files);
  return formatProblems(problems, sources, { color: false });
}

/** Stands in test input before the text that a problem should point at. */
const MARK = '▸';

/** Input without its mark, and where the mark was: `inventory.yaml:4:7`. Empty when there is none. */
export function marked(files: Files): { readonly files: Files; readonly place: string } {
  const entries = Object.entries(files).map(([name, text]) => [name, String(text)] as const);
  const [name, text] = entries.find(([, each]) => each.includes(MARK)) ?? [];
  const before = text?.slice(0, text.indexOf(MARK)).split('\n') ?? [];
  const place = name ? `${name}.yaml:${before.length}:${(before.at(-1)?.length ?? 0) + 1}` : '';
  return { files: Object.fromEntries(entries.map(([key, each]) => [key, each.replace(MARK, '')])), place };
}

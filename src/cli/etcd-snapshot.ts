import { resolve } from 'node:path';
import { UsageError } from '../actions/errors.ts';
import { type SnapshotSummary, takeSnapshot } from '../actions/etcd-snapshot.ts';
import { observe } from '../actions/observe.ts';
import { sidecarPath } from '../etcd/sidecar.ts';
import { resolveSecret } from '../secrets/resolve.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Cluster } from '../spec/model.ts';
import type { GlobalOptions } from './options.ts';
import { loadInputs, withHosts } from './run.ts';

export interface SnapshotFlags {
  readonly out?: string;
  readonly directory?: string;
  readonly keep?: number;
  readonly keyFile?: string;
}

/** Characters below which a key can be guessed. */
const SHORTEST_KEY = 16;

/** `kubestrap etcd snapshot`: what etcd holds, to a file here. Changes nothing on hosts, and asks nothing. */
export async function run(options: GlobalOptions, flags: SnapshotFlags): Promise<void> {
  if (flags.out !== undefined && flags.directory !== undefined)
    throw new UsageError('--out names the file, -d a directory for it: give one of them');
  if (flags.out !== undefined && flags.keep !== undefined)
    throw new UsageError('--keep removes older files of a directory: give -d in place of --out, or neither');
  const cluster = await loadInputs(options);
  refuseExternal(cluster);
  const key = await snapshotKey(cluster, flags.keyFile);
  const summary = await withHosts(options, 'etcd-snapshot', [], cluster, async ({ context }) => {
    const { state } = await observe(context);
    return takeSnapshot(context, state, {
      ...(flags.out === undefined ? {} : { file: flags.out }),
      ...(flags.directory === undefined ? {} : { directory: flags.directory }),
      ...(flags.keep === undefined ? {} : { keep: flags.keep }),
      ...(key === undefined ? {} : { key }),
    });
  });
  show(summary, options);
}

/** Throws UsageError: an etcd that kubeadm does not run is not kubestrap's to save or to replace. */
export function refuseExternal({ etcd }: Cluster): void {
  if ('external' in etcd) {
    throw new UsageError(
      'spec.etcd.external: this etcd is not run by kubeadm. Save and restore it where it runs, with etcdctl and etcdutl',
    );
  }
}

/** Of `--key-file`, else of the spec. Throws SecretError, or UsageError for one that is too short. */
export async function snapshotKey(
  cluster: Cluster,
  keyFile: string | undefined,
): Promise<Secret | undefined> {
  const inSpec = 'local' in cluster.etcd ? cluster.etcd.local.snapshotKey : undefined;
  const reference = keyFile === undefined ? inSpec : { file: resolve(keyFile) };
  if (reference === undefined) return undefined;
  const key = await resolveSecret(reference, 'snapshot-key', { directory: cluster.directory });
  if (key.reveal().length < SHORTEST_KEY) {
    throw new UsageError(
      `the key that encrypts snapshots has fewer than ${SHORTEST_KEY} characters: make one with "openssl rand -base64 32"`,
    );
  }
  return key;
}

function show({ file, sidecar, removed }: SnapshotSummary, { output }: GlobalOptions): void {
  if (output === 'json') {
    const document = { version: 1, file, sidecar: sidecarPath(file), snapshot: sidecar, removed };
    process.stdout.write(`${JSON.stringify(document)}\n`);
    return;
  }
  const { revision, objects, size, host, encrypted } = sidecar;
  const count = objects === null ? '' : `, ${objects} objects`;
  process.stdout.write(
    `Wrote ${file} (0600${encrypted ? ', encrypted' : ''}): etcd at revision ${revision}${count}, ${(size / 2 ** 20).toFixed(1)} MiB, from ${host}.\n`,
  );
  if (!encrypted)
    process.stdout.write(
      'It holds every Secret of the cluster as etcd has it: keep it safe, or set spec.etcd.local.snapshotKey.\n',
    );
  for (const old of removed) process.stdout.write(`Removed ${old}.\n`);
}

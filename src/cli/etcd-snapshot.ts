import { resolve } from 'node:path';
import { type SnapshotSummary, takeSnapshot } from '../actions/etcd-snapshot.ts';
import { sidecarPath } from '../cluster/etcd/sidecar.ts';
import { openSnapshot } from '../cluster/etcd/snapshot-file.ts';
import type { Cluster } from '../model/cluster.ts';
import { resolveSecret } from '../secrets/resolve.ts';
import type { Secret } from '../secrets/secret.ts';
import { safeJson } from '../ui/json.ts';
import { UsageError } from '../workflow/errors.ts';
import { observe } from '../workflow/observe.ts';
import { resolveInputSecrets } from './input-secrets.ts';
import type { GlobalOptions } from './options.ts';
import { loadInputs, withHosts } from './run.ts';

export interface SnapshotFlags {
  readonly out?: string;
  readonly directory?: string;
  readonly keep?: number;
  readonly keyFile?: string;
  readonly decrypt?: string;
}

/** Characters below which a key can be guessed. */
const SHORTEST_KEY = 16;

/** `kubestrap etcd snapshot`: what etcd holds, to a file here. Changes nothing on hosts, and asks nothing. */
export async function run(options: GlobalOptions, flags: SnapshotFlags): Promise<void> {
  if (flags.out !== undefined && flags.directory !== undefined)
    throw new UsageError('--out names the file, -d a directory for it: give one of them');
  if (flags.decrypt !== undefined && (flags.out === undefined || flags.keep !== undefined))
    throw new UsageError('--decrypt takes no new snapshot: give it --out, and --key-file if need be');
  if (flags.out !== undefined && flags.keep !== undefined)
    throw new UsageError('--keep removes older files of a directory: give -d in place of --out, or neither');
  const cluster = await loadInputs(options);
  const key = await snapshotKey(cluster, flags.keyFile);
  if (flags.decrypt !== undefined) {
    await decrypt(flags.decrypt, flags.out, key, options);
    return;
  }
  const summary = await withHosts(options, 'etcd-snapshot', [], cluster, async ({ context }) => {
    const { state } = await observe(context);
    return takeSnapshot(context, state, {
      ...(flags.out === undefined ? {} : { file: flags.out }),
      ...(flags.directory === undefined ? {} : { directory: flags.directory }),
      ...(flags.keep === undefined ? {} : { keep: flags.keep }),
      ...(key === undefined ? {} : { key }),
    });
  });
  const kind = 'local' in cluster.etcd ? 'local' : 'external';
  show(summary, { ...options, specKey: `spec.etcd.${kind}.snapshotKey` });
}

/** Of `--key-file`, else of the spec. Throws SecretError or InputError, or UsageError for one that is too short. */
export async function snapshotKey(
  cluster: Cluster,
  keyFile: string | undefined,
): Promise<Secret | undefined> {
  const { etcd } = cluster;
  const { snapshotKey: inSpec } = 'local' in etcd ? etcd.local : etcd.external;
  if (keyFile === undefined && inSpec === undefined) return undefined;
  const [key] =
    keyFile === undefined && inSpec !== undefined
      ? await resolveInputSecrets(cluster, [{ name: 'snapshot-key', reference: inSpec }])
      : [
          await resolveSecret({ file: resolve(keyFile ?? '') }, 'snapshot-key', {
            directory: cluster.directory,
          }),
        ];
  if (key === undefined) return undefined;
  if (key.reveal().length < SHORTEST_KEY) {
    throw new UsageError(
      `the key that encrypts snapshots has fewer than ${SHORTEST_KEY} characters: make one with "openssl rand -base64 32"`,
    );
  }
  return key;
}

/** `--decrypt`: a snapshot in plain text, as etcdutl takes it. No host is asked. */
async function decrypt(
  file: string,
  out: string | undefined,
  key: Secret | undefined,
  { output }: GlobalOptions,
): Promise<void> {
  if (out === undefined) throw new UsageError('--decrypt needs --out');
  const plain = resolve(out);
  const { size, sha256 } = await openSnapshot(resolve(file), plain, key);
  process.stdout.write(
    output === 'json'
      ? `${safeJson({ version: 1, file: plain, size, sha256 })}\n`
      : `Wrote ${plain} (0600, not encrypted): ${(size / 2 ** 20).toFixed(1)} MiB.\nIt holds every Secret of the cluster as etcd has it: remove it once it is used.\n`,
  );
}

function show(
  { file, sidecar, removed }: SnapshotSummary,
  { output, specKey }: GlobalOptions & { specKey: string },
): void {
  if (output === 'json') {
    const document = { version: 1, file, sidecar: sidecarPath(file), snapshot: sidecar, removed };
    process.stdout.write(`${safeJson(document)}\n`);
    return;
  }
  const { revision, objects, size, host, encrypted } = sidecar;
  const count = objects === null ? '' : `, ${objects} objects`;
  process.stdout.write(
    `Wrote ${file} (0600${encrypted ? ', encrypted' : ''}): etcd at revision ${revision}${count}, ${(size / 2 ** 20).toFixed(1)} MiB, from ${host}.\n`,
  );
  if (!encrypted)
    process.stdout.write(
      `It holds every Secret of the cluster as etcd has it: keep it safe, or set ${specKey}.\n`,
    );
  for (const old of removed) process.stdout.write(`Removed ${old}.\n`);
}

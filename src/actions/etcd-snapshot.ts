import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { parseObject } from '../cluster/config-drift.ts';
import { type Sidecar, sealContext, snapshotName } from '../cluster/etcd/sidecar.ts';
import { newSnapshotFile, prepareDirectory, prune, snapshotDirectory } from '../cluster/etcd/store.ts';
import { SnapshotSum } from '../cluster/etcd/trailer.ts';
import { leader, type State } from '../cluster/state.ts';
import { parseAnswer } from '../facts/etcd-answers.ts';
import { onHost } from '../model/failure.ts';
import type { RunResult } from '../model/transport.ts';
import type { Secret } from '../secrets/secret.ts';
import { saveSnapshot } from '../shell/functions/etcd-restore.ts';
import { section } from '../shell/functions/frames.ts';
import { lines, sh } from '../shell/sh.ts';
import { isObject } from '../values/json.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError } from '../workflow/errors.ts';
import { download } from '../workflow/transfer.ts';
import { type SnapshotSource, snapshotSource } from './snapshot-source.ts';

/** Milliseconds that etcd may take to write a snapshot of its largest recommended size, 8 GiB, to a slow disk. */
const SAVE_TIMEOUT = 40 * 60_000;
const PHASE = 'etcd-snapshot';

export interface SnapshotOptions {
  /** Where to; else a name in `directory`, else in `.kubestrap/<cluster>/snapshots` beside the spec. */
  readonly file?: string;
  readonly directory?: string;
  /** Encrypts it. */
  readonly key?: Secret;
  /** How many snapshots of this cluster to leave in the directory, this one among them. Absent: all. */
  readonly keep?: number;
}

export interface SnapshotSummary {
  readonly file: string;
  readonly sidecar: Sidecar;
  /** Older snapshots that went. */
  readonly removed: readonly string[];
}

/**
 * Saves what etcd holds to a file here: from a healthy member, not the leader where there is another; an etcd elsewhere is
 * asked through a control plane. It reads only, and takes no lock; a disk too full for it is left alone. The file lands whole,
 * with its sidecar, or not at all. Throws RunFailedError where no member is healthy, or where what came is not what etcd wrote.
 */
export async function takeSnapshot(
  context: Context,
  state: State,
  options: SnapshotOptions = {},
): Promise<SnapshotSummary> {
  const { cluster, fleet, progress, signal } = context;
  const source = await snapshotSource(context, state);
  const directory = resolve(
    options.file === undefined ? (options.directory ?? snapshotDirectory(cluster)) : dirname(options.file),
  );
  await prepareDirectory(cluster, directory);
  const host = source.host.name;
  const takenAt = new Date();
  const about = { cluster: identityOf(state, source), takenAt: takenAt.toISOString() };
  const seal = options.key && { key: options.key, context: sealContext(about) };
  const path = `${source.directory}/kubestrap-snapshot-${randomBytes(6).toString('hex')}.db`;
  const title = `Save a snapshot of etcd from ${source.from}`;
  progress({ type: 'phase-start', phase: PHASE, title, hosts: [host] });
  progress({ type: 'host-start', phase: PHASE, host, steps: 2 });
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    progress({ type: 'step-start', phase: PHASE, host, step: name });
    try {
      const result = await work();
      progress({ type: 'step-end', phase: PHASE, host, step: name, outcome: 'done' });
      return result;
    } catch (error) {
      progress({ type: 'step-end', phase: PHASE, host, step: name, outcome: 'fail' });
      throw error;
    }
  };
  // a file on the host and one here: both are taken away again before the run ends
  fleet.begin();
  const landing = await newSnapshotFile(directory, seal);
  let outcome: 'done' | 'failed' = 'failed';
  try {
    const said = await step('snapshot', async () => readSaved(host, await save(context, source, path)));
    const sum = new SnapshotSum();
    const sink = async (bytes: Buffer) => {
      sum.update(bytes);
      await landing.write(bytes);
    };
    await step('download', () =>
      download(fleet, host, path, sink, {
        signal,
        onProgress: percentages(context, PHASE, host, 'download'),
      }),
    );
    const { size, sha256, trailer } = sum.result();
    // etcdctl before 3.4.8 may leave it out (etcd-io/etcd#11896)
    if (trailer === 'wrong')
      throw failed(host, 'the snapshot does not end with the checksum that etcd gives each');
    const sidecar: Sidecar = {
      version: 1,
      ...about,
      kubernetesVersion: kubernetesVersion(state),
      etcdVersion: source.version,
      host: source.from,
      members: source.members,
      ...said,
      ...{ size, sha256, encrypted: seal !== undefined },
    };
    const name = snapshotName(cluster.name, takenAt, said.revision, sidecar.encrypted);
    const file = options.file === undefined ? join(directory, name) : join(directory, basename(options.file));
    await landing.land(file, sidecar);
    outcome = 'done';
    const removed = options.keep === undefined ? [] : await prune(directory, about.cluster, options.keep);
    return { file, sidecar, removed };
  } finally {
    await landing.discard();
    await remove(context, source, path);
    progress({ type: 'host-end', phase: PHASE, host, outcome });
    progress({ type: 'phase-end', phase: PHASE, outcome });
  }
}

function identityOf(state: State, { host, facts }: SnapshotSource): Sidecar['cluster'] {
  const { caPin } = facts.kubernetes;
  if (caPin === null)
    throw failed(host.name, 'there is no certificate of the cluster’s CA, which tells clusters apart');
  const uid = leader(state)?.live.uid ?? facts.record?.cluster?.uid ?? null;
  return { name: state.cluster.name, uid, caPin };
}

/** What the cluster itself says, which an upgrade changes last; else the spec. */
function kubernetesVersion(state: State): string {
  const live = parseObject(leader(state)?.live.kubeadmConfig ?? '').kubernetesVersion;
  return typeof live === 'string' ? live : state.cluster.kubernetesVersion.text;
}

async function save(
  { fleet, signal }: Context,
  { host: { name }, before }: SnapshotSource,
  path: string,
): Promise<RunResult> {
  const script = sh`${before}
ks_saved=$(${saveSnapshot(path)}) || exit 1
${section('saved', sh`printf '%s' "$ks_saved"`)}`;
  const result = await fleet.run(name, script, { signal, timeoutMs: SAVE_TIMEOUT });
  if (result.exitCode !== 0) throw failed(name, result.output.trim());
  return result;
}

/** Rows of `save_snapshot` (templates/lib/etcd-restore.sh). */
function readSaved(host: string, { sections }: RunResult) {
  const rows = (sections.get('saved') ?? '').split('\n');
  const row = (tag: string) => rows.find((one) => one.startsWith(`${tag} `))?.slice(tag.length + 1) ?? '';
  const status = parseAnswer(row('status'));
  if (!isObject(status)) throw failed(host, 'etcd says nothing of the snapshot that it wrote');
  const number = (name: string) => (typeof status[name] === 'number' ? status[name] : -1);
  const [revision, hash, totalKeys] = [number('revision'), number('hash'), number('totalKey')];
  if (revision < 1 || hash < 0 || totalKeys < 1)
    throw failed(host, `the snapshot is empty: ${row('status')}`);
  const count = row('objects');
  return { revision, hash, totalKeys, objects: /^\d+$/.test(count) ? Number(count) : null };
}

/** Best effort, also when the run was aborted: what stays is taken away by a later snapshot on that host. */
async function remove({ fleet }: Context, { host, after }: SnapshotSource, path: string): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  const script = lines([sh`rm -f ${path} ${`${path}.part`}`, after]);
  await fleet.run(host.name, script, { signal, timeoutMs: 10_000 }).catch(() => undefined);
}

/** Says every tenth of a transfer, so that people see that it goes on. */
export function percentages(
  { progress }: Pick<Context, 'progress'>,
  phase: string,
  host: string,
  step: string,
): (done: number, size: number) => void {
  let said = 0;
  return (done, size) => {
    const tenth = Math.floor((done / size) * 10);
    if (tenth <= said) return;
    said = tenth;
    const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
    const line = `${tenth * 10} % of ${mebibytes(size)} MiB`;
    progress({ type: 'output', phase, host, step, line });
  };
}

function failed(host: string, message: string): RunFailedError {
  return new RunFailedError('no snapshot was taken', [onHost(host, { code: 'snapshot', message })], {
    remedy: [`mend what ${host} says, or leave it out: --limit takes the names of others`],
  });
}

import { isBefore, type RestoreMember } from '../cluster/etcd/restore.ts';
import { etcdCtl } from '../shell/functions/etcd.ts';
import { restoreFlags, clusterStatus as sayClusterStatus } from '../shell/functions/etcd-restore.ts';
import { section } from '../shell/functions/frames.ts';
import { sh } from '../shell/sh.ts';
import type { Context } from '../workflow/context.ts';

/** By how much revisions go up, so that none that anyone has seen comes again (etcd's docs, op-guide/recovery). */
const BUMP = 1_000_000_000;

/** Flags of `snapshot restore` that every member's etcd has: one that only some use would make members of different data. */
export async function commonFlags(
  { fleet, signal }: Context,
  members: readonly RestoreMember[],
): Promise<string[]> {
  const lists = await Promise.all(
    members
      .filter(({ stage }) => isBefore(stage, 'swapped'))
      .map(async ({ host, dataDir, image }) => {
        const script = sh`ks_flags=$(${restoreFlags(dataDir, image)}) || exit 1
${section('flags', sh`printf '%s' "$ks_flags"`)}`;
        const { exitCode, sections, output } = await fleet.run(host, script, { signal, timeoutMs: 120_000 });
        if (exitCode !== 0) throw new Error(`${host}: ${output.trim()}`);
        return (sections.get('flags') ?? '').split('\n');
      }),
  );
  const all = (flag: string) => lists.every((list) => list.includes(flag));
  return all('bump-revision') && all('mark-compacted')
    ? ['--bump-revision', String(BUMP), '--mark-compacted']
    : [];
}

/** What kubeadm keeps in `ClusterStatus`, as an API server that was just restored has it; with each of its bytes. */
export async function clusterStatus({ fleet, signal }: Context, host: string): Promise<string> {
  const script = sh`ks_status=$(${sayClusterStatus()} && echo .) || exit 1
${section('status', sh`printf '%s' "\${ks_status%.}"`)}`;
  const { exitCode, sections, output } = await fleet.run(host, script, { signal, timeoutMs: 60_000 });
  if (exitCode !== 0) throw new Error(`${host}: ${output.trim()}`);
  return sections.get('status') ?? '';
}

/** What etcd has after the restore: its revision, and how many objects were counted on the way; null: not known. */
export async function lookAgain({ fleet, signal }: Context, host: string) {
  const script = sh`ks_answer=$(${etcdCtl('get', 'kubestrap.dev/health', '-w', 'json')}) || exit 1
${section('answer', sh`printf '%s' "$ks_answer"`)}
[ ! -e "$KS_RESTORE/objects" ] || ${section('objects', sh`cat "$KS_RESTORE/objects"`)}`;
  const { sections } = await fleet.run(host, script, { signal, timeoutMs: 30_000 });
  const digits = /"revision":(\d+)/.exec(sections.get('answer') ?? '')?.[1];
  const count = sections.get('objects')?.trim() ?? '';
  return {
    revision: digits === undefined ? null : Number(digits),
    objects: /^\d+$/.test(count) ? Number(count) : null,
  };
}

import { isBefore, type RestoreMember } from '../cluster/etcd/restore.ts';
import type { CheckedSnapshot } from '../cluster/etcd/snapshot-file.ts';
import type { Context } from '../workflow/context.ts';
import { upload } from '../workflow/transfer.ts';
import { percentages } from './etcd-snapshot.ts';

const UPLOAD = 'etcd-upload';

/** The snapshot to every member that has not got it yet, one after the other: they share this machine's line. */
export async function uploadAll(
  context: Context,
  members: readonly RestoreMember[],
  snapshot: CheckedSnapshot,
): Promise<void> {
  const { fleet, progress, signal } = context;
  const behind = members.filter(({ stage }) => isBefore(stage, 'ready'));
  if (behind.length === 0) return;
  const hosts = behind.map(({ host }) => host);
  progress({ type: 'phase-start', phase: UPLOAD, title: 'Upload the snapshot', hosts });
  let outcome: 'done' | 'failed' = 'failed';
  fleet.begin();
  try {
    for (const { host, dataDir } of behind) {
      progress({ type: 'host-start', phase: UPLOAD, host, steps: 1 });
      progress({ type: 'step-start', phase: UPLOAD, host, step: 'upload' });
      const path = `${dataDir}/kubestrap-restore/snapshot.db`;
      const onProgress = percentages(context, UPLOAD, host, 'upload');
      await upload(fleet, host, snapshot, path, '0600', { signal, onProgress });
      progress({ type: 'step-end', phase: UPLOAD, host, step: 'upload', outcome: 'done' });
      progress({ type: 'host-end', phase: UPLOAD, host, outcome: 'done' });
    }
    outcome = 'done';
  } finally {
    progress({ type: 'phase-end', phase: UPLOAD, outcome });
  }
}

import type { DefragFlags } from '../etcd-defrag.ts';
import type { RestoreFlags } from '../etcd-restore.ts';
import type { SnapshotFlags } from '../etcd-snapshot.ts';
import { countOption, namesOption, WITHOUT_MAJORITY } from '../options.ts';
import type { AddCommand } from './setup.ts';

export const addEtcd: AddCommand = (program, { globals }) => {
  const etcd = program
    .command('etcd')
    .description('the etcd of the cluster: on the control planes, or elsewhere');
  etcd
    .command('status')
    .description(
      'the members, how well each is, and how many may fail; exits with 1 where something is wrong',
    )
    .action(async () => (await import('../etcd-status.ts')).run(globals()));
  etcd
    .command('defrag')
    .option('--compact', 'first drop all revisions but the newest', false)
    .option(...WITHOUT_MAJORITY)
    .option('--dry-run', 'show the plan and stop', false)
    .description('give free space of the databases back, one member at a time, and end the alarm NOSPACE')
    .action(async (options: DefragFlags) => (await import('../etcd-defrag.ts')).run(globals(), options));
  etcd
    .command('snapshot')
    .option('--out <file>', 'write it here')
    .option(
      '-d, --directory <dir>',
      'write it here under a name with cluster, time and revision (default: .kubestrap/<cluster>/snapshots beside the spec)',
    )
    .option('--keep <n>', 'afterwards remove the oldest snapshots of this cluster there but n', countOption)
    .option('--key-file <file>', 'encrypt it with what is in this file (default: snapshotKey in spec.etcd)')
    .option('--decrypt <file>', 'take none: write this one in plain text to --out, as etcdutl takes it')
    .description(
      'save what etcd holds to a file here, checked and, with a key, encrypted; nothing is changed',
    )
    .action(async (options: SnapshotFlags) => (await import('../etcd-snapshot.ts')).run(globals(), options));
  etcd
    .command('restore')
    .argument('[file]', 'the snapshot, with its .json beside it')
    .option('--from-member <host>', 'in place of a file: go on from what this control plane has, alone')
    .option(
      '--without <hosts>',
      'control planes that will not be members (names, comma-separated)',
      namesOption,
    )
    .option('--key-file <file>', 'what opens an encrypted snapshot (default: spec.etcd.local.snapshotKey)')
    .option(
      '--accept-unknown-origin',
      'take a snapshot without .json, of which nobody knows the cluster',
      false,
    )
    .option('--yes-lose-data', 'do not ask: what was written after the snapshot is lost', false)
    .option('--dry-run', 'show the plan and stop', false)
    .description('replace what etcd holds, on all control planes, by a snapshot')
    .action(async (file: string | undefined, options: RestoreFlags) =>
      (await import('../etcd-restore.ts')).run(globals(), file, options),
    );
};

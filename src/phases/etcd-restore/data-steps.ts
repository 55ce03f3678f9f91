import { initialCluster, type RestoreMember } from '../../cluster/etcd/restore.ts';
import { named } from '../../model/change-id.ts';
import type { Step } from '../../shell/emit.ts';
import { finishRestore, ownSnapshot, prepareRestore, swapData } from '../../shell/functions/etcd-restore.ts';
import { lines } from '../../shell/sh.ts';
import { change, note, type Restore } from './restore.ts';

export function prepareStep(restore: Restore, one: RestoreMember): Step {
  const { id, members, snapshot } = restore;
  const fixed = [
    ...['--name', one.name, '--initial-cluster', initialCluster(members)],
    ...['--initial-cluster-token', `kubestrap-${id}`, '--initial-advertise-peer-urls', one.peerUrl],
  ];
  const script = (flags: readonly string[]) =>
    lines([
      ...(snapshot.from === one.host ? [ownSnapshot(id, one.dataDir)] : []),
      prepareRestore(one.dataDir, one.image, [...fixed, ...flags]),
      ...note(restore, 'ready'),
    ]);
  return {
    change: change(named('etcd-data', `${one.dataDir}/kubestrap-restore`), 'create', {
      after: snapshot.text,
      reason: 'made beside the data in use: until the next step nothing that runs is touched',
    }),
    script: script([]),
    late: async () => script(await restore.flags()),
  };
}

export function swapStep(restore: Restore, { dataDir }: RestoreMember): Step {
  return {
    change: change(named('etcd-data', `${dataDir}/member`), 'update', {
      before: 'what is there now',
      after: restore.snapshot.text,
      reason: `what is there now is kept, in ${dataDir}.before-restore-${restore.id} where that is the same disk, else in ${dataDir}/before-restore-${restore.id}`,
    }),
    script: lines([swapData(restore.id, dataDir), ...note(restore, 'swapped')]),
  };
}

export function finishStep(restore: Restore, { dataDir }: RestoreMember): Step {
  return {
    change: change(named('etcd-restore'), 'run', {
      after: 'finished',
      reason: 'what it needed on its way goes',
    }),
    script: lines([...note(restore, 'done'), finishRestore(dataDir)]),
  };
}

import type { State } from '../cluster/state.ts';
import { type Failure, ofCluster, onHost } from '../model/failure.ts';
import type { Restore } from '../phases/etcd-restore/restore.ts';
import type { FailedWords } from '../workflow/workflow.ts';

/** The restored etcd must be healthy, with exactly these members, and every API server must answer. */
export function verify(state: State, { members }: Restore): Failure[] {
  const names = members.map(({ name }) => name).toSorted();
  return members.flatMap(({ host }): Failure[] => {
    const facts = state.facts.get(host);
    const wrong = (message: string) => onHost(host, { code: 'not-restored', message });
    if (facts === undefined) return [wrong('it no longer answers')];
    if (!facts.etcd.isHealthy) return [wrong('its etcd is not healthy after the restore')];
    const found = (facts.etcd.members ?? []).map(({ name }) => name).toSorted();
    if (found.join() !== names.join())
      return [wrong(`its etcd has the members ${found.join(', ')}, not ${names.join(', ')}`)];
    return facts.live === null ? [wrong('its API server does not answer after the restore')] : [];
  });
}

/** Counted on the way, before anybody could write: a restore that lost objects is told, and nothing is undone. */
export function compare({ snapshot, members }: Restore, found: number | null): Failure[] {
  const { objects } = snapshot;
  if (objects === null || found === null || objects === found) return [];
  const message = `the restored etcd had ${found} objects, the snapshot ${objects}: see what is missing before you go on`;
  const details = { code: 'not-restored', message } as const;
  const [first] = members;
  return [first === undefined ? ofCluster(details) : onHost(first.host, details)];
}

/** How a restore that was not wholly successful is reported. */
export const NOT_RESTORED: FailedWords = {
  message: 'etcd is not restored everywhere',
  kept: [
    'the data of before is kept on every host whose data was replaced, and how far each host came is noted there',
  ],
  remedy: ['mend the causes above and run the same command again: it goes on where this run ended'],
};

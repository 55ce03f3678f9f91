import { parseRestoreSurvey, type RestoreSurvey } from '../cluster/etcd/restore.ts';
import type { Host } from '../model/cluster.ts';
import { restoreSays } from '../shell/functions/etcd-restore.ts';
import { section } from '../shell/functions/frames.ts';
import type { Fleet } from '../workflow/fleet.ts';

/** Milliseconds for the questions to one control plane. */
const TIMEOUT = 60_000;

/** Asks control planes how far a restore came there; those that do not answer are not in the result. Changes nothing. */
export async function surveyRestore(
  fleet: Fleet,
  hosts: readonly Host[],
): Promise<ReadonlyMap<string, RestoreSurvey>> {
  const answers = await fleet.ask(hosts, () => section('restore', restoreSays()), TIMEOUT);
  return new Map(
    [...answers].map(([name, { sections }]) => [name, parseRestoreSurvey(sections.get('restore') ?? '')]),
  );
}

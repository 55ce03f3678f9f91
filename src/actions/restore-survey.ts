import { parseRestoreSurvey, type RestoreSurvey } from '../etcd/restore.ts';
import { library } from '../program/library.ts';
import { lines, sh } from '../program/sh.ts';
import type { Host } from '../spec/model.ts';
import type { Fleet } from './fleet.ts';

/** Milliseconds for the questions to one control plane. */
const TIMEOUT = 60_000;

/** Asks control planes how far a restore came there; those that do not answer are not in the result. Changes nothing. */
export async function surveyRestore(
  fleet: Fleet,
  hosts: readonly Host[],
): Promise<ReadonlyMap<string, RestoreSurvey>> {
  const script = () => lines([library(), sh`section restore restore_says`]);
  const answers = await fleet.ask(hosts, script, TIMEOUT);
  return new Map(
    [...answers].map(([name, { sections }]) => [name, parseRestoreSurvey(sections.get('restore') ?? '')]),
  );
}

import type { State } from '../cluster/state.ts';
import { type Leftovers, leftoversScript, parseLeftovers } from '../facts/leftovers.ts';
import type { Host } from '../model/cluster.ts';
import { section } from '../shell/functions/frames.ts';
import { sh } from '../shell/sh.ts';
import { FactsError } from './errors.ts';
import { failureOf } from './failure-of.ts';
import type { Fleet } from './fleet.ts';

/** Milliseconds for the list of one host: iptables of a large cluster takes its time. */
const TIMEOUT = 180_000;

/** What a cluster left on these hosts. Those that do not answer, or half, are in `fleet.unreachable`. Changes nothing. */
export async function surveyLeftovers(
  fleet: Fleet,
  state: State,
  hosts: readonly Host[],
): Promise<ReadonlyMap<string, Leftovers>> {
  const known = hosts.flatMap((host) => {
    const facts = state.facts.get(host.name);
    return facts === undefined ? [] : [{ host, facts }];
  });
  const scripts = new Map(
    known.map(({ host, facts }) => [
      host.name,
      sh`list_leftovers() { ${leftoversScript(state.cluster, host, facts)}; }
${section('leftovers', sh`list_leftovers`)}`,
    ]),
  );
  const answers = await fleet.ask(
    known.map(({ host }) => host),
    ({ name }) => scripts.get(name) ?? sh`:`,
    TIMEOUT,
  );
  const found = new Map<string, Leftovers>();
  for (const [name, result] of answers) {
    try {
      found.set(name, parseLeftovers(result.sections.get('leftovers') ?? ''));
    } catch (cause) {
      fleet.unreachable.set(name, failureOf(name, new FactsError(name, cause, result.output)));
    }
  }
  return found;
}

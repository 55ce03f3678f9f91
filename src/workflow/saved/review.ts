import { leader, type State } from '../../cluster/state.ts';
import { KNOWN_AFTER_APPLY } from '../../model/plan.ts';
import { init } from '../../phases/init.ts';
import type { PlannedPhase } from '../assemble.ts';
import { fingerprint, untimely } from '../fingerprint.ts';
import { about, type Difference, grouped } from './differences.ts';
import type { SavedPlan } from './document.ts';

/**
 * What a phase would do in its turn that is not in the reviewed plan. Values that only the run could show (the CA and
 * UID of a cluster that the plan itself starts) stand by name on both sides. `done`: names of the phases that this run has
 * run, without which no cluster may appear. Empty: all of it was reviewed. Pure.
 */
export function unreviewed(
  saved: SavedPlan,
  { phase, plan }: PlannedPhase,
  state: State,
  done: readonly string[],
): Difference[] {
  const found = leader(state);
  const is = found === null ? null : { uid: found.live.uid, caPin: found.caPin };
  if (saved.cluster !== null && is !== null && JSON.stringify(is) !== JSON.stringify(saved.cluster)) {
    return [{ hosts: [], message: `the cluster is another one: ${is.uid}, CA ${is.caPin}` }];
  }
  if (saved.cluster === null && is !== null && !done.includes(init.name)) {
    return [
      { hosts: [], message: `a cluster is there that this run did not start: ${is.uid}, CA ${is.caPin}` },
    ];
  }
  const { hashes } = fingerprint(
    [{ phase, plan }],
    saved.cluster === null ? untimely(is === null ? [] : [is.uid, is.caPin]) : undefined,
  );
  const differing = Object.entries(hashes).filter(
    ([id, hash]) => saved.hashes[id] !== hash && saved.hashes[firstOf(id)] !== KNOWN_AFTER_APPLY,
  );
  return grouped(
    differing.map(([id]) =>
      about(id, Object.hasOwn(saved.hashes, id) ? 'another program than the reviewed one' : 'not reviewed'),
    ),
  );
}

/** Without the number that tells a change that is made twice in one program. */
function firstOf(id: string): string {
  return id.replace(/ \(\d+\)$/, '');
}

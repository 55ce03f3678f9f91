import { desiredEntries } from '../cluster/hosts-entries.ts';
import { identityOf } from '../cluster/identity.ts';
import { hasJoined } from '../cluster/membership.ts';
import { registrationDrift } from '../cluster/registration.ts';
import { leader, present, targeted } from '../cluster/state.ts';
import { timeRole } from '../model/time-servers.ts';
import { hostProblems, hostResources } from '../node/index.ts';
import { type Candidate, kubeadmWarnings } from '../node/kubeadm-checks.ts';
import { lockProblems } from '../node/locked-files.ts';
import { hostNotes } from '../node/notes.ts';
import { hostSysctls, SYSCTLS_FILE } from '../node/sysctls.ts';
import { diffHost } from '../resources/host-diff.ts';
import { type Notice, noticeOf } from '../shell/emit.ts';
import { bootOverrides } from './boot-overrides.ts';
import type { Phase } from './phase.ts';
import { prepareRounds } from './prepare-rounds.ts';
import { cameBack, keptOut } from './removal/notes.ts';

const NAME = 'prepare';

/** Modules, sysctls, swap, names and services of every host. Members keep theirs in shape here, too. */
export const prepare: Phase = {
  name: NAME,
  title: 'Prepare the nodes',
  // packages are installed, and clocks waited for (15 minutes at most: src/spec/rules/time-sync.ts)
  timeoutMinutes: 25,
  plan: (state) => {
    const live = leader(state)?.live;
    // one that was taken out, and that the join below says may not come back, is left as it is
    const hosts = targeted(state, present(state)).filter(
      (one) => keptOut(one.host, live) === undefined || (hasJoined(one.membership) && !cameBack(state, one)),
    );
    const work = hosts.map(({ host, facts, membership }) => {
      const isMember = hasJoined(membership);
      const isKnown = isMember || membership === 'expelled';
      const desired = {
        cluster: state.cluster,
        host,
        facts,
        entries: desiredEntries(state, host, isMember),
      };
      const steps = diffHost(
        NAME,
        hostResources(desired),
        facts,
        isKnown ? identityOf(state, host, facts) : null,
      );
      const locks = lockProblems(steps, facts);
      const blocked = [...locks, ...hostProblems(desired)].map((reason) => ({ host: host.name, reason }));
      const overrides = bootOverrides(NAME, SYSCTLS_FILE, hostSysctls(state.cluster, host, facts), facts);
      const drift = isMember ? registrationDrift(NAME, state.cluster, host, facts) : [];
      const notes = [
        ...hostNotes(NAME, desired),
        ...warnings({ cluster: state.cluster, host, facts, membership }),
      ];
      return {
        host: host.name,
        // a file that cannot be replaced ends the program: it is not begun
        steps: [...(locks.length > 0 ? steps.map(noticeOf) : steps), ...overrides, ...notes, ...drift],
        timeFrom: timeRole(state.cluster, host).hosts.map(({ name }) => name),
        isServing: isMember && host.role === 'control-plane',
        blocked,
      };
    });
    return {
      ...prepareRounds(work.filter(({ steps }) => steps.length > 0)),
      blocked: work.flatMap(({ blocked }) => blocked),
    };
  },
  expect: (state) => ({
    ...state,
    prepared: new Set(targeted(state, present(state)).map(({ host }) => host.name)),
  }),
};

/** What kubeadm will only warn about. */
function warnings(candidate: Candidate): Notice[] {
  return kubeadmWarnings(candidate).map(({ message, found, wanted, about, remedy }) => ({
    change: {
      phase: NAME,
      ...about,
      action: 'update',
      before: found,
      after: wanted,
      reason: `${message}: ${remedy}`,
      disruption: 'none',
    },
  }));
}

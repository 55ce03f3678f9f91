import { diffHost } from '../plan/host-diff.ts';
import { bootOverrides } from './boot-overrides.ts';
import { hostResources, hostSysctls, SYSCTLS_FILE } from './host-resources.ts';
import { desiredEntries } from './hosts-entries.ts';
import { identityOf } from './identity.ts';
import type { Phase } from './phase.ts';
import { registrationDrift } from './registration.ts';
import { present, targeted } from './state.ts';

const NAME = 'prepare';

/** Modules, sysctls, swap, names and services of every host. Members keep theirs in shape here, too. */
export const prepare: Phase = {
  name: NAME,
  title: 'Prepare the nodes',
  timeoutMinutes: 5,
  plan: (state) => {
    const work = targeted(state, present(state)).map(({ host, facts, membership }) => {
      const isMember = membership === 'member';
      const resources = hostResources(state.cluster, host, facts, desiredEntries(state, host, isMember));
      const steps = diffHost(NAME, resources, facts, isMember ? identityOf(state, host, facts) : null);
      const overrides = bootOverrides(NAME, SYSCTLS_FILE, hostSysctls(state.cluster, host, facts), facts);
      const drift = isMember ? registrationDrift(NAME, state.cluster, host, facts) : [];
      return { host: host.name, steps: [...steps, ...overrides, ...drift] };
    });
    return { rounds: [work.filter(({ steps }) => steps.length > 0)] };
  },
  expect: (state) => ({
    ...state,
    prepared: new Set(targeted(state, present(state)).map(({ host }) => host.name)),
  }),
};

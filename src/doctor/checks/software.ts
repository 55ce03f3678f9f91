import { hasJoined } from '../../cluster/membership.ts';
import type { State } from '../../cluster/state.ts';
import { NODE_UNITS, RUNTIME } from '../../knowledge/runtimes.ts';
import { missingUnits, unfitness as unfit } from '../../phases/preflight.ts';
import { CannotTell, type Check, type Finding, type Subject } from '../check.ts';

/** Programs and versions, as apply checks them before it starts. */
export const programs: Check = {
  name: 'programs',
  title: 'what bootstrap needs is installed, in versions that go together, and kubestrap is root',
  look: (subject, { cluster, state }) => {
    if (subject.facts.programs.size === 0) throw new CannotTell('the host did not say what is installed');
    return unfitness(subject, state).map((message) => ({
      severity: 'error',
      message,
      remedy: message.startsWith('not root')
        ? 'let the user become root with sudo, or connect as root'
        : `install Kubernetes ${cluster.kubernetesVersion.text} and containerd from packages of your choice`,
    }));
  },
};

/** As apply would see it before it makes the host a member, whatever it is now. */
function unfitness({ host, facts }: Subject, state: State): readonly string[] {
  const kubernetes = { present: [], caPin: null, init: null, join: null };
  const alone: State = {
    ...state,
    facts: new Map([[host.name, { ...facts, kubernetes }]]),
    targets: new Set([host.name]),
    expected: new Set(),
  };
  const own = new Set(missingUnits(facts));
  // units are the next check's
  return (unfit(alone, ['init']).get(host.name) ?? []).filter((message) => !own.has(message));
}

/** Units that must come back after a reboot. */
export const units: Check = {
  name: 'units',
  title: 'containerd and the kubelet have units, enabled at boot and not masked, and containerd runs',
  look: ({ facts, membership }) =>
    NODE_UNITS.flatMap((unit): Finding[] => {
      const fact = facts.services.get(unit);
      if (fact === undefined) throw new CannotTell('systemd was not asked, or did not answer');
      const runs = unit !== RUNTIME.unit || fact.active === 'active';
      if (fact.load === 'not-found') {
        return [
          {
            severity: 'error',
            message: `systemd has no unit ${unit}`,
            remedy: 'install the package that brings it',
          },
        ];
      }
      if (fact.load === 'masked') {
        return [
          {
            severity: 'error',
            message: `${unit} is masked`,
            remedy: `"systemctl unmask ${unit}" on the host`,
          },
        ];
      }
      if (runs && fact.enabled === 'enabled') return [];
      const what = runs ? 'does not start at boot' : `does not run (${fact.active})`;
      return [
        {
          severity: hasJoined(membership) && !runs ? 'error' : 'warning',
          message: `${unit} ${what}`,
          evidence: [`LoadState=${fact.load} ActiveState=${fact.active} UnitFileState=${fact.enabled}`],
          remedy: 'run "kubestrap apply": it enables both and starts containerd',
        },
      ];
    }),
};

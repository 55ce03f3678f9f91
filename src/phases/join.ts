import { hasJoined } from '../cluster/membership.ts';
import { skewProblems } from '../cluster/skew.ts';
import { leader, present, type Reached, type State, starter, targeted } from '../cluster/state.ts';
import { joinConfiguration } from '../documents/documents.ts';
import type { Host, Role } from '../model/cluster.ts';
import { KNOWN_AFTER_APPLY } from '../model/plan.ts';
import { proxyEnvironment } from '../node/proxy.ts';
import type { Step } from '../shell/emit.ts';
import { cleanUpSteps } from './clean-up.ts';
import { halfJoined } from './half-joined.ts';
import { startObstacle } from './init.ts';
import { certificatesStep, TOKEN_MINUTES, tokenStep } from './join-material.ts';
import { kubeadmStep } from './kubeadm.ts';
import { joiningCaObstacle } from './own-ca.ts';
import type { Phase, PhasePlan, Work } from './phase.ts';
import { keptOut } from './removal/notes.ts';
import { joinObstacle } from './removal/stale-members.ts';
import { returnedNodes } from './returned-nodes.ts';
import { rolling } from './rolling.ts';

/** Minutes that one join may take. */
const JOIN_MINUTES = 20;

/**
 * Joins one after the other that one token is good for: the last of them still starts while it is valid. The
 * certificates in the cluster, which live for 2 h, are made with it and so never too old.
 */
export const JOINS_PER_MATERIAL = Math.ceil(TOKEN_MINUTES / JOIN_MINUTES);

/** Control planes one at a time: etcd takes one new member at a time, and each join must end as a voting member. */
export const joinControlPlanes: Phase = {
  name: 'join-control-planes',
  title: 'Join the other control planes, one at a time',
  timeoutMinutes: JOIN_MINUTES,
  plan: (state) => planJoins('join-control-planes', state, 'control-plane'),
  expect: (state) => expectJoined(state, 'control-plane'),
};

export const joinWorkers: Phase = {
  name: 'join-workers',
  title: 'Join the workers',
  timeoutMinutes: JOIN_MINUTES,
  plan: (state) => planJoins('join-workers', state, 'worker'),
  expect: (state) => expectJoined(state, 'worker'),
};

const NONE: ReadonlyMap<string, string> = new Map();

function planJoins(phase: string, state: State, role: Role): PhasePlan {
  const through = leader(state)?.host ?? expectedLeader(state);
  const hosts = joiners(state, role);
  if (hosts.length === 0) return { rounds: [] };
  if (through === undefined) {
    const cause = startObstacle(state);
    const reason = cause?.reason ?? 'there is no control plane whose API server answers to join';
    const others = hosts.filter(({ host }) => host.name !== cause?.host);
    return { rounds: [], blocked: others.map(({ host }) => ({ host: host.name, reason })) };
  }
  const skews = skewProblems(state);
  const obstacle = role === 'control-plane' ? joinObstacle(state) : undefined;
  const left = role === 'control-plane' ? halfJoined(phase, state, hosts) : { steps: [], refused: NONE };
  const blocked = hosts.flatMap((one) => {
    const { host } = one;
    const reason =
      keptOut(host, leader(state)?.live) ??
      joiningCaObstacle(state, one) ??
      skews.get(host.name) ??
      obstacle ??
      left.refused.get(host.name);
    return reason === undefined ? [] : [{ host: host.name, reason }];
  });
  const stopped = new Set(blocked.map(({ host }) => host));
  const ready = hosts.filter(({ host }) => !stopped.has(host.name));
  if (ready.length === 0) return { rounds: [], blocked };
  const returned = returnedNodes(phase, state, ready);
  const material = [
    ...left.steps,
    ...returned.steps,
    tokenStep(phase, state),
    ...(role === 'control-plane' ? [certificatesStep(phase, state, through)] : []),
  ];
  const { rounds, essential: joining } = rolling(ready, {
    maxUnavailable: role === 'control-plane' ? 1 : Number.POSITIVE_INFINITY,
    steps: (joiner) => [
      ...(returned.names.has(joiner.host.name) ? [] : cleanUpSteps(phase, state, joiner)),
      joinStep(phase, state, joiner),
    ],
    // what keeps control planes from joining is an obstacle above, for all of them
    healthy: () => true,
    unhealthy: 'first',
  });
  const first: Work = { host: through.name, steps: material };
  const fresh = material.slice(left.steps.length + returned.steps.length);
  const again: Work = { host: through.name, steps: fresh.map((step) => ({ ...step, silent: true })) };
  // a control plane that did not join may have left etcd a member that is not there: none joins after it
  const essential = new Set([through.name, ...(role === 'control-plane' ? joining : [])]);
  const joins = rounds.flatMap((round, index) =>
    index % JOINS_PER_MATERIAL > 0 ? [round] : [[index === 0 ? first : again], round],
  );
  return {
    rounds: returned.clean.length > 0 ? [returned.clean, ...joins] : joins,
    blocked,
    essential,
  };
}

function joinStep(phase: string, state: State, joiner: Reached): Step {
  const { host, facts, membership } = joiner;
  const isControlPlane = host.role === 'control-plane';
  const { token, certificateKey } = state.secrets;
  return kubeadmStep({
    phase,
    command: 'join',
    documents: [
      joinConfiguration(state.cluster, host, {
        token,
        caCertHash: leader(state)?.caPin ?? KNOWN_AFTER_APPLY,
        ...(isControlPlane ? { certificateKey } : {}),
      }),
    ],
    flags: [],
    environment: proxyEnvironment(state.cluster, host),
    reason: REASONS[membership] ?? 'not part of the cluster yet',
    facts,
    membership,
  });
}

const REASONS: Partial<Record<Reached['membership'], string>> = {
  'half-done': 'the last join did not finish',
  expelled: 'it was taken out of the cluster, and joins anew',
};

/** Hosts that are to join and have not, in the inventory's order. */
function joiners(state: State, role: Role): Reached[] {
  const hosts = present(state).filter((host) => host.role === role);
  return targeted(state, hosts).filter(
    ({ membership, facts }) => !hasJoined(membership) && facts.kubernetes.init?.running !== true,
  );
}

/** While planning ahead: the control plane that init will have started. */
function expectedLeader(state: State): Host | undefined {
  const first = starter(state);
  return first && state.expected.has(first.name) ? first : undefined;
}

function expectJoined(state: State, role: Role): State {
  const names = new Set(joiners(state, role).map(({ host }) => host.name));
  const phase = role === 'worker' ? joinWorkers : joinControlPlanes;
  const planned = phase.plan(state).rounds.flatMap((round) => round.map(({ host }) => host));
  return { ...state, expected: new Set([...state.expected, ...planned.filter((name) => names.has(name))]) };
}

import { isBefore, type RestoreMember, type STAGES } from '../../cluster/etcd/restore.ts';
import { present, reached, type State } from '../../cluster/state.ts';
import type { Step } from '../../shell/emit.ts';
import type { Phase, PhasePlan, Round } from '../phase.ts';
import { agentStep, nodeStep, statusStep } from './cluster-steps.ts';
import { finishStep, prepareStep, swapStep } from './data-steps.ts';
import {
  apiServerStep,
  controllersStep,
  memberStep,
  type StaticPod,
  startStep,
  stopStep,
} from './pod-steps.ts';
import { NAME, note, type Restore } from './restore.ts';

/**
 * The whole control plane from one snapshot. Each round is a barrier: none begins before every host has done the one
 * before it, so that no member of old data ever meets one of new. How far a host came is noted there, and a later run of the
 * same restore goes on from it.
 */
export function etcdRestore(restore: Restore): Phase {
  return {
    name: NAME,
    title: 'Restore etcd on all control planes',
    timeoutMinutes: 60,
    mustFinish: true,
    plan: (state) => plan(state, restore),
  };
}

function plan(state: State, restore: Restore): PhasePlan {
  const { members, fenced, leaving } = restore;
  const behind = (stage: (typeof STAGES)[number]) => members.filter((one) => isBefore(one.stage, stage));
  const each = (stage: (typeof STAGES)[number], steps: (member: RestoreMember) => readonly Step[]): Round =>
    behind(stage).map((member) => ({ host: member.host, steps: steps(member) }));
  const off = (names: readonly StaticPod[], last: boolean): Round => [
    ...each('stopped', (one) => [stopStep(names, last ? note(restore, 'stopped') : [], one.host, false)]),
    ...fenced.map((host) => ({
      host,
      steps: [stopStep(names, last ? note(restore, 'fenced') : [], host, true)],
    })),
  ];
  const first = members[0]?.host;
  const isOver = behind('done').length === 0;
  // whoever serves again may have written since
  const isUntouched = members.every(({ stage }) => isBefore(stage, 'serving'));
  const agents = isOver
    ? []
    : reached(state, present(state)).filter(({ host }) => !fenced.includes(host.name));
  const hosts = new Set([...members.map(({ host }) => host), ...fenced]);
  return {
    essential: hosts,
    rounds: [
      each('ready', (one) => [prepareStep(restore, one)]),
      off(['kube-apiserver'], false),
      off(['kube-controller-manager', 'kube-scheduler'], false),
      off(['etcd'], true),
      each('swapped', (one) => [swapStep(restore, one)]),
      each('serving', () => [startStep()]),
      each('serving', () => [memberStep(restore, isUntouched)]),
      each('done', ({ host }) => [apiServerStep(state, host)]),
      each('done', ({ host }) => [controllersStep(state, host)]),
      first === undefined || isOver || leaving.length === 0
        ? []
        : [{ host: first, steps: [statusStep(restore), ...leaving.map(nodeStep)] }],
      agents.map(({ host }) => ({ host: host.name, steps: [agentStep()] })),
      each('done', (one) => [finishStep(restore, one)]),
    ].filter((round) => round.length > 0),
  };
}

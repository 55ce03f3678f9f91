import { type Council, council, type Seat, sitsOn, stayingUrls } from '../../cluster/removal-members.ts';
import { type Leaving, leader } from '../../cluster/state.ts';
import { named } from '../../model/change-id.ts';
import type { Step } from '../../shell/emit.ts';
import { keepSnapshot, memberLeave, yieldLeadership } from '../../shell/functions/removal.ts';
import type { Phase, PhasePlan } from '../phase.ts';
import { judge } from './verdict.ts';

const NAME = 'etcd-member';

/** Where the snapshot from before a removal stays, on the control plane that made it. */
const KEPT_DIRECTORY = '/var/lib/kubestrap/etcd';

/**
 * A member leaves etcd through one that stays: before its host is reset, since kubeadm's reset wipes the data even when
 * its own removal of the member failed.
 */
export const etcdMember: Phase = {
  name: NAME,
  title: 'Take the member out of etcd',
  timeoutMinutes: 15,
  stopsRun: true,
  plan: (state): PhasePlan => {
    if ('external' in state.cluster.etcd) return { rounds: [] };
    const leaving = [...(state.leaving?.values() ?? [])].find(({ host }) => host.role === 'control-plane');
    if (leaving === undefined) return { rounds: [] };
    const now = council(state);
    if (now === null) return { rounds: [], refusals: leader(state) === null ? [] : [SILENT] };
    const seat = now.seats.find(({ member }) => sitsOn(member, leaving.host));
    const refusal = double(now, leaving) ?? (seat && objection(now, leaving));
    if (refusal !== undefined) return { rounds: [], refusals: [refusal] };
    if (seat === undefined) return { rounds: [] };
    const rounds = [[{ host: now.through.host.name, steps: memberSteps(now, { leaving, seat }) }]];
    return { rounds, cautions: losses(now, leaving) };
  },
  expect: (state) =>
    etcdMember.plan(state).rounds.length === 0
      ? state
      : { ...state, unseated: new Set(state.leaving?.keys() ?? []) },
};

const SILENT =
  'no member of etcd on the other control planes answers: nothing is taken out of it before one does. See "kubestrap etcd status"; with the quorum lost: "kubestrap etcd restore --from-member"';

/** A member under the name of the host, at an address that is not the host's. */
function double({ seats }: Council, { host }: Leaving): string | undefined {
  const found = seats.find(({ member }) => member.name === host.name && !sitsOn(member, host));
  return (
    found &&
    `etcd has a member ${host.name} (${found.member.id}) at ${found.member.peerUrls.join(', ')}, which is no address of ${host.name} in the inventory: give it the internalAddress that it joined with, so that the right member goes`
  );
}

function objection(now: Council, leaving: Leaving): string | undefined {
  const { verdict, reason, remedy } = judge(now, leaving);
  return verdict === 'refused' ? `${reason}. ${capitalised(remedy ?? '')}` : undefined;
}

/** The cluster that took the loss of a member would take none any more: that is somebody's decision. */
function losses(now: Council, leaving: Leaving): string[] {
  const { before, after, summary } = judge(now, leaving);
  if (leaving.acceptsNoFaultTolerance || before.tolerates === 0 || after.tolerates > 0) return [];
  return [`without ${leaving.host.name}, etcd tolerates the loss of no member any more (${summary})`];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function memberSteps(
  now: Council,
  { leaving, seat }: { readonly leaving: Leaving; readonly seat: Seat },
): Step[] {
  const { member, isHealthy } = seat;
  const { name } = leaving.host;
  const kept = `${KEPT_DIRECTORY}/before-${name}-left.db`;
  const url = member.clientUrls[0];
  const heir = now.seats.find(({ host }) => host?.name === now.through.host.name)?.member.id;
  const leads = now.through.facts.etcd.status?.leader === member.id;
  const base = { phase: NAME, disruption: 'none' } as const;
  const snapshot: Step = {
    change: {
      ...base,
      ...named('etcd-snapshot'),
      action: 'create',
      before: null,
      after: `${now.through.host.name}:${kept}`,
      reason: 'what to go back to; it holds every Secret, as etcd does',
    },
    scope: 'cluster',
    script: keepSnapshot(kept),
  };
  const lead: Step = {
    change: {
      ...base,
      ...named('etcd-leader'),
      action: 'update',
      before: leads ? name : null,
      after: now.through.host.name,
      reason: 'handed over, so that etcd need not notice a loss and elect',
    },
    scope: 'cluster',
    // it may come to lead until then
    ...(leads ? {} : { silent: true as const }),
    script: yieldLeadership(url ?? '', heir ?? ''),
  };
  const leave: Step = {
    change: {
      ...base,
      ...named('etcd-member', member.name === '' ? member.id : member.name),
      action: 'delete',
      before: `${member.id}, ${isHealthy ? 'healthy' : 'not healthy'}`,
      after: null,
      reason: judge(now, leaving).summary,
    },
    scope: 'cluster',
    script: memberLeave(member.id, now.seats.length, stayingUrls(now, member.id)),
  };
  const canYield = isHealthy && !leaving.isLost && url !== undefined && heir !== undefined;
  return [snapshot, ...(canYield ? [lead] : []), leave];
}

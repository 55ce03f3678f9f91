import { bytesText } from '../etcd/bytes.ts';
import { memberName } from '../etcd/quorum.ts';
import { type SurveyedMember, surveyMembers } from '../etcd/survey.ts';
import { KNOWN_AFTER_APPLY } from '../plan/types.ts';
import type { Step } from '../program/emit.ts';
import { lines, sh } from '../program/sh.ts';
import type { Phase, PhasePlan, Work } from './phase.ts';
import { controlPlanes, type Reached, reached, type State, targeted } from './state.ts';

const NAME = 'defragment';
/** Of a database, what is not worth the time in which its member answers nothing. */
const WORTH_SHARE = 0.1;
const WORTH_BYTES = 8 * 1024 ** 2;

export interface Defragmentation {
  /** Drop all revisions but the newest before. */
  readonly compact: boolean;
}

/**
 * Members one after the other, the leader last, so that it is not elected anew for each; before each one all have to be well.
 * Then the alarm NOSPACE ends, where there is room again.
 */
export function defragment(wanted: Defragmentation): Phase {
  return {
    name: NAME,
    title: 'Defragment etcd, one member at a time',
    timeoutMinutes: 20,
    mustFinish: true,
    plan: (state) => plan(state, wanted),
  };
}

function plan(state: State, { compact }: Defragmentation): PhasePlan {
  const views = reached(state, controlPlanes(state)).map(({ host, facts }) => ({
    host: host.name,
    etcd: facts.etcd,
  }));
  const members = surveyMembers(views);
  const alarms = new Set(views.flatMap(({ etcd }) => etcd.alarms));
  const isFull = [...alarms].some((alarm) => alarm.startsWith('NOSPACE'));
  const refusals = refusalsOf(state, members, alarms);
  const mine = ordered(targeted(state, controlPlanes(state)));
  const urls = (members ?? [])
    .filter(({ isLearner }) => !isLearner)
    .flatMap(({ clientUrls }) => clientUrls[0] ?? []);
  const compacted = compact ? mine.slice(-1) : [];
  const first = compacted.map(({ host }) => work(host.name, compactStep(urls)));
  const rest = mine
    .filter((one) => compact || isFull || isWorthIt(one))
    .map((one) => work(one.host.name, defragStep(one, urls)));
  const last = isFull ? mine.slice(-1).map(({ host }) => work(host.name, disarmStep([...alarms], urls))) : [];
  const rounds = [...first, ...rest, ...last].map((one) => [one]);
  return { rounds, essential: new Set(mine.map(({ host }) => host.name)), refusals };
}

function refusalsOf(
  state: State,
  members: readonly SurveyedMember[] | null,
  alarms: ReadonlySet<string>,
): string[] {
  if (members === null) {
    return [
      'no control plane that answered says which members etcd has: see "kubestrap etcd status" for where each stands',
    ];
  }
  const unwell = members.filter(({ isHealthy, isLearner }) => !isHealthy && !isLearner);
  const corrupt = [...alarms].filter((alarm) => alarm.startsWith('CORRUPT'));
  return [
    ...(unwell.length > 0
      ? [
          `etcd's ${unwell.map(memberName).join(', ')} ${unwell.length === 1 ? 'does' : 'do'} not take part${unwell.some(({ host }) => host === null) ? ' (or its host did not answer)' : ''}, and a member that is defragmented answers nothing meanwhile: mend ${unwell.length === 1 ? 'it' : 'them'} first, or take ${unwell.length === 1 ? 'it' : 'them'} out ("kubestrap node remove")`,
        ]
      : []),
    ...(corrupt.length > 0
      ? [
          `etcd says that its data is corrupt (alarm ${corrupt.join(', ')}), and this must not be swept up: see "kubestrap etcd status" for what to do`,
        ]
      : []),
    ...(targeted(state, controlPlanes(state)).some(({ facts }) => facts.etcd.status !== null)
      ? []
      : ['etcd answers on no control plane that this run is about']),
  ];
}

/** Members that answer, in the inventory's order, the leader last. */
function ordered(planes: readonly Reached[]): Reached[] {
  const running = planes.filter(({ facts }) => facts.etcd.status !== null);
  const leads = ({ facts: { etcd } }: Reached) => etcd.status?.leader === etcd.status?.memberId;
  return [...running.filter((one) => !leads(one)), ...running.filter(leads)];
}

function isWorthIt({ facts: { etcd } }: Reached): boolean {
  const { dbSize = 0, dbSizeInUse = 0 } = etcd.status ?? {};
  const free = dbSize - dbSizeInUse;
  return free >= WORTH_BYTES && free / dbSize >= WORTH_SHARE;
}

function work(host: string, step: Step): Work {
  return { host, steps: [step] };
}

function compactStep(urls: readonly string[]): Step {
  return {
    change: {
      phase: NAME,
      resource: 'etcd revisions',
      action: 'run',
      before: 'as etcd keeps them',
      after: 'the newest of each key',
      reason: 'their space is free within the database then; watches that are behind start over',
      disruption: 'none',
    },
    scope: 'cluster',
    script: lines([sh`etcd_ready ${urls}`, sh`etcd_compact`]),
  };
}

function defragStep({ facts: { etcd } }: Reached, urls: readonly string[]): Step {
  const { dbSize = 0, dbSizeInUse = 0 } = etcd.status ?? {};
  return {
    change: {
      phase: NAME,
      resource: 'etcd database',
      action: 'run',
      before: `${bytesText(dbSize)}, ${bytesText(dbSizeInUse)} of it in use`,
      after: KNOWN_AFTER_APPLY,
      reason: 'gives its free space back; this member answers nothing meanwhile',
      disruption: 'none',
    },
    script: lines([sh`etcd_ready ${urls}`, sh`etcd_defrag`]),
  };
}

function disarmStep(alarms: readonly string[], urls: readonly string[]): Step {
  return {
    change: {
      phase: NAME,
      resource: 'etcd alarm NOSPACE',
      action: 'delete',
      before: alarms.join(', '),
      after: null,
      reason: 'the cluster takes writes again; only if every member has room by then',
      disruption: 'none',
    },
    scope: 'cluster',
    script: lines([sh`etcd_ready ${urls}`, sh`etcd_disarm`]),
  };
}

import { memberName } from '../cluster/etcd/quorum.ts';
import { type EtcdScene, etcdScene, type Place } from '../cluster/etcd/scene.ts';
import { type SurveyedMember, surveyMembers } from '../cluster/etcd/survey.ts';
import type { State } from '../cluster/state.ts';
import type { EtcdStatus } from '../facts/etcd-types.ts';
import { named } from '../model/change-id.ts';
import { KNOWN_AFTER_APPLY } from '../model/plan.ts';
import type { Step } from '../shell/emit.ts';
import { etcdCompact, etcdDefrag, etcdDisarm, etcdReady } from '../shell/functions/etcd.ts';
import { lines, type Script } from '../shell/sh.ts';
import { bytesText } from '../values/bytes.ts';
import type { Phase, PhasePlan, Work } from './phase.ts';

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
  const scene = etcdScene(state);
  const members = surveyMembers(scene.views);
  const alarms = new Set(scene.views.flatMap(({ etcd }) => etcd.alarms));
  const isFull = [...alarms].some((alarm) => alarm.startsWith('NOSPACE'));
  const refusals = refusalsOf(scene, members, alarms);
  const mine = ordered(scene.places);
  const urls = scene.urls(members ?? []);
  const compacted = compact ? mine.slice(-1) : [];
  const first = compacted.map((place) => work(place, compactStep(place, urls)));
  const rest = mine
    .filter((place) => compact || isFull || isWorthIt(place.status))
    .map((place) => work(place, defragStep(place, urls)));
  const last = isFull
    ? mine.slice(-1).map((place) => work(place, disarmStep(scene.reach, [...alarms], urls)))
    : [];
  const rounds = [...first, ...rest, ...last].map((one) => [one]);
  return { rounds, essential: new Set(mine.map(({ host }) => host)), refusals };
}

function refusalsOf(
  { missing, noPlace, isExternal }: EtcdScene,
  members: readonly SurveyedMember[] | null,
  alarms: ReadonlySet<string>,
): string[] {
  if (members === null) return [missing];
  const unwell = members.filter(({ isHealthy, isLearner }) => !isHealthy && !isLearner);
  const corrupt = [...alarms].filter((alarm) => alarm.startsWith('CORRUPT'));
  return [
    ...(unwell.length > 0 ? [unwellText(unwell, isExternal)] : []),
    ...(corrupt.length > 0
      ? [
          `etcd says that its data is corrupt (alarm ${corrupt.join(', ')}), and this must not be swept up: see "kubestrap etcd status" for what to do`,
        ]
      : []),
    ...noPlace,
  ];
}

function unwellText(unwell: readonly SurveyedMember[], isExternal: boolean): string {
  const [does, them] = unwell.length === 1 ? ['does', 'it'] : ['do', 'them'];
  const unseen = isExternal
    ? ` (or no endpoint of spec.etcd.external leads to ${them})`
    : unwell.some(({ host }) => host === null)
      ? ' (or its host did not answer)'
      : '';
  const out = isExternal ? '' : `, or take ${them} out ("kubestrap node remove")`;
  return `etcd's ${unwell.map(memberName).join(', ')} ${does} not take part${unseen}, and a member that is defragmented answers nothing meanwhile: mend ${them} first${out}`;
}

/** Members that answer, in the order of the inventory or the endpoints, the leader last. */
function ordered(places: readonly Place[]): Place[] {
  const leads = ({ status: { leader, memberId } }: Place) => leader === memberId;
  return [...places.filter((one) => !leads(one)), ...places.filter(leads)];
}

function isWorthIt({ dbSize, dbSizeInUse }: EtcdStatus): boolean {
  const free = dbSize - dbSizeInUse;
  return free >= WORTH_BYTES && free / dbSize >= WORTH_SHARE;
}

function work({ host }: Place, step: Step): Work {
  return { host, steps: [step] };
}

function compactStep({ reach }: Place, urls: readonly string[]): Step {
  return {
    change: {
      phase: NAME,
      ...named('etcd-revisions'),
      action: 'run',
      before: 'as etcd keeps them',
      after: 'the newest of each key',
      reason: 'their space is free within the database then; watches that are behind start over',
      disruption: 'none',
    },
    scope: 'cluster',
    script: lines([...reach, etcdReady(urls), etcdCompact()]),
  };
}

function defragStep(
  { status: { dbSize, dbSizeInUse }, member, reach }: Place,
  urls: readonly string[],
): Step {
  return {
    change: {
      phase: NAME,
      ...named('etcd-database', member ?? ''),
      action: 'run',
      before: `${bytesText(dbSize)}, ${bytesText(dbSizeInUse)} of it in use`,
      after: KNOWN_AFTER_APPLY,
      reason: 'gives its free space back; this member answers nothing meanwhile',
      disruption: 'none',
    },
    ...(member === null ? {} : { scope: 'cluster' }),
    script: lines([...reach, etcdReady(urls), etcdDefrag()]),
  };
}

function disarmStep(reach: readonly Script[], alarms: readonly string[], urls: readonly string[]): Step {
  return {
    change: {
      phase: NAME,
      ...named('etcd-alarm', 'NOSPACE'),
      action: 'delete',
      before: alarms.join(', '),
      after: null,
      reason: 'the cluster takes writes again; only if every member has room by then',
      disruption: 'none',
    },
    scope: 'cluster',
    script: lines([...reach, etcdReady(urls), etcdDisarm(urls)]),
  };
}

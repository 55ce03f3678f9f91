import { memberName } from '../cluster/etcd/quorum.ts';
import { type EtcdScene, etcdScene } from '../cluster/etcd/scene.ts';
import { surveyMembers } from '../cluster/etcd/survey.ts';
import { controlPlanes, reached, type State } from '../cluster/state.ts';
import { type Failure, type Failures, ofCluster, onHost } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import { defragment } from '../phases/defragment.ts';
import type { Confirm } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError, UsageError } from '../workflow/errors.ts';
import { viewExternal } from '../workflow/external-etcd.ts';
import type { Holder } from '../workflow/lock.ts';
import { unreachableErrors } from '../workflow/observe.ts';
import type { Planning } from '../workflow/plan.ts';
import { type FailedWords, runWorkflow, type Surveyed, verdictOf } from '../workflow/workflow.ts';

export interface DefragOptions {
  /** Undefined: only shows the plan. */
  readonly holder: Holder | undefined;
  readonly compact: boolean;
  readonly confirm: Confirm<Planning>;
}

/** Bytes of a database, and of those that hold data. */
export interface DatabaseSize {
  readonly dbSize: number;
  readonly dbSizeInUse: number;
}

export interface DefragResult {
  readonly plan: Plan;
  readonly changed: boolean;
  /** By host, those of an external etcd by member; empty where nothing was done. */
  readonly databases: Readonly<
    Record<string, { readonly before: DatabaseSize; readonly after: DatabaseSize }>
  >;
  /** Alarms that sounded before and do not any more. */
  readonly disarmed: readonly string[];
}

/**
 * Plan, confirm, (compact,) defragment, disarm, and look whether members are well. Throws UsageError and RefusedError before the
 * first change, RunFailedError after.
 */
export async function etcdDefragAction(
  given: Context,
  { holder, compact, confirm }: DefragOptions,
): Promise<DefragResult> {
  const planes = given.cluster.hosts.filter(({ role }) => role === 'control-plane').map(({ name }) => name);
  const limit = new Set(planes.filter((name) => given.limit?.has(name) ?? true));
  if (limit.size === 0) throw new UsageError('--limit names no control plane, and etcd is asked on those');
  const context = { ...given, limit };
  const { looked, changed, result } = await runWorkflow<Surveyed, Defragmented>({
    context,
    holder,
    survey: async (observed) => {
      const state = await withExternal(context, observed);
      // one control plane is enough to reach an etcd elsewhere
      const needsAll = holder !== undefined && typeof state.externalEtcd?.through !== 'string';
      const away = needsAll ? unreachableErrors(context, state) : [];
      if (away.length > 0) throw new RunFailedError(NOT_DEFRAGMENTED.message, away, NOT_DEFRAGMENTED);
      return { state };
    },
    phases: () => [defragment({ compact })],
    confirm,
    verify: async ({ looked: { plan, state: before }, state, failures }) => {
      const after = await withExternal(context, state);
      const now = alarms(after);
      return verdictOf([...failures.all, ...unwell(after, failures)], NOT_DEFRAGMENTED, {
        databases: compare(plan, before, after),
        disarmed: [...alarms(before)].filter((alarm) => !now.has(alarm)),
      });
    },
    nothing: { databases: {}, disarmed: [] },
    words: {},
  });
  return { plan: looked.plan, changed, ...result };
}

type Defragmented = Pick<DefragResult, 'databases' | 'disarmed'>;

const NOT_DEFRAGMENTED: FailedWords = {
  message: 'not all databases of etcd are defragmented',
  kept: ['members that are done stay as they are now'],
  remedy: ['mend the causes above and run the same command again: doing it twice does no harm'],
};

/** The same with what an external etcd says; as it is where kubeadm runs etcd. */
async function withExternal(context: Context, state: State): Promise<State> {
  const { etcd } = context.cluster;
  if (!('external' in etcd)) return state;
  return {
    ...state,
    externalEtcd: await viewExternal(context, etcd.external, state, { forSnapshot: false }),
  };
}

function alarms(state: State): Set<string> {
  return new Set(etcdScene(state).views.flatMap(({ etcd }) => etcd.alarms));
}

/** Every member that took part before must do so now, and the alarm must be off. */
function unwell(after: State, failures: Failures): Failure[] {
  const scene = etcdScene(after);
  if (scene.isExternal) return !failures.isEmpty ? [] : unwellOutside(scene);
  return reached(after, controlPlanes(after))
    .filter(
      ({ host, facts: { etcd } }) =>
        !failures.hosts.has(host.name) && etcd.manifest !== null && !etcd.isHealthy,
    )
    .map(({ host }) =>
      onHost(host.name, {
        code: 'not-healthy',
        phase: 'verify',
        message: 'etcd does not answer on this host afterwards',
        remedy: ['see "kubestrap etcd status", and its log in /var/log/pods/kube-system_etcd-*'],
      }),
    );
}

function unwellOutside({ views, missing }: EtcdScene): Failure[] {
  const error = (message: string) =>
    ofCluster({
      code: 'not-healthy',
      phase: 'verify',
      message,
      remedy: ['see "kubestrap etcd status", and the log of etcd where it runs'],
    });
  const members = surveyMembers(views);
  if (members === null) return [error(missing)];
  const down = members.filter(({ isHealthy, isLearner }) => !isHealthy && !isLearner);
  return down.map((member) => error(`etcd's ${memberName(member)} does not answer afterwards`));
}

function compare({ hosts, cluster }: Plan, before: State, after: State): DefragResult['databases'] {
  const [old, now] = [etcdScene(before), etcdScene(after)];
  const done = new Set([
    ...hosts.flatMap(({ name, changes }) => (changes.length === 0 ? [] : [name])),
    ...cluster.changes.flatMap(({ id }) => (id.kind === 'etcd-database' ? [id.name] : [])),
  ]);
  return Object.fromEntries(
    old.places.flatMap(({ host, member, status }) => {
      const same = now.places.find(({ status: { memberId } }) => memberId === status.memberId);
      if (same === undefined || !done.has(member ?? host)) return [];
      return [[member ?? host, { before: sizeOf(status), after: sizeOf(same.status) }]];
    }),
  );
}

function sizeOf({ dbSize, dbSizeInUse }: DatabaseSize): DatabaseSize {
  return { dbSize, dbSizeInUse };
}

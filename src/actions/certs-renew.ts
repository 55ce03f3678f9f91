import { hasJoined } from '../cluster/membership.ts';
import type { CertificateSurvey } from '../cluster/renewal.ts';
import { controlPlanes, reached, type State } from '../cluster/state.ts';
import { RENEWABLE } from '../knowledge/renewable-certificates.ts';
import { type Failure, onHost } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import { renewCertificates } from '../phases/renew-certificates.ts';
import { isMade } from '../workflow/assemble.ts';
import type { Confirm } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError, UsageError } from '../workflow/errors.ts';
import type { Holder } from '../workflow/lock.ts';
import { unreachableErrors } from '../workflow/observe.ts';
import type { Planning } from '../workflow/plan.ts';
import { type FailedWords, runWorkflow, type Surveyed, verdictOf } from '../workflow/workflow.ts';
import { surveyCertificates } from './survey-certificates.ts';

export interface RenewOptions {
  /** Undefined: only shows the plan. */
  readonly holder: Holder | undefined;
  readonly only: ReadonlySet<string> | undefined;
  readonly confirm: Confirm<Planning>;
}

interface RenewSurvey extends Surveyed {
  readonly survey: ReadonlyMap<string, CertificateSurvey>;
}

export interface RenewResult {
  readonly plan: Plan;
  readonly changed: boolean;
  /** Until when certificates are valid now, by host and kubeadm's name for them; only those that were renewed. */
  readonly renewed: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The names to renew. Throws UsageError for names that kubeadm does not have; no host is touched. */
export function chooseCertificates(only: readonly string[] | undefined): ReadonlySet<string> | undefined {
  const names = RENEWABLE.map(({ name }) => name);
  const unknown = (only ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `kubeadm has no certificate ${unknown.join(', ')} to renew. There are ${names.join(', ')}`,
    );
  }
  return only === undefined ? undefined : new Set(only);
}

/**
 * Plan, confirm, renew, restart, and look whether the certificates are new. Throws RefusedError before the first
 * change, RunFailedError after.
 */
export async function certsRenewAction(
  given: Context,
  { holder, only, confirm }: RenewOptions,
): Promise<RenewResult> {
  // workers have no certificates of kubeadm's, so they are not asked
  const planes = given.cluster.hosts
    .filter(({ role, state }) => role === 'control-plane' && state === 'present')
    .map(({ name }) => name);
  const limit = new Set(planes.filter((name) => given.limit?.has(name) ?? true));
  if (limit.size === 0)
    throw new UsageError('--limit names no control plane, and only those have certificates of kubeadm’s');
  const context = { ...given, limit };
  const { looked, changed, result } = await runWorkflow<RenewSurvey, RenewResult['renewed']>({
    context,
    holder,
    survey: async (state) => {
      if (members(state).length === 0) throw noMembers(unreachableErrors(context, state));
      return { state, survey: await surveyCertificates(context.fleet, state, members(state)) };
    },
    phases: ({ survey }) => [renewCertificates({ survey, only, now: Date.now() })],
    confirm,
    verify: async ({ looked: { plan, state, survey }, failures }) => {
      const after = await surveyCertificates(context.fleet, state, members(state));
      const { renewed, stale } = compare(plan, survey, after, failures.hosts);
      const errors = [...unreachableErrors(context, state), ...failures.all, ...stale];
      return verdictOf(errors, NOT_RENEWED, renewed);
    },
    verifyIdle: async ({ state }) => verdictOf(unreachableErrors(context, state), NOT_RENEWED, {}),
    nothing: {},
    words: {},
  });
  return { plan: looked.plan, changed, renewed: result };
}

const NOT_RENEWED: FailedWords = {
  message: 'some certificates are not renewed',
  kept: ['what was renewed on the other control planes stays'],
  remedy: ['mend the causes above and run the same command again: renewing twice does no harm'],
};

function noMembers(away: readonly Failure[]): RunFailedError {
  return new RunFailedError(
    away.length > 0
      ? 'no certificates to renew: no control plane that answered is in a cluster'
      : 'no certificates to renew: these control planes are in no cluster',
    away,
    { kept: ['nothing was changed'], remedy: ['"kubestrap plan" shows where each host stands'] },
  );
}

function members(state: State) {
  return reached(state, controlPlanes(state))
    .filter(({ membership }) => hasJoined(membership))
    .map(({ host }) => host);
}

/** Every certificate that was to be renewed must be another one now, and every API server ready. */
function compare(
  { hosts }: Plan,
  before: ReadonlyMap<string, CertificateSurvey>,
  after: ReadonlyMap<string, CertificateSurvey>,
  failed: ReadonlySet<string>,
) {
  const stale: Failure[] = [];
  const renewed: Record<string, Record<string, string>> = {};
  for (const { name: host, changes } of hosts.filter(({ name }) => !failed.has(name))) {
    const wanted = changes.filter((change) => change.id.kind === 'certificate' && isMade(change));
    const find = (survey: typeof before, name: string) =>
      survey.get(host)?.found.find(({ row }) => row.name === name)?.certificate;
    for (const { name } of wanted.map(({ id }) => id)) {
      const [old, now] = [find(before, name), find(after, name)];
      if (now === undefined || old?.fingerprint256 === now.fingerprint256) {
        const message = `kubeadm left the certificate ${name} as it was`;
        stale.push(onHost(host, { code: 'not-renewed', message }));
      } else renewed[host] = { ...renewed[host], [name]: new Date(now.validTo).toISOString() };
    }
    if (wanted.length > 0 && after.get(host)?.ready !== true) {
      const message = 'the API server is not ready after the renewal';
      stale.push(onHost(host, { code: 'not-ready', message }));
    }
  }
  return { renewed, stale };
}

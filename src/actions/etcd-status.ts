import { askAt, type ExternalAnswer, parseExternal } from '../cluster/etcd/external.ts';
import { type Answered, type Measures, parseMeasures } from '../cluster/etcd/measures.ts';
import { reportOf } from '../cluster/etcd/report.ts';
import type { EtcdAnswer, EtcdReport } from '../cluster/etcd/report-types.ts';
import { etcd } from '../facts/etcd.ts';
import { parseAnswer, readQuotas } from '../facts/etcd-answers.ts';
import { NO_ETCD } from '../facts/etcd-types.ts';
import { rows } from '../facts/fact.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import { hostReach } from '../model/reach.ts';
import { etcdMeasures, etcdSays, externalEtcdSays } from '../shell/functions/etcd.ts';
import { section } from '../shell/functions/frames.ts';
import { lines, type Script } from '../shell/sh.ts';
import type { Context } from '../workflow/context.ts';
import { UsageError } from '../workflow/errors.ts';

/** Milliseconds that the questions may take on one host: each of etcdctl's ends after 5 s. */
const TIMEOUT = 60_000;

export interface EtcdStatusResult {
  readonly report: EtcdReport;
  /** Why control planes did not answer. */
  readonly unreachable: readonly Failure[];
}

/** Asks every control plane about etcd. Changes nothing. Throws UsageError where --limit leaves none. */
export async function etcdStatusAction({
  cluster,
  fleet,
  limit,
  progress,
}: Pick<Context, 'cluster' | 'fleet' | 'limit' | 'progress'>): Promise<EtcdStatusResult> {
  const all = cluster.hosts.filter(({ role, state }) => role === 'control-plane' && state === 'present');
  const planes = all.filter(({ name }) => limit?.has(name) ?? true);
  if (planes.length === 0) throw new UsageError('--limit names no control plane, and etcd is asked on those');
  const external = 'external' in cluster.etcd;
  progress({ type: 'phase-start', phase: 'etcd', title: 'Ask etcd', hosts: planes.map(({ name }) => name) });
  const results = await fleet.ask(planes, () => statusScript(cluster), TIMEOUT);
  const away = planes.filter(({ name }) => !results.has(name));
  progress({
    type: 'phase-end',
    phase: 'etcd',
    outcome: away.length > 0 ? 'failed' : 'done',
    ...(away.length > 0 ? { reason: `no answer from ${away.map(({ name }) => name).join(', ')}` } : {}),
  });
  const said = [...results].map(([host, { sections }]) => ({
    host,
    text: sections.get('etcd') ?? '',
    sections,
  }));
  return {
    report: reportOf({
      cluster: cluster.name,
      external,
      hosts: planes.map((host) => hostReach(host, results, fleet.unreachable)),
      inventory: all.map(({ name }) => name),
      answers: said.map(({ host, text, sections }) =>
        external ? externalAnswer(host, text) : localAnswer(host, text, sections.get('measures') ?? ''),
      ),
      withoutEtcdctl: said.flatMap(({ host, text }) => (rows(text).includes('no-etcdctl') ? [host] : [])),
      withoutFiles: said.flatMap(({ host, text }) =>
        rows(text).flatMap((row) =>
          row.startsWith('no-file ') ? [{ host, path: row.slice('no-file '.length) }] : [],
        ),
      ),
    }),
    unreachable: away.flatMap(({ name }) => fleet.unreachable.get(name) ?? []),
  };
}

function statusScript({ etcd }: Cluster): Script {
  if (!('external' in etcd)) return lines([section('etcd', etcdSays()), section('measures', etcdMeasures())]);
  const { external } = etcd;
  return lines([askAt(external, external.endpoints), section('etcd', externalEtcdSays())]);
}

/** What a host says of its own etcd; the rows are those of the fact. */
export function localAnswer(host: string, text: string, measures: string): EtcdAnswer {
  const facts = etcd.parse(text);
  const statuses = facts.status === null ? [] : [facts.status];
  return {
    host,
    etcd: facts,
    statuses,
    quotas: readQuotas(tagged(text, 'status')),
    measures: parseMeasures(measures),
  };
}

/** What a host says of an etcd elsewhere. */
export function externalAnswer(host: string, text: string): EtcdAnswer {
  const answer = parseExternal({ endpoints: [] }, text);
  const measures = parseMeasures(text);
  return {
    host,
    etcd: { ...NO_ETCD, members: answer.members, alarms: answer.alarms },
    statuses: answer.seats.map(({ status }) => status),
    quotas: new Map(allTagged(text, 'status').flatMap((status) => [...readQuotas(status)])),
    measures: { ...measures, health: byClientUrl(answer, measures) },
  };
}

/**
 * How each member answered, by the client URLs that it tells itself: the spec's endpoints may be other names for them. etcdctl
 * from 3.5 on calls members unhealthy while an alarm sounds, so whether one takes part is not asked of it.
 */
function byClientUrl({ seats, members }: ExternalAnswer, { health }: Measures): Measures['health'] {
  const own = seats.flatMap(({ endpoint, status, isHealthy }) => {
    const urls = (members ?? []).find(({ id }) => id === status.memberId)?.clientUrls ?? [];
    const tookMs = health.get(endpoint)?.tookMs ?? null;
    return urls.map((url): [string, Answered] => [url, { isHealthy, tookMs }]);
  });
  return new Map([...health, ...own]);
}

function tagged(text: string, tag: string): unknown {
  return allTagged(text, tag)[0] ?? null;
}

function allTagged(text: string, tag: string): unknown[] {
  return rows(text).flatMap((row) =>
    row.startsWith(`${tag} `) ? [parseAnswer(row.slice(tag.length + 1))] : [],
  );
}

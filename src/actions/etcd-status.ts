import { parseAnswer, readAlarms, readMembers, readQuotas, readStatuses } from '../etcd/answers.ts';
import { parseMeasures } from '../etcd/measures.ts';
import { type EtcdAnswer, type EtcdReport, reportOf } from '../etcd/report.ts';
import { NO_ETCD } from '../etcd/types.ts';
import { etcd } from '../facts/etcd.ts';
import { rows } from '../facts/fact.ts';
import { hostReach } from '../facts/reach.ts';
import { library } from '../program/library.ts';
import { lines, type Script, sh } from '../program/sh.ts';
import type { Context } from './context.ts';
import { UsageError } from './errors.ts';

/** Milliseconds that the questions may take on one host: each of etcdctl's ends after 5 s. */
const TIMEOUT = 60_000;

export interface EtcdStatusResult {
  readonly report: EtcdReport;
  /** Why control planes did not answer. */
  readonly unreachable: readonly unknown[];
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
  if (planes.length === 0) throw new UsageError('--limit names no control plane, and only those run etcd');
  const external = 'external' in cluster.etcd;
  progress({ type: 'phase-start', phase: 'etcd', title: 'Ask etcd', hosts: planes.map(({ name }) => name) });
  const results = await fleet.ask(planes, () => statusScript(external), TIMEOUT);
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
    }),
    unreachable: away.map(({ name }) => fleet.unreachable.get(name)),
  };
}

function statusScript(external: boolean): Script {
  const questions = external
    ? sh`section etcd external_etcd_says`
    : sh`section etcd etcd_says
section measures etcd_measures`;
  return lines([library(), questions]);
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
  const status = tagged(text, 'status');
  const members = readMembers(tagged(text, 'members'));
  return {
    host,
    etcd: { ...NO_ETCD, members, alarms: readAlarms(tagged(text, 'alarms')) },
    statuses: readStatuses(status),
    quotas: readQuotas(status),
    measures: parseMeasures(text),
  };
}

function tagged(text: string, tag: string): unknown {
  return parseAnswer(
    rows(text)
      .find((row) => row.startsWith(`${tag} `))
      ?.slice(tag.length + 1) ?? '',
  );
}

import { present, type State } from '../cluster/state.ts';
import type { Check } from '../doctor/check.ts';
import { type Diagnosis, diagnose, examine, tolerantFacts } from '../doctor/diagnose.ts';
import { CHECKS } from '../doctor/index.ts';
import { selectChecks } from '../doctor/select.ts';
import { gatherScript } from '../facts/gather.ts';
import { probeScripts } from '../facts/probes/index.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { RunResult } from '../model/transport.ts';
import { wantedFacts } from '../node/index.ts';
import { lines, type Script } from '../shell/sh.ts';
import type { Context } from '../workflow/context.ts';
import { UsageError } from '../workflow/errors.ts';

/** Milliseconds for facts and probes of one host; each probe has its own, far smaller bound. */
const TIMEOUT = 240_000;
/** Hosts that each host pings: all pairs would be too many, and a ring of neighbours meets every host. */
const PEERS = 3;

export interface Examined {
  readonly diagnosis: Diagnosis;
  /** Why hosts did not answer. */
  readonly unreachable: readonly Failure[];
}

/** The checks to run. Throws UsageError for names that are none; no host is touched. */
export function chooseChecks(only?: readonly string[], skip?: readonly string[]): readonly Check[] {
  const chosen = selectChecks(CHECKS, only, skip);
  if (typeof chosen === 'string') throw new UsageError(chosen);
  return chosen;
}

/** Facts and probes of the hosts, in one script each, and what the checks make of them. Changes nothing, takes no lock. */
export async function doctorAction(context: Context, checks: readonly Check[]): Promise<Examined> {
  const { cluster, fleet, limit, secrets, progress } = context;
  const all = cluster.hosts.filter(({ state }) => state === 'present');
  const targets = all.filter(({ name }) => limit?.has(name) ?? true);
  const isTarget = (host: Host) => targets.includes(host);
  // what the cluster says comes from any control plane, so those beyond --limit are asked for their facts
  const asked = all.filter((host) => isTarget(host) || host.role === 'control-plane');
  const disk = checks.some(({ name }) => name === 'etcd-disk');

  progress({
    type: 'phase-start',
    phase: 'facts',
    title: 'Examine the hosts',
    hosts: targets.map(({ name }) => name),
  });
  const answers = await fleet.ask(asked, (host) => script(cluster, host, isTarget(host), disk), TIMEOUT);
  const away = targets.filter(({ name }) => !answers.has(name)).map(({ name }) => name);
  progress({
    type: 'phase-end',
    phase: 'facts',
    outcome: away.length > 0 ? 'failed' : 'done',
    ...(away.length > 0 ? { reason: `no answer from ${away.join(', ')}` } : {}),
  });

  const { facts, unread } = readAll(answers);
  const state: State = {
    cluster,
    facts,
    unreachable: new Map(
      away.map((name) => [name, fleet.unreachable.get(name)?.message ?? 'it did not answer']),
    ),
    targets: new Set(targets.map(({ name }) => name)),
    expected: new Set(),
    prepared: new Set(),
    secrets,
  };
  const probed = new Map([...answers].filter(([name]) => state.targets.has(name)));
  const examination = examine(state, probed, unread, Date.now());
  return {
    diagnosis: diagnose(checks, examination, state.targets, remedies(away, fleet.unreachable)),
    unreachable: present(state).flatMap(({ name }) =>
      away.includes(name) ? (fleet.unreachable.get(name) ?? []) : [],
    ),
  };
}

function script(cluster: Cluster, host: Host, probe: boolean, disk: boolean): Script {
  const facts = gatherScript(wantedFacts(cluster, host));
  if (!probe) return facts;
  const measured = disk && host.role === 'control-plane' && 'local' in cluster.etcd;
  return lines([facts, ...probeScripts({ cluster, host, peers: peers(cluster, host) }, { disk: measured })]);
}

/** The next hosts of the inventory, around its end: IPv4 addresses, since ping's sizes are for those. */
export function peers({ hosts }: Pick<Cluster, 'hosts'>, host: Host): string[] {
  const ring = hosts.filter(({ state }) => state === 'present');
  const at = ring.findIndex(({ name }) => name === host.name);
  const next = [...ring.slice(at + 1), ...ring.slice(0, Math.max(0, at))].slice(0, PEERS);
  return next.flatMap(
    ({ internalAddresses }) => internalAddresses.find((address) => !address.includes(':')) ?? [],
  );
}

function readAll(answers: ReadonlyMap<string, RunResult>) {
  const read = [...answers].map(([name, result]) => ({ name, ...tolerantFacts(result) }));
  return {
    facts: new Map(read.map(({ name, facts }): [string, HostFacts] => [name, facts])),
    unread: new Map(read.map(({ name, unread }) => [name, unread])),
  };
}

/** What the failures themselves say is to be done. */
function remedies(
  away: readonly string[],
  errors: ReadonlyMap<string, Failure>,
): ReadonlyMap<string, string> {
  return new Map(
    away.flatMap((name): [string, string][] => {
      const remedy = errors.get(name)?.remedy?.[0];
      return remedy === undefined ? [] : [[name, remedy]];
    }),
  );
}

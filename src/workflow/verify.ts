import { hasJoined } from '../cluster/membership.ts';
import { memberSkew } from '../cluster/skew.ts';
import { type Leaving, leader, present, reached, type State } from '../cluster/state.ts';
import { type Failure, type Failures, onHost } from '../model/failure.ts';
import type { Change } from '../model/plan.ts';
import type { Phase } from '../phases/phase.ts';
import { isStep } from '../shell/emit.ts';
import { section } from '../shell/functions/frames.ts';
import { kube } from '../shell/functions/kube.ts';
import type { Context } from './context.ts';
import { observeAgain, unchanged } from './observe.ts';
import { waitCluster } from './wait-cluster.ts';

/** Seconds to wait for nodes to become Ready. */
const READY_SECONDS = 180;

/**
 * After the run: nothing may be left to change, clocks of members must agree, every member of etcd must take part,
 * those that were `leaving` must be out, and nodes must become Ready. What is not as it should be is added
 * to `failures`. Returns the nodes that are not Ready where no add-on of the spec brings a network.
 */
export async function verify(
  context: Context,
  state: State,
  failures: Failures,
  leaving: readonly Leaving[],
): Promise<ReadonlyMap<string, string>> {
  const { progress } = context;
  progress({ type: 'phase-start', phase: 'verify', title: 'Verify', hosts: [] });
  for (const [host, changes] of leftovers(context.phases, state)) {
    failures.add(notConverged(host, changes));
  }
  for (const [host, message] of memberSkew(state)) {
    failures.add(onHost(host, { code: 'clock-skew', phase: 'verify', message }));
  }
  await waitCluster(context, state, leaving, failures);
  const notReady = await waitReady(context, state, failures);
  progress({ type: 'phase-end', phase: 'verify', outcome: !failures.isEmpty ? 'failed' : 'done' });
  return notReady;
}

function leftovers(phases: readonly Phase[], state: State): Map<string, Change[]> {
  const work = phases.flatMap((phase) => phase.plan(state).rounds.flat());
  const left = work.map(({ host, steps }): [string, Change[]] => [
    host,
    steps.filter(isStep).map(({ change }) => change),
  ]);
  return new Map(left.filter(([, changes]) => changes.length > 0));
}

function notConverged(host: string, changes: readonly Change[]): Failure {
  const list = changes.map(
    ({ resource, before, after }) => `${resource}: is ${before ?? 'absent'}, should be ${after ?? 'absent'}`,
  );
  return onHost(host, {
    code: 'not-converged',
    phase: 'verify',
    message: `did not take what was changed: ${list.join('; ')}`,
    remedy: ['something on the host undoes it: find what, and run apply again'],
  });
}

/**
 * Waits for the nodes that are not Ready, a bounded time; at once when all are, or when the run is not about nodes
 * (`--only prepare`). Those that stay so are returned where no add-on of the spec brings a network, and added to
 * `failures` where one does.
 */
export async function waitReady(
  context: Context,
  state: State,
  failures: Failures,
): Promise<Map<string, string>> {
  if (!context.phases.some(({ name }) => name === 'nodes')) return new Map();
  const through = leader(state);
  const members = reached(state, present(state)).filter(({ membership }) => hasJoined(membership));
  const names = members.map(({ host }) => host.name);
  const isReady = (
    name: string,
    { live }: { live: { nodes: readonly { name: string; ready: boolean }[] } },
  ) => live.nodes.some((node) => node.name === name && node.ready);
  if (through === null || names.every((name) => isReady(name, through))) return new Map();
  const patient = state.cluster.addons.length > 0 ? READY_SECONDS : READY_SECONDS / 3;
  await context.fleet.run(
    through.host.name,
    section(
      'ready',
      kube(
        ...['--request-timeout=0', 'wait', '--for=condition=Ready', `--timeout=${patient}s`],
        ...names.map((name) => `node/${name}`),
      ),
    ),
    { signal: context.signal, timeoutMs: (patient + 60) * 1000 },
  );
  const now = leader(await observeAgain(context, { known: unchanged(context, state) }));
  const waiting = names.flatMap((name): [string, string][] => {
    const node = now?.live.nodes.find((one) => one.name === name);
    return node?.ready ? [] : [[name, node?.notReadyReason ?? 'the API server does not know it']];
  });
  if (state.cluster.addons.length === 0) return new Map(waiting);
  for (const [host, reason] of waiting) {
    const message = `is not Ready after ${patient} s: ${reason}`;
    failures.add(onHost(host, { code: 'not-ready', phase: 'verify', message }));
  }
  return new Map();
}

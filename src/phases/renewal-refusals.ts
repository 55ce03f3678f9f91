import { hasJoined } from '../cluster/membership.ts';
import { controlPlanes, leader, type Reached, reached, type State } from '../cluster/state.ts';
import type { Work } from './phase.ts';

/** Restarting an API server while another is away could leave none, and etcd without a quorum. */
export function refusals(
  state: State,
  work: readonly Work[],
  isReady: (one: Pick<Reached, 'host'>) => boolean,
): string[] {
  const stops = work.filter(({ steps }) => steps.some(({ change }) => change.disruption !== 'none'));
  const serving = stops.filter(({ host }) =>
    controlPlanes(state).some((one) => one.name === host && isReady({ host: one })),
  );
  if (serving.length === 0) return [];
  const nodes = new Set((leader(state)?.live.nodes ?? []).map(({ name }) => name));
  const mended = new Set(stops.map(({ host }) => host));
  const away = controlPlanes(state).filter(
    (host) =>
      !mended.has(host.name) &&
      !isReady({ host }) &&
      (nodes.has(host.name) || reached(state, [host]).some(({ membership }) => hasJoined(membership))),
  );
  return away.map(({ name }) => {
    const why = state.unreachable.has(name) ? 'cannot be reached' : 'has an API server that is not ready';
    return `${name} ${why}: a restart on ${serving.map(({ host }) => host).join(', ')} would leave the cluster without two API servers and two members of etcd. Mend ${name} or take it out of the cluster; if its certificates have expired, leave it in: it is renewed first`;
  });
}

import { hasJoined } from '../cluster/membership.ts';
import { controlPlanes, leader, reached, type State } from '../cluster/state.ts';
import { certificatesDirectory } from '../knowledge/directories.ts';
import type { CaHost, RunOn } from '../pki/cluster-authority.ts';
import type { IngressView } from '../pki/ingress-secrets.ts';
import type { Context } from './context.ts';

/** Control planes of the cluster that answered, the one through which it is changed first. */
function members(state: State) {
  const first = leader(state)?.host.name;
  if (first === undefined) return [];
  return reached(state, controlPlanes(state))
    .filter(({ membership }) => hasJoined(membership))
    .map(({ host: { name }, facts: { ingress } }) => ({ name, ingress }))
    .toSorted((left, right) => Number(right.name === first) - Number(left.name === first));
}

/** What planning reads about ingress certificates; undefined where the spec has none. */
export async function ingressView(context: Context, state: State): Promise<IngressView | undefined> {
  const { cluster, ingress } = context;
  if (cluster.ingress.certificates.length === 0) return undefined;
  // what reads certificates is loaded where there are some
  const { viewIngress } = await import('../pki/view.ts');
  return viewIngress({
    ...ingress,
    cluster,
    hosts: members(state),
    certificatesDir: certificatesDirectory(state.cluster),
    run: runner(context),
    now: new Date(),
  });
}

/** What `certs ingress -d` needs to have the cluster's CA sign: hosts that have it, and a way to run there. */
export function caHosts(context: Context, state: State) {
  const hosts = members(state).map(
    ({ name, ingress }): CaHost => ({
      name,
      certificate: ingress.clusterCa,
      hasKey: ingress.hasClusterKey,
      hasOpenssl: ingress.hasOpenssl,
    }),
  );
  return { hosts, certificatesDir: certificatesDirectory(state.cluster), run: runner(context) };
}

function runner({ fleet, signal }: Context): RunOn {
  return (host, script, timeoutMs) => fleet.run(host, script, { signal, timeoutMs });
}

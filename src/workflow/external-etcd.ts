import {
  askAt,
  chooseThrough,
  type ExternalAnswer,
  type ExternalView,
  parseExternal,
} from '../cluster/etcd/external.ts';
import { controlPlanes, type State } from '../cluster/state.ts';
import type { ExternalEtcd, Host } from '../model/cluster.ts';
import { externalEtcdSays } from '../shell/functions/etcd.ts';
import { section } from '../shell/functions/frames.ts';
import { lines } from '../shell/sh.ts';
import type { Context } from './context.ts';

/** Milliseconds that the questions may take on one host: each of etcdctl's ends after 5 s. */
const TIMEOUT = 60_000;

/** What these control planes say of an external etcd; those that do not answer are in the fleet's `unreachable`. */
async function askExternal(
  { fleet }: Pick<Context, 'fleet'>,
  external: ExternalEtcd,
  hosts: readonly Host[],
): Promise<ReadonlyMap<string, ExternalAnswer>> {
  const script = lines([askAt(external, external.endpoints), section('etcd', externalEtcdSays())]);
  const results = await fleet.ask(hosts, () => script, TIMEOUT);
  return new Map(
    [...results].map(([host, { sections }]) => [host, parseExternal(external, sections.get('etcd') ?? '')]),
  );
}

/** An external etcd through that of the run's control planes that can ask it best. Changes nothing. */
export async function viewExternal(
  context: Pick<Context, 'fleet'>,
  external: ExternalEtcd,
  state: State,
  options: { readonly forSnapshot: boolean },
): Promise<ExternalView> {
  const hosts = controlPlanes(state).filter(
    ({ name }) => state.facts.has(name) && state.targets.has(name) && !context.fleet.unreachable.has(name),
  );
  return chooseThrough(await askExternal(context, external, hosts), options);
}

import { present, type State } from '../cluster/state.ts';
import type { RunSecrets } from '../cluster/token.ts';
import { bareFacts } from '../facts/gather.ts';
import type { Cluster } from '../model/cluster.ts';
import { APPLY_PHASES } from '../phases/index.ts';
import { Secret } from '../secrets/secret.ts';
import { emit, isStep, type Step } from '../shell/emit.ts';
import { nameSecrets } from '../shell/sh.ts';
import { planPhases } from '../workflow/assemble.ts';

export interface RenderedHost {
  readonly host: string;
  /** By absolute path on the host. */
  readonly files: ReadonlyMap<string, string>;
  /** The program that would run on a bare host; secrets are environment variables in it. Written anew each time it is read. */
  readonly program: string;
}

/** Stand-ins: rendering must not hold secrets, nor differ from one run to the next. */
const NAMED: RunSecrets = {
  tokenId: new Secret('bootstrap-token-id', ''),
  tokenSecret: new Secret('bootstrap-token-secret', ''),
  token: new Secret('bootstrap-token', ''),
  certificateKey: new Secret('certificate-key', ''),
};

/** Every file of every host, and the program that would make a bare host a member. Pure and deterministic. */
export function renderAction(cluster: Cluster): RenderedHost[] {
  const hosts = cluster.hosts.filter(({ state }) => state === 'present');
  // nothing changes facts, and all bare hosts are alike
  const bare = bareFacts();
  const state: State = {
    cluster,
    facts: new Map(hosts.map(({ name }) => [name, bare])),
    unreachable: new Map(),
    targets: new Set(hosts.map(({ name }) => name)),
    expected: new Set(),
    prepared: new Set(),
    secrets: NAMED,
  };
  const work = planPhases(APPLY_PHASES, state).flatMap(({ plan }) => plan.rounds.flat());
  const stepsOf = new Map(hosts.map(({ name }): [string, Step[]] => [name, []]));
  for (const { host, steps } of work) stepsOf.get(host)?.push(...steps.filter(isStep));
  return present(state).map(({ name, role }) => {
    const steps = stepsOf.get(name) ?? [];
    const files = steps.flatMap((step) =>
      (step.files ?? []).map(({ path, content }): [string, string] => [path, content]),
    );
    const title = `The program that makes ${name} (${role}) part of the cluster ${cluster.name}, on a bare host`;
    return {
      host: name,
      files: new Map(files.toSorted(([a], [b]) => (a < b ? -1 : 1))),
      // of thousands of hosts, the programs are not all held at a time
      get program() {
        return `${emit(title, steps).write(nameSecrets)}\n`;
      },
    };
  });
}

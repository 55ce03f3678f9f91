import type { IngressCa, IngressCertificate } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import { type AuthorityOutcome, readAuthority } from './authority.ts';
import { findGeneratedCa } from './generated.ts';
import type { IngressOptions, SignedBy } from './ingress-options.ts';
import { problem } from './problems.ts';

/** The CAs of a run, each read once. */
export interface Authorities {
  readonly problems: readonly Problem[];
  /** Who signs for this setting; undefined where that has a problem. */
  of(ca: IngressCa): SignedBy | undefined;
}

export interface Selected {
  readonly desired: IngressCertificate;
  readonly path: string;
}

/** Reads every CA that the certificates need. */
export async function findAuthorities(
  selected: readonly Selected[],
  options: Omit<IngressOptions, 'directory'>,
): Promise<Authorities> {
  const needed = new Map(
    selected.map(({ desired: { ca }, path }) => [keyOf(ca), { ca, path: `${path}.ca` }]),
  );
  const outcomes = new Map(
    await Promise.all(
      [...needed].map(async ([key, { ca, path }]) => [key, await find(ca, path, options)] as const),
    ),
  );
  return {
    problems: [...outcomes.values()].flatMap((outcome) =>
      typeof outcome === 'object' && 'problems' in outcome ? outcome.problems : [],
    ),
    of: (ca) => {
      const outcome = outcomes.get(keyOf(ca));
      if (typeof outcome !== 'object') return outcome;
      return 'authority' in outcome ? outcome.authority : undefined;
    },
  };
}

function keyOf(ca: IngressCa): string {
  return ca.mode === 'files' ? JSON.stringify([ca.certFile, ca.keyFile, ca.passphrase]) : ca.mode;
}

async function find(
  ca: IngressCa,
  path: string,
  { cluster, now, env, clusterAuthority, generatedAuthority }: Omit<IngressOptions, 'directory'>,
): Promise<AuthorityOutcome | 'new' | 'self'> {
  const environment = env === undefined ? {} : { env };
  if (ca.mode === 'selfSigned') return 'self';
  if (ca.mode === 'generated') {
    return generatedAuthority === undefined
      ? findGeneratedCa(cluster, { now, ...environment })
      : generatedAuthority();
  }
  if (ca.mode === 'files') {
    return readAuthority(ca, { directory: cluster.directory, now, path, ...environment });
  }
  return clusterAuthority === undefined ? { problems: [noClusterCa(path)] } : clusterAuthority();
}

function noClusterCa(path: string): Problem {
  const message =
    'the CA of the cluster signs on a control plane, and none was asked: its key is there, and stays there';
  const hint = 'choose another mode, or name the other certificates with --only';
  return problem('', `${path}.mode`, { message, hint });
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster, GeneratedCa } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import { resolveSecret } from '../secrets/resolve.ts';
import type { Secret } from '../secrets/secret.ts';
import { networkText } from '../values/ip.ts';
import type { Constraints } from '../values/name-constraints.ts';
import { algorithmOf } from './algorithms.ts';
import { type AuthorityOutcome, readAuthority } from './authority.ts';
import type { ParsedCertificate } from './certificate.ts';
import { problem } from './problems.ts';

const SPEC_PATH = 'spec.ingress.generatedCA';

export interface GeneratedOptions {
  readonly now: Date;
  readonly env?: NodeJS.ProcessEnv;
}

/** Where the generated CA of a cluster lives: beside its spec. */
export function generatedCaFiles({ directory, name }: Cluster) {
  const state = join(directory, '.kubestrap', name);
  const home = join(state, 'ingress-ca');
  return { state, home, certFile: join(home, 'ca.crt'), keyFile: join(home, 'ca.key') };
}

/** The CA that was generated before, `new` where there is none yet, or what is wrong. It is never replaced. */
export async function findGeneratedCa(
  cluster: Cluster,
  { now, env }: GeneratedOptions,
): Promise<AuthorityOutcome | 'new'> {
  const { home, certFile, keyFile } = generatedCaFiles(cluster);
  const [certificate, key] = await Promise.all([isThere(certFile), isThere(keyFile)]);
  if (!certificate && !key) return passphraseProblem(cluster, env);
  if (!certificate || !key) {
    const [there, missing] = certificate ? [certFile, keyFile] : [keyFile, certFile];
    const hint = `bring back ${missing} from a backup; only where no client trusts this CA yet, remove ${home} to have a new one made`;
    return {
      problems: [problem(there, SPEC_PATH, { message: `the CA is not whole: ${missing} is missing`, hint })],
    };
  }
  const { generatedCa } = cluster.ingress;
  const { passphrase } = generatedCa;
  const outcome = await readAuthority(
    { certFile, keyFile, ...(passphrase === undefined ? {} : { passphrase }) },
    { directory: cluster.directory, now, path: SPEC_PATH, ...(env === undefined ? {} : { env }) },
  );
  if ('problems' in outcome) return outcome;
  const differences = differencesOf(outcome.authority.chain[0], generatedCa);
  if (differences.length === 0) return outcome;
  const hint = `a CA is never replaced by itself: put the spec back, or move ${home} away to have a new one made, which every client must then be told to trust`;
  const problems: readonly Problem[] = differences.map((message) =>
    problem(certFile, SPEC_PATH, { message, hint }),
  );
  return { problems };
}

/** Of a CA that is still to be made: its passphrase must be there before anything is written. */
export async function passphraseProblem(
  cluster: Cluster,
  env: NodeJS.ProcessEnv | undefined,
): Promise<AuthorityOutcome | 'new'> {
  try {
    await passphraseOf(cluster, env);
    return 'new';
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const hint = 'the key of the CA is to be encrypted with it';
    return { problems: [problem('', `${SPEC_PATH}.passphrase`, { message, hint })] };
  }
}

/** What the CA's key is encrypted with. Throws SecretError. */
export async function passphraseOf(
  { directory, ingress }: Cluster,
  env: NodeJS.ProcessEnv | undefined,
): Promise<Secret | undefined> {
  const { passphrase } = ingress.generatedCa;
  if (passphrase === undefined) return undefined;
  return resolveSecret(passphrase, 'ca-passphrase', { directory, ...(env === undefined ? {} : { env }) });
}

/** What a CA has otherwise than the spec asks for. */
export function differencesOf(ca: ParsedCertificate, wanted: GeneratedCa): readonly string[] {
  const compare = (what: string, there: string, spec: string): string[] =>
    there === spec ? [] : [`the CA that is there has ${what} ${there}, the spec ${spec}`];
  return [
    ...compare('the name', ca.commonName ?? 'none', wanted.commonName),
    ...compare('a key of kind', algorithmOf(ca.publicKey), wanted.keyAlgorithm),
    ...compare(
      'the name constraints',
      constraintsText(ca.constraints),
      constraintsText(constraintsOf(wanted)),
    ),
  ];
}

function constraintsText({ permitted, excluded }: Constraints): string {
  const texts = [...permitted.map(({ value }) => value), ...excluded.map(({ value }) => `not ${value}`)];
  return texts.length === 0 ? '(none)' : texts.toSorted().join(' ');
}

export function constraintsOf({ permittedDomains, permittedNetworks }: GeneratedCa): Constraints {
  return {
    permitted: [
      ...permittedDomains.map((value) => ({ kind: 'dns', value }) as const),
      ...permittedNetworks.map((value) => ({ kind: 'ip', value: networkName(value) }) as const),
    ],
    excluded: [],
  };
}

/** A network as a certificate gives it back: its address as RFC 5952 writes it. */
function networkName(cidr: string): string {
  return networkText(cidr) ?? cidr;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    // what may not be looked at is there for all we know: a CA must not be made in its place
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

import type { Cluster } from '../model/cluster.ts';
import { Secret } from '../secrets/secret.ts';
import { dump } from '../secrets/yaml.ts';
import { type Authority, type AuthorityOutcome, readText } from './authority.ts';
import { caFindings, keyFindings, stamp } from './ca.ts';
import { type ParsedCertificate, parseCertificates } from './certificate.ts';
import {
  differencesOf,
  findGeneratedCa,
  generatedCaFiles,
  passphraseOf,
  passphraseProblem,
} from './generated.ts';
import { INGRESS_CA, MANAGED_BY } from './ingress-secrets.ts';
import { readPrivateKey } from './keys.ts';
import { landDirectory } from './landing.ts';
import { createGeneratedCa, ensureIgnored } from './make-ca.ts';
import { CertificateError, problem } from './problems.ts';
import { deferredSigner, localSigner } from './signer.ts';

const SPEC_PATH = 'spec.ingress.generatedCA';
const SECRET = `${INGRESS_CA.namespace}/${INGRESS_CA.name}`;

export interface SharedOptions {
  readonly now: Date;
  readonly env?: NodeJS.ProcessEnv;
  /** `ca.crt` of the Secret in the cluster: null without the Secret. */
  readonly inCluster: string | null;
  /** The CA's key as the Secret holds it. */
  readonly fetchKey: () => Promise<Secret>;
}

/** The generated CA, which lies beside the spec and in the cluster. */
export interface SharedCa {
  readonly found: AuthorityOutcome | 'new';
  /** The CA that signs: made, or brought here, where that is still to be done; once. */
  readonly ready: () => Promise<Authority>;
  /** The Secret for the cluster; null where it has the CA. */
  readonly manifest: (() => Promise<Secret>) | null;
  /** Brings it here; null where it is here, or nowhere. */
  readonly bring: (() => Promise<Authority>) | null;
}

/**
 * Where the CA is: here, in the cluster, in both places (then it must be the same one), or nowhere yet. Only its
 * certificate is compared; the key comes from the cluster when it is to sign, and not before.
 */
export async function findSharedCa(cluster: Cluster, options: SharedOptions): Promise<SharedCa> {
  const { inCluster } = options;
  const local = await findGeneratedCa(cluster, options);
  if (inCluster === null) {
    const ready = once(() => usable(local) ?? createGeneratedCa(cluster, options));
    const manifest = async () => {
      await ready();
      return manifestOf(cluster);
    };
    return { found: local, ready, manifest, bring: null };
  }
  const there = readOne(inCluster);
  if (typeof local === 'object' && 'problems' in local) return refused(local);
  if (there === undefined) {
    const message = `the Secret ${SECRET} holds no CA that can be read`;
    const hint =
      'put it back from a backup; where the CA beside the spec is the right one, delete the Secret';
    return refused({ problems: [problem('', SPEC_PATH, { message, hint })] });
  }
  if (local !== 'new') {
    const [here] = local.authority.chain;
    if (Buffer.compare(here.der, there.der) !== 0) return refused(twoCas(cluster, here, there));
    return { found: local, ready: async () => local.authority, manifest: null, bring: null };
  }
  const outcome = await remote(cluster, there, options);
  if ('problems' in outcome) return refused(outcome);
  return { found: outcome, ready: async () => outcome.authority, manifest: null, bring: outcome.bring };
}

type Refusal = Extract<AuthorityOutcome, { readonly problems: unknown }>;

function refused(found: Refusal): SharedCa {
  const ready = async () => {
    throw new CertificateError(found.problems);
  };
  return { found, ready, manifest: null, bring: null };
}

function twoCas(cluster: Cluster, here: ParsedCertificate, there: ParsedCertificate) {
  const { certFile, home } = generatedCaFiles(cluster);
  const message = `there are two generated CAs: ${said(here)} beside the spec (${certFile}), and ${said(there)} in the cluster (Secret ${SECRET})`;
  const hint = `keep the one that clients trust: move ${home} away to go on with that of the cluster, or delete the Secret to go on with that beside the spec`;
  return { problems: [problem(certFile, SPEC_PATH, { message, hint })] };
}

function said({ title, x509, notBefore }: ParsedCertificate): string {
  return `"${title}" of ${stamp(notBefore)}, SHA-256 ${x509.fingerprint256.replaceAll(':', '').slice(0, 16).toLowerCase()}…,`;
}

/** A CA that is in the cluster alone: its key is fetched, and both are kept beside the spec, when it is to sign. */
async function remote(
  cluster: Cluster,
  ca: ParsedCertificate,
  options: SharedOptions,
): Promise<Refusal | { readonly authority: Authority; readonly bring: () => Promise<Authority> }> {
  const findings = caFindings([ca], options.now);
  const differences = differencesOf(ca, cluster.ingress.generatedCa).map((message) => ({
    message,
    hint: `the CA of the cluster (Secret ${SECRET}) is never replaced by itself: put the spec back`,
  }));
  const passphrase = await passphraseProblem(cluster, options.env);
  const problems = [
    ...[...findings, ...differences].map((found) => problem('', SPEC_PATH, found)),
    ...(passphrase !== 'new' && 'problems' in passphrase ? passphrase.problems : []),
  ];
  if (problems.length > 0) return { problems };
  const bring = once(() => bringHere(cluster, ca, options));
  const signer = deferredSigner(ca, async () => (await bring()).signer);
  return { authority: { chain: [ca] as const, signer }, bring };
}

async function bringHere(
  cluster: Cluster,
  ca: ParsedCertificate,
  { env, fetchKey }: SharedOptions,
): Promise<Authority> {
  const pem = await fetchKey();
  const outcome = readPrivateKey(pem, await passphraseOf(cluster, env));
  const wrong = 'key' in outcome ? keyFindings(ca, outcome.key) : [outcome];
  if (!('key' in outcome) || wrong.length > 0) {
    throw new CertificateError(
      wrong.map(({ message, hint }) =>
        problem('', SPEC_PATH, { message: `the Secret ${SECRET}: ${message}`, hint }),
      ),
    );
  }
  const { state, home, certFile, keyFile } = generatedCaFiles(cluster);
  await ensureIgnored(state);
  await landDirectory(home, [
    { path: keyFile, content: pem, mode: 0o600 },
    { path: certFile, content: ca.pem, mode: 0o644 },
  ]);
  return { chain: [ca], signer: localSigner(ca, ca.publicKey, outcome.key) };
}

/** The Secret as the files are: a key that is encrypted here is encrypted there. */
async function manifestOf(cluster: Cluster): Promise<Secret> {
  const { certFile, keyFile } = generatedCaFiles(cluster);
  const [certificate, key] = await Promise.all([readText(certFile), readText(keyFile)]);
  if (certificate === undefined || key === undefined) throw new TypeError(`the CA in ${certFile} has gone`);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const manifest = dump({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { ...INGRESS_CA, labels: { [MANAGED_BY.label]: MANAGED_BY.value } },
    type: 'Opaque',
    data: { 'ca.crt': base64(certificate), 'ca.key': base64(key) },
  });
  return new Secret('secret-ingress-ca', manifest);
}

function usable(found: AuthorityOutcome | 'new'): Promise<Authority> | undefined {
  if (found === 'new') return undefined;
  return 'authority' in found
    ? Promise.resolve(found.authority)
    : Promise.reject(new CertificateError(found.problems));
}

function readOne(pem: string): ParsedCertificate | undefined {
  try {
    return parseCertificates(pem)[0];
  } catch {
    return undefined;
  }
}

/** What is made at its first use, and not a second time. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

import { verify } from 'node:crypto';
import type { RunResult } from '../model/transport.ts';
import { section } from '../shell/functions/frames.ts';
import { signDigest } from '../shell/functions/secrets.ts';
import type { Script } from '../shell/sh.ts';
import type { AuthorityOutcome } from './authority.ts';
import { caFindings } from './ca.ts';
import { type ParsedCertificate, parseCertificates } from './certificate.ts';
import { problem } from './problems.ts';
import { externalSigner } from './signer.ts';

/** A control plane, and what it has of the cluster's CA. */
export interface CaHost {
  readonly name: string;
  /** PEM; null without one. */
  readonly certificate: string | null;
  readonly hasKey: boolean;
  readonly hasOpenssl: boolean;
}

/** Runs a script on a host that is connected. */
export type RunOn = (host: string, script: Script, timeoutMs: number) => Promise<RunResult>;

export interface ClusterCaOptions {
  /** Where kubeadm keeps the CA on control planes. */
  readonly certificatesDir: string;
  readonly run: RunOn;
  readonly now: Date;
}

const SPEC_PATH = 'spec.ingress.certificates';
const SIGN_TIMEOUT = 60_000;

/** No control plane would sign. */
export class RemoteSigningError extends Error {
  override readonly name = 'RemoteSigningError';
  readonly code = 'certificates';
  readonly remedy = 'install openssl on a control plane that has the key, or choose another `ca.mode`';
}

/**
 * The cluster's CA. Its key stays on the control planes: openssl signs there, on the first that can. All that is
 * wrong with it is in the outcome.
 */
export function clusterAuthority(hosts: readonly CaHost[], options: ClusterCaOptions): AuthorityOutcome {
  const { certificatesDir, now } = options;
  const failed = (message: string, hint: string): AuthorityOutcome => ({
    problems: [problem('', SPEC_PATH, { message, hint })],
  });
  const read = hosts.flatMap((host) => {
    const chain = chainOf(host.certificate);
    return chain === undefined ? [] : [{ ...host, chain }];
  });
  const [first] = read;
  if (first === undefined) {
    const asked = hosts.length === 0 ? 'no control plane' : `none of ${named(hosts)}`;
    return failed(
      `the CA of the cluster cannot be read: ${asked} has ${certificatesDir}/ca.crt`,
      'this mode needs a cluster that is there: run `kubestrap apply` first',
    );
  }
  const [ca] = first.chain;
  const same = read.filter(({ chain }) => Buffer.compare(chain[0].der, ca.der) === 0);
  const keepers = same.filter(({ hasKey }) => hasKey);
  if (keepers.length === 0) {
    return failed(
      `the CA of the cluster is an external one: ${certificatesDir}/ca.key is on none of ${named(same)}`,
      'its key is with whoever runs that CA: use `mode: files` where you have it, or another mode',
    );
  }
  if (!keepers.some(({ hasOpenssl }) => hasOpenssl)) {
    return failed(
      `openssl, which signs with the CA of the cluster, is not installed on ${named(keepers)}`,
      'install the package openssl on one of them, or choose another mode',
    );
  }
  const findings = caFindings(first.chain, now);
  if (findings.length > 0) return { problems: findings.map((found) => problem('', SPEC_PATH, found)) };
  if (ca.publicKey.asymmetricKeyType === 'ed25519') {
    return failed(
      `${ca.title} has an Ed25519 key, with which \`openssl dgst\` cannot sign`,
      'choose another mode',
    );
  }
  // one without openssl is asked as well, after the others: it may have been installed since
  const order = keepers.toSorted((left, right) => Number(right.hasOpenssl) - Number(left.hasOpenssl));
  const signer = externalSigner(ca, (tbs, digest) => signOn(order, ca, tbs, digest, options));
  return { authority: { chain: first.chain, signer } };
}

async function signOn(
  hosts: readonly CaHost[],
  ca: ParsedCertificate,
  tbs: Uint8Array,
  digest: string,
  { certificatesDir, run }: ClusterCaOptions,
): Promise<Uint8Array> {
  const reasons: string[] = [];
  const script = section(
    'signature',
    signDigest(digest, `${certificatesDir}/ca.key`, Buffer.from(tbs).toString('base64')),
  );
  for (const { name } of hosts) {
    const said = await answer(() => run(name, script, SIGN_TIMEOUT));
    const signature = Buffer.from(/^signature (\S+)$/.exec(said)?.[1] ?? '', 'base64');
    if (signature.length > 0 && verify(digest, tbs, ca.publicKey, signature))
      return new Uint8Array(signature);
    reasons.push(
      `${name}: ${signature.length > 0 ? `the key there is not that of ${ca.title}` : said.replace(/^error /, '')}`,
    );
  }
  throw new RemoteSigningError(`no control plane signs with the CA of the cluster: ${reasons.join('; ')}`);
}

/** What the host says, or why it does not. */
async function answer(ask: () => Promise<RunResult>): Promise<string> {
  try {
    return (await ask()).sections.get('signature')?.trim() || 'it gave no answer';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function chainOf(pem: string | null): readonly [ParsedCertificate, ...ParsedCertificate[]] | undefined {
  try {
    const [ca, ...above] = parseCertificates(pem ?? '');
    return ca === undefined ? undefined : [ca, ...above];
  } catch {
    return undefined;
  }
}

function named(hosts: readonly { readonly name: string }[]): string {
  return hosts.map(({ name }) => name).join(', ');
}

import { readFile, stat } from 'node:fs/promises';
import type { Problem } from '../model/problem.ts';
import type { SecretReference } from '../secrets/reference.ts';
import { resolveSecret } from '../secrets/resolve.ts';
import { Secret } from '../secrets/secret.ts';
import { caFindings, keyFindings } from './ca.ts';
import { type ParsedCertificate, parseCertificates } from './certificate.ts';
import { readPrivateKey } from './keys.ts';
import { problem } from './problems.ts';
import { localSigner, type Signer } from './signer.ts';

/** A CA that can sign now. */
export interface Authority {
  /** The CA, then what is above it. */
  readonly chain: readonly [ParsedCertificate, ...ParsedCertificate[]];
  readonly signer: Signer;
}

export type AuthorityOutcome = { readonly authority: Authority } | { readonly problems: readonly Problem[] };

export interface CaFiles {
  readonly certFile: string;
  readonly keyFile: string;
  readonly passphrase?: SecretReference;
}

export interface ReadOptions {
  /** What commands of secret references run in. */
  readonly directory: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly now: Date;
  /** Where the spec says it. */
  readonly path: string;
}

/** Reads and checks a CA's certificate and key. All that is wrong with them is in the outcome. */
export async function readAuthority(files: CaFiles, options: ReadOptions): Promise<AuthorityOutcome> {
  const { certFile, keyFile } = files;
  const { path, now } = options;
  const [chain, key] = await Promise.all([readChain(certFile, path), readKey(files, options)]);
  const problems = [
    ...('problem' in chain
      ? [chain.problem]
      : caFindings(chain, now).map((found) => problem(certFile, path, found))),
    ...('problem' in key ? [key.problem] : []),
  ];
  if ('problem' in chain || 'problem' in key) return { problems };
  const [ca, ...above] = chain;
  if (ca === undefined) return { problems };
  const mismatch = keyFindings(ca, key.key).map((found) => problem(keyFile, path, found));
  if (problems.length + mismatch.length > 0) return { problems: [...problems, ...mismatch] };
  return { authority: { chain: [ca, ...above], signer: localSigner(ca, ca.publicKey, key.key) } };
}

async function readChain(file: string, path: string) {
  const text = await readText(file);
  if (text === undefined) return { problem: problem(file, path, UNREADABLE) };
  try {
    return parseCertificates(text);
  } catch {
    const hint = 'it must be PEM, as openssl writes it';
    return { problem: problem(file, path, { message: 'a certificate in it is damaged', hint }) };
  }
}

async function readKey({ keyFile, passphrase }: CaFiles, { directory, env, path }: ReadOptions) {
  const text = await readText(keyFile);
  if (text === undefined) return { problem: problem(keyFile, path, UNREADABLE) };
  try {
    const secret =
      passphrase &&
      (await resolveSecret(passphrase, 'ca-passphrase', {
        directory,
        ...(env === undefined ? {} : { env }),
      }));
    const outcome = readPrivateKey(new Secret('ca-key', text), secret);
    return 'key' in outcome ? outcome : { problem: problem(keyFile, path, outcome) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      problem: problem(keyFile, `${path}.passphrase`, { message, hint: 'see the reference in the spec' }),
    };
  }
}

const UNREADABLE = { message: 'the file cannot be read', hint: 'check its path and its permissions' };

/** Larger than any certificate bundle; a larger file is the wrong one. */
const LIMIT = 1024 * 1024;

/** The text of a file; undefined when it cannot be read or is too large. */
export async function readText(file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    return size > LIMIT ? undefined : await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

import { join } from 'node:path';
import { makeDirectory } from '../local/make-directory.ts';
import type { Cluster } from '../model/cluster.ts';
import { period } from '../values/validity.ts';
import { generateKeys } from './algorithms.ts';
import { type Authority, readText } from './authority.ts';
import { issueCertificate, randomSerial } from './build.ts';
import { constraintsOf, type GeneratedOptions, generatedCaFiles, passphraseOf } from './generated.ts';
import { privateKeyPem } from './keys.ts';
import { landDirectory, stageFiles } from './landing.ts';
import { localSigner } from './signer.ts';

/** Makes the CA and puts it in its place. Throws where another run has done so meanwhile. */
export async function createGeneratedCa(
  cluster: Cluster,
  { now, env }: GeneratedOptions,
): Promise<Authority> {
  const { generatedCa } = cluster.ingress;
  const { home, state, certFile, keyFile } = generatedCaFiles(cluster);
  const { publicKey, privateKey } = generateKeys(generatedCa.keyAlgorithm);
  const certificate = await issueCertificate(
    {
      commonName: generatedCa.commonName,
      publicKey,
      ...period(now, generatedCa.validityMs),
      serial: randomSerial(),
      profile: { kind: 'ca', constraints: constraintsOf(generatedCa) },
    },
    localSigner(undefined, publicKey, privateKey),
  );
  const passphrase = await passphraseOf(cluster, env);
  await ensureIgnored(state);
  await landDirectory(home, [
    { path: keyFile, content: privateKeyPem(privateKey, 'ca-key', passphrase), mode: 0o600 },
    { path: certFile, content: certificate.pem, mode: 0o644 },
  ]);
  return { chain: [certificate], signer: localSigner(certificate, publicKey, privateKey) };
}

/** The directory of a cluster's state, with a .gitignore: keys must not be committed with the spec. */
export async function ensureIgnored(state: string): Promise<void> {
  makeDirectory(state, 0o700);
  const path = join(state, '.gitignore');
  if ((await readText(path)) !== undefined) return;
  await (await stageFiles([{ path, content: '*\n', mode: 0o644 }])).commit();
}

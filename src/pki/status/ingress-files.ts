import { resolve } from 'node:path';
import type { Cluster } from '../../model/cluster.ts';
import { readText } from '../authority.ts';
import { generatedCaFiles } from '../generated.ts';
import { pathsOf } from '../output.ts';
import { readPem } from './host-files.ts';
import type { IngressFound } from './ingress-rows.ts';
import type { Signer } from './row.ts';

/** Who is to have signed certificates, by the mode of their CA, as far as that can be read. */
export interface IngressSigners {
  readonly generated?: Signer;
  readonly cluster?: Signer;
  readonly selfSigned: 'itself';
}

export interface IngressFiles {
  readonly found: ReadonlyMap<string, readonly IngressFound[]>;
  readonly signers: IngressSigners;
  /** CAs of mode `files`, by the certificate's name. */
  readonly files: ReadonlyMap<string, Signer>;
}

/**
 * What lies on this machine: the files of `certs ingress -d`, where a directory is given, and the certificates of the
 * CAs that sign them. Keys are not read. Throws what the file system says of a file that is there.
 */
export async function readIngressFiles(
  cluster: Cluster,
  directory: string | undefined,
): Promise<IngressFiles> {
  const { certificates } = cluster.ingress;
  const found = new Map<string, readonly IngressFound[]>();
  const files = new Map<string, Signer>();
  for (const { name, ca } of certificates) {
    if (directory !== undefined) {
      const path = pathsOf(name, resolve(directory)).certificate;
      const text = await readText(path);
      found.set(name, [{ place: 'file', path, found: text === undefined ? null : readPem(text) }]);
    }
    const signer = ca.mode === 'files' ? await signerOf(ca.certFile) : undefined;
    if (signer !== undefined) files.set(name, signer);
  }
  const isGenerated = certificates.some(({ ca }) => ca.mode === 'generated');
  const generated = isGenerated ? await signerOf(generatedCaFiles(cluster).certFile) : undefined;
  return {
    found,
    files,
    signers: { selfSigned: 'itself', ...(generated === undefined ? {} : { generated }) },
  };
}

async function signerOf(where: string): Promise<Signer | undefined> {
  const { certificate } = readPem((await readText(where)) ?? '');
  return certificate === null ? undefined : { where, certificates: [certificate] };
}

import { stat } from 'node:fs/promises';
import type { IngressCertificate } from '../model/cluster.ts';
import { Secret } from '../secrets/secret.ts';
import { readText } from './authority.ts';
import { type ParsedCertificate, parseCertificates } from './certificate.ts';
import type { OutputFile } from './landing.ts';
import { pathsOf } from './output.ts';
import type { Have } from './plan.ts';

/** What lies in the directory of a certificate. */
export async function readExisting(name: string, directory: string): Promise<Have> {
  const paths = pathsOf(name, directory);
  const [certificate, key] = await Promise.all([readText(paths.certificate), readText(paths.key)]);
  return {
    ...(certificate === undefined ? {} : { certificate }),
    ...(key === undefined ? {} : { key: new Secret(`${name}-key`, key) }),
  };
}

/** The CA that issued what lies there, as its `ca.crt` says; undefined where nothing can be read. */
export async function existingCa(
  { name }: IngressCertificate,
  directory: string,
): Promise<ParsedCertificate | undefined> {
  const text = await readText(pathsOf(name, directory).ca);
  try {
    return parseCertificates(text ?? '')[0];
  } catch {
    return undefined;
  }
}

/** The files of which content or mode are not as they should be, with why. */
export async function staleFiles(files: readonly OutputFile[]): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map(async ({ path, content, mode }) => {
      const text = await readText(path);
      if (text === undefined) return [`${path} is missing`];
      const wanted = content instanceof Secret ? content.reveal() : content;
      if (text !== wanted) return [`${path} differs`];
      const { mode: bits } = await stat(path);
      const wider = bits & 0o777 & ~mode;
      return wider === 0 ? [] : [`${path} has mode ${(bits & 0o777).toString(8).padStart(4, '0')}`];
    }),
  );
  return found.flat();
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Certificates that the openssl program makes, in a directory that goes when the file's tests end. */
export class Openssl {
  readonly directory = mkdtempSync(join(tmpdir(), 'kubestrap-status-'));

  constructor() {
    afterAll(() => rmSync(this.directory, { recursive: true, force: true }));
  }

  /** A CA, as PEM. */
  ca(name: string, days = 3650): string {
    this.#run(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-keyout', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`, '-days', String(days)],
    );
    return this.read(`${name}.crt`);
  }

  /** A certificate that a CA of before signed, as PEM; `names` as openssl writes them. */
  leaf(name: string, ca: string, options: { days?: number; names?: readonly string[] } = {}): string {
    const { days = 365, names = [] } = options;
    writeFileSync(
      join(this.directory, `${name}.ext`),
      names.length === 0 ? 'basicConstraints=CA:FALSE\n' : `subjectAltName=${names.join(',')}\n`,
    );
    this.#run(
      ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/O=system:masters/CN=${name}`],
    );
    this.#run(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${ca}.crt`, '-CAkey', `${ca}.key`, '-CAcreateserial'],
      ...['-days', String(days), '-extfile', `${name}.ext`, '-out', `${name}.crt`],
    );
    return this.read(`${name}.crt`);
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  #run(...args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.directory, stdio: 'ignore' });
  }
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

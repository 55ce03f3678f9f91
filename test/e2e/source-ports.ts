import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Lab } from '../lab/lab.ts';
import { type Exhaustion, listen } from './connections.ts';

const PROGRAM = resolve(import.meta.dirname, 'connect-from.ts');

/** Below any range of source ports that a test sets. */
export const LISTENERS = Array.from({ length: 8 }, (_, index) => 9001 + index);

/**
 * What source ports the kernel of a host gives to outgoing connections: to each of `LISTENERS` as many as it has
 * ports for. To the host's own address, and to the controller's.
 */
export async function sourcePorts(lab: Lab, host: string, attempts: number): Promise<readonly Exhaustion[]> {
  const { address } = lab.host(host);
  const controller = address.replace(/\d+$/, '1');
  const here = await connectFrom(lab, host, attempts, address, 'itself');
  const end = await listen(controller, LISTENERS);
  try {
    return [...here, ...(await connectFrom(lab, host, attempts, controller, 'elsewhere'))];
  } finally {
    end();
  }
}

async function connectFrom(
  lab: Lab,
  host: string,
  attempts: number,
  address: string,
  where: 'itself' | 'elsewhere',
): Promise<Exhaustion[]> {
  const program = [process.execPath, '--import', 'tsx', PROGRAM, String(attempts), address, where];
  const args = ['-t', String(lab.host(host).pid), '-n', ...program, ...LISTENERS.map(String)];
  const { stdout } = await promisify(execFile)('nsenter', args, {
    cwd: import.meta.dirname,
    maxBuffer: 2 ** 26,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line): Exhaustion => JSON.parse(line));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from './paths.ts';

/**
 * Runs `action` while holding an exclusive lock of the cache. The lock is flock(1)'s, held by a child that ends with
 * its stdin, so it goes away with this process however it dies.
 */
export async function withLock<T>(name: string, action: () => Promise<T>): Promise<T> {
  await mkdir(cacheDirectory(), { recursive: true });
  const file = join(cacheDirectory(), `${name}.lock`);
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  await Promise.race([
    once(holder.stdout, 'data'),
    ended.then(() => {
      throw new Error(`could not lock ${file}`);
    }),
  ]);
  try {
    return await action();
  } finally {
    holder.stdin.end();
    await ended;
  }
}

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError, runCommand } from '../../src/secrets/run-command.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubestrap-command-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Runs shell that is none of ours; a child of it writes its process id to `pid`. */
const run = (script: string, some: { ownGroup?: boolean; signal?: AbortSignal } = {}) =>
  runCommand(['sh', '-c', script], { directory, timeoutMs: 700, limit: 64 * 1024, ...some });

/** Whether the child that a script left is there; what is not yet collected after its end counts as gone. */
async function childIsGone(): Promise<boolean> {
  const pid = readFileSync(join(directory, 'pid'), 'utf8').trim();
  for (let round = 0; round < 30; round++) {
    try {
      if (/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return true;
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

describe('a command', () => {
  const CHILD = 'sleep 60 & echo $! >pid;';

  it.each([
    ['does not end', `${CHILD} wait`, /^did not end within 0.7 s$/],
    ['fails', `${CHILD} echo locked >&2; exit 3`, /^failed \(exit 3\): locked$/],
    [
      'has ended well, and left a child that holds its output',
      `${CHILD} echo hunter2`,
      /^did not end within/,
    ],
    ['does not heed TERM', `trap '' TERM; ${CHILD} wait; wait`, /^did not end within/],
  ])('that %s is an error, and nothing of its process group stays', async (_, script, message) => {
    const start = Date.now();
    const error = await run(script, { ownGroup: true }).catch((reason: unknown) => reason);
    expect(Date.now() - start).toBeLessThan(3000);
    expect(error).toBeInstanceOf(CommandError);
    expect(String(Object(error).message)).toMatch(message);
    expect(String(error)).not.toContain('hunter2');
    expect(await childIsGone()).toBe(true);
  });

  it('takes its children along when the run is aborted', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stop')), 200);
    await expect(run(`${CHILD} wait`, { ownGroup: true, signal: stop.signal })).rejects.toThrow('stop');
    expect(await childIsGone()).toBe(true);
  });

  it('shares our process group where it may have to ask a person', async () => {
    const groupOf = (stat: string) => stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
    const ours = groupOf(readFileSync('/proc/self/stat', 'utf8'));
    expect(groupOf(await run('cat /proc/$$/stat', { ownGroup: false }))).toBe(ours);
    expect(groupOf(await run('cat /proc/$$/stat', { ownGroup: true }))).not.toBe(ours);
  });

  it('that left a child behind is bounded there, too', async () => {
    await expect(run('sleep 2 & echo x', { ownGroup: false })).rejects.toThrow('did not end within 0.7 s');
  });
});

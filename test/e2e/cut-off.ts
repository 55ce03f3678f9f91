import type { Lab } from '../lab/lab.ts';
import { type Result, start } from './cli.ts';
import { on, until } from './hosts.ts';
import { type Act, arm, disarm, reached } from './kill-points.ts';
import type { Project } from './project.ts';

/** Ways in which an apply is cut off, and what the host does by itself then. */
export const WAYS = {
  'the script is killed': 'kill-script',
  'the connection is lost': 'kill-sshd',
  'the tool is killed': 'wait',
  'the power is cut': 'wait',
} as const satisfies Record<string, Act>;

export type Way = keyof typeof WAYS;

/**
 * Applies the phase prepare to one host, and cuts it off at a call. Resolves to the result once nothing of the run is
 * left on the host.
 */
export async function cutOff(project: Project, host: string, point: number, way: Way): Promise<Result> {
  const { lab } = project;
  await arm(lab, host, point, WAYS[way]);
  const run = start(project, 'apply', '-y', '--only', 'prepare');
  if (WAYS[way] === 'wait') {
    await Promise.race([
      reached(lab, host),
      run.result.then(() => Promise.reject(new Error('it ended before'))),
    ]);
    if (way === 'the power is cut') await lab.kill(host);
    // after a power cut there is nobody to tell it: it would wait until its keepalives have gone unanswered
    run.end('SIGKILL');
    if (way === 'the power is cut') await lab.start(host);
  }
  const result = await run.result;
  await disarm(lab, host);
  await until(`the lock of ${host} is free`, async () => !(await hasLock(lab, host)), 20, 20);
  return result;
}

async function hasLock(lab: Lab, host: string): Promise<boolean> {
  return (await on(lab, host, '[ ! -e /run/kubestrap/lock ] || echo held')) !== '';
}

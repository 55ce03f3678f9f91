import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Session, StepEvent, Target } from '../../src/model/transport.ts';
import { nameSecrets, sh } from '../../src/shell/sh.ts';
import { openSession } from '../../src/ssh/open-session.ts';
import { PasswordTrials } from '../../src/ssh/password-trials.ts';
import { runnable } from '../shell/runnable.ts';
import { LocalLink } from './local-link.ts';
import { alive, until } from './loop.ts';

const target = {
  name: 'host',
  address: '',
  ssh: { user: 'root', port: 22, knownHostsFile: '' },
} as unknown as Target;

/** A session of the channel loop over a local child process. */
async function open(link = new LocalLink()): Promise<{ session: Session; directory: string }> {
  const directory = mkdtempSync(join(tmpdir(), 'kubestrap-local-'));
  const session = await openSession(link, target, {
    lockDirectory: join(directory, 'lock'),
    verified: {},
    trials: new PasswordTrials(),
    timeoutMs: 30_000,
  });
  onTestFinished(async () => {
    await session.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return { session, directory };
}

test('a session over a local process runs scripts one after the other, with output and exit codes', async () => {
  const { session } = await open();
  const [first, second] = await Promise.all([
    session.run('echo one; exit 3'),
    session.run('printf "%s\\n" "$KS"'),
  ]);
  expect(first).toMatchObject({ exitCode: 3, output: 'one\n' });
  expect(second).toMatchObject({ exitCode: 0, output: `${session.nonce}\n` });
});

test('a session over a local process tells of steps while they run', async () => {
  const { session } = await open();
  const events: StepEvent[] = [];
  const script = runnable(sh`work() { echo 'at it'; }
step a work
step b false`).write(nameSecrets);
  const result = await session.run(script, { onEvent: (event) => events.push(event) });
  expect(events.map(({ type, step }) => `${type} ${step}`)).toEqual([
    'start a',
    'done a',
    'start b',
    'fail b',
  ]);
  expect(result.steps[0]?.output.trim()).toBe('at it');
});

test('a script over a local process is ended with its group when its signal aborts', async () => {
  const { session } = await open();
  const stop = new AbortController();
  const pids: number[] = [];
  const running = session.run('sleep 60 & echo $!; wait', {
    signal: stop.signal,
    onOutput: (line) => pids.push(Number(line)),
  });
  running.catch(() => undefined);
  await until(() => pids.length > 0, 'the script');
  stop.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  expect(pids.map(alive)).toEqual([false]);
  await expect(session.run('echo on')).resolves.toMatchObject({ output: 'on\n' });
});

test('a link that is dropped ends the script, and the run says that the connection is gone', async () => {
  const link = new LocalLink();
  const { session, directory } = await open(link);
  const running = session.run(`touch '${directory}/begun'; sleep 60`);
  running.catch(() => undefined);
  await until(() => existsSync(join(directory, 'begun')), 'the script');
  link.destroy();
  await expect(running).rejects.toMatchObject({ kind: 'lost', mayStillRun: false });
  expect(session.isOver).toBe(true);
});

test('a command of its own runs beside the scripts of a session over a local process', async () => {
  const { session } = await open();
  const running = session.run('sleep 0.3; echo over');
  const { stdin, stdout, closed } = await session.open('cat; exit 4');
  stdin.end('across');
  expect((await stdout.toArray()).join('')).toBe('across');
  expect(await closed).toBe(4);
  expect((await running).output).toBe('over\n');
});

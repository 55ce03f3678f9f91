import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Target } from '../../src/model/transport.ts';
import { openSession } from '../../src/ssh/open-session.ts';
import { PasswordTrials } from '../../src/ssh/password-trials.ts';
import { sleep, until } from './loop.ts';
import { LossyLink } from './lossy-link.ts';

const target = {
  name: 'host',
  address: '',
  ssh: { user: 'root', port: 22, knownHostsFile: '' },
} as unknown as Target;

test('a session beats once per challenge, so that none queue up in a link that hangs', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kubestrap-beat-'));
  const link = new LossyLink();
  onTestFinished(async () => {
    link.letGo();
    await link.end();
    rmSync(directory, { recursive: true, force: true });
  });
  const settings = {
    lockDirectory: join(directory, 'lock'),
    verified: { hostKey: '' },
    trials: new PasswordTrials(),
    timeoutMs: 30_000,
  };
  const session = await openSession(link, target, settings);
  const lost: string[] = [];
  session.onLost((holder) => lost.push(holder));
  const take = (id: string) => `mkdir -p '${directory}/lock'; echo ${id} >'${directory}/lock/id'`;
  await session.run(take(session.nonce));
  const beats = () => link.sent.filter((line) => line.startsWith('beat '));
  link.hold();
  for (let i = 0; i < 5; i++) session.beat();
  expect(beats()).toHaveLength(1);
  link.letGo();
  await sleep(300);
  session.beat();
  expect(beats()).toHaveLength(2);
  expect(beats()[0]).not.toBe(beats()[1]);
  await session.run(take('another'));
  session.beat();
  await until(() => lost.length > 0, 'the answer');
  expect(lost).toEqual(['']);
  await expect(session.run(':', { locked: true })).rejects.toMatchObject({ kind: 'not-started' });
  expect(lost).toHaveLength(1);
});

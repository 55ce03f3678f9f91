import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { hasSshd, startSshd } from '../ssh/sshd.ts';
import { inputsFor } from './inputs.ts';
import { program } from './processes.ts';

/** A busy machine takes its time; without the fix the wait is 15 s, or for ever. */
const AT_ONCE_MS = 8_000;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Takes connections and says nothing. `connected` resolves with the first. */
async function silent(where: number | string) {
  const server = createServer();
  servers.push(server);
  const connected = new Promise<void>((resolve) => {
    server.once('connection', (socket) => {
      onTestFinished(() => void socket.destroy());
      resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(where, () => resolve()));
  const address = server.address();
  return { connected, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

function inputs(port: number, ssh: Readonly<Record<string, unknown>> = {}) {
  const made = inputsFor([{ name: 'cp-1', port, ssh }]);
  onTestFinished(() => rmSync(made.directory, { recursive: true, force: true }));
  return made;
}

async function expectInterrupted(run: ReturnType<typeof program>): Promise<void> {
  const { code, stderr, tookMs } = await run;
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('interrupted: nothing was changed');
  expect(stderr).not.toContain('stopping');
  expect(code).toBe(130);
  expect(tookMs).toBeLessThan(AT_ONCE_MS);
}

const SSHD = hasSshd() && process.getuid?.() === 0;
if (!SSHD) console.warn('SKIPPED: interrupts while facts are read need root and sshd');

describe('one Ctrl-C ends a command that has changed nothing, at once', () => {
  test.each([[['plan']], [['-y', 'apply']], [['doctor']], [['certs', 'status']]])(
    'while SSH connects: %j',
    async (words) => {
      const { connected, port } = await silent(0);
      const { options } = inputs(port, SSHD ? await keys() : {});
      await expectInterrupted(program([...options, ...words], { interruptAfter: connected }));
    },
  );

  test('while the SSH agent is asked', async () => {
    const socket = join(mkdtempSync(join(tmpdir(), 'kubestrap-agent-')), 'agent');
    const { connected } = await silent(socket);
    const { options, directory } = inputs(1);
    // without an identity file, the agent is asked
    const file = join(directory, 'inventory.yaml');
    const { readFileSync } = await import('node:fs');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\n *identityFile: .*/, ''));
    await expectInterrupted(
      program([...options, 'plan'], { env: { SSH_AUTH_SOCK: socket }, interruptAfter: connected }),
    );
  });

  test.skipIf(!SSHD)('while a host is looked at, by a program that ignores TERM', async () => {
    const bin = mkdtempSync(join(tmpdir(), 'kubestrap-hung-'));
    onTestFinished(() => rmSync(bin, { recursive: true, force: true }));
    const started = join(bin, 'started');
    writeFileSync(
      join(bin, 'systemctl'),
      `#!/bin/sh\ntrap '' TERM\n: >${started}\nwhile :; do sleep 1; done\n`,
    );
    chmodSync(join(bin, 'systemctl'), 0o755);
    const sshd = await startSshd({ config: [`SetEnv PATH=${bin}:${process.env.PATH}`] });
    onTestFinished(() => sshd.stop());
    const { options } = inputs(sshd.port, {
      identityFile: sshd.identityFile,
      knownHostsFile: sshd.knownHostsFile,
    });
    await expectInterrupted(
      program([...options, 'plan'], {
        interruptAfter: (async () => {
          while (!existsSync(started)) await setTimeout(50);
        })(),
      }),
    );
  });
});

/** A key that can be read, so that the login goes on to the network. */
async function keys() {
  const sshd = await startSshd();
  const directory = mkdtempSync(join(tmpdir(), 'kubestrap-keys-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const identityFile = join(directory, 'id');
  copyFileSync(sshd.identityFile, identityFile);
  await sshd.stop();
  return { identityFile };
}

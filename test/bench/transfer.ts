/**
 * A file to a host and back through a real sshd on loopback: over a second channel, and as it was done before, in base64
 * through the channel of scripts. MB/s of three rounds each, one after the other, and what memory grew by. As root.
 */

import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { complete } from '../../src/shell/library.ts';
import { revealSecrets, sh } from '../../src/shell/sh.ts';
import { createTransport } from '../../src/ssh/transport.ts';
import { download, upload } from '../../src/workflow/transfer.ts';
import type { Runner } from '../../src/workflow/transfer-pipe.ts';
import { startSshd } from '../ssh/sshd.ts';

const SIZE = 64 * 1024 * 1024;
const CHUNK = 2 * 1024 * 1024;
const ROUNDS = 3;

const bytes = randomBytes(SIZE);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const source = {
  ...{ size: SIZE, sha256 },
  read: async function* () {
    for (let at = 0; at < SIZE; at += 65_536) yield bytes.subarray(at, at + 65_536);
  },
};

const sshd = await startSshd();
const transport = createTransport({
  knownHosts: { acceptNew: false },
  agentSocket: '',
  lockDirectory: join(sshd.directory, 'lock'),
});
const session = await transport.connect(sshd.target());
const path = join(sshd.directory, 'file');
const runner: Runner = {
  run: (_host, script, options) => session.run(complete(script).write(revealSecrets), options),
  open: (_host, command, signal) => session.open(command, signal),
};

async function inBase64Up(): Promise<void> {
  for (let at = 0; at < SIZE; at += CHUNK) {
    const text = bytes.subarray(at, at + CHUNK).toString('base64');
    await runner.run('', sh`printf '%s' ${text} | base64 -d >>${path}`, {});
  }
}

async function inBase64Down(): Promise<void> {
  const hash = createHash('sha256');
  for (let index = 0; index * CHUNK < SIZE; index++) {
    const script = sh`read_chunk() { dd if=${path} bs=${CHUNK} skip=${index} count=1 iflag=fullblock | base64 | tr -d '\n'; }
section chunk read_chunk`;
    const { sections } = await runner.run('', script, {});
    hash.update(Buffer.from(sections.get('chunk') ?? '', 'base64'));
  }
  if (hash.digest('hex') !== sha256) throw new Error('what came back is something else');
}

const WAYS: Readonly<Record<string, () => Promise<unknown>>> = {
  'up, base64': inBase64Up,
  'down, base64': inBase64Down,
  'up, second channel': () => upload(runner, 'host', source, path, '0600'),
  'down, second channel': () => download(runner, 'host', path, async () => {}),
};

const speeds = new Map<string, number[]>();
const growth = new Map<string, number>();
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, way] of Object.entries(WAYS)) {
    if (name.startsWith('up')) rmSync(path, { force: true });
    global.gc?.();
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 20);
    const start = performance.now();
    await way();
    const seconds = (performance.now() - start) / 1000;
    clearInterval(watch);
    speeds.set(name, [...(speeds.get(name) ?? []), SIZE / 1e6 / seconds]);
    growth.set(name, Math.max(growth.get(name) ?? 0, most));
  }
}
await session.close();
await transport.close();
await sshd.stop();

for (const [name, all] of speeds) {
  const median = all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const mebibytes = (growth.get(name) ?? 0) / 2 ** 20;
  process.stdout.write(
    `${name.padEnd(20)} ${median.toFixed(1).padStart(6)} MB/s, memory grew by ${mebibytes.toFixed(0)} MiB at most\n`,
  );
}

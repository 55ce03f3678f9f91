import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Session, Transport } from '../../src/model/transport.ts';
import { complete } from '../../src/shell/library.ts';
import { revealSecrets } from '../../src/shell/sh.ts';
import { createTransport } from '../../src/ssh/transport.ts';
import { download, type Runner, upload } from '../../src/workflow/transfer.ts';
import { hasSshd, type Sshd, startSshd } from '../ssh/sshd.ts';

const describeSsh = hasSshd() && userInfo().uid === 0 ? describe : describe.skip;

describeSsh('a large file through a real sshd', () => {
  let sshd: Sshd;
  let transport: Transport;
  let session: Session;
  beforeAll(async () => {
    sshd = await startSshd();
    const lockDirectory = join(sshd.directory, 'lock');
    transport = createTransport({ knownHosts: { acceptNew: false }, agentSocket: '', lockDirectory });
    session = await transport.connect(sshd.target());
  });
  afterAll(async () => {
    await session?.close();
    await transport?.close();
    await sshd?.stop();
  });

  test('goes up and comes down as it is, and memory does not grow with it', async () => {
    const runner: Runner = {
      run: (_host, script, options) => session.run(complete(script).write(revealSecrets), options),
    };
    const bytes = randomBytes(24 * 1024 * 1024 + 777);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const [here, there] = [join(sshd.directory, 'here'), join(sshd.directory, 'there')];
    writeFileSync(here, bytes);
    const source = {
      ...{ size: bytes.length, sha256 },
      read: async function* () {
        yield bytes;
      },
    };
    expect(await upload(runner, 'host', source, there, '0600')).toBe('sent');
    expect(readFileSync(there).equals(bytes)).toBe(true);
    expect(statSync(there).mode & 0o777).toBe(0o600);
    let largest = 0;
    const hash = createHash('sha256');
    const sink = async (chunk: Buffer) => {
      largest = Math.max(largest, chunk.length);
      hash.update(chunk);
    };
    expect(await download(runner, 'host', there, sink)).toEqual({ size: bytes.length, sha256 });
    expect(hash.digest('hex')).toBe(sha256);
    expect(largest).toBe(2 * 1024 * 1024);
  });
});

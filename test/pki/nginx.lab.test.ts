import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { issueOne } from '../../src/pki/issue.ts';
import { caBundle, fullChain } from '../../src/pki/output.ts';
import { sansOf } from '../../src/values/names.ts';
import { DAY_MS } from '../../src/values/validity.ts';
import { makeCa, scratch, wanted, write } from './support.ts';
import { clients } from './tls-clients.ts';

const run = promisify(execFile);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** nginx, with what `certs ingress` writes for a server: the chain and the key. */
async function nginx(daysAgo = 0) {
  const directory = await scratch();
  const now = new Date(Date.now() - daysAgo * DAY_MS);
  const names = sansOf({ dnsNames: ['web.example.org', '*.apps.example.org'], ipAddresses: ['127.0.0.1'] });
  const issued = await issueOne(wanted({ names, validityMs: 30 * DAY_MS }), await makeCa({ now }), now);
  const port = await freePort();
  await write(directory, {
    'ca.crt': caBundle(issued),
    'fullchain.crt': fullChain(issued),
    'web.key': issued.key.reveal(),
    'nginx.conf': `daemon off; user root; pid ${directory}/pid; error_log ${directory}/log; events {}
http { access_log off; server { listen 127.0.0.1:${port} ssl; return 200 hello;
  ssl_certificate ${directory}/fullchain.crt; ssl_certificate_key ${directory}/web.key; } }`,
  });
  const server = spawn('nginx', ['-p', directory, '-c', join(directory, 'nginx.conf')], { stdio: 'ignore' });
  onTestFinished(() => end(server));
  await answering(port);
  return { port, ca: join(directory, 'ca.crt') };
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { stdout } = await run('ss', ['-Hltn', `sport = :${port}`]);
    if (stdout.trim() !== '') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nginx does not listen on ${port}`);
}

describe.each(Object.entries(clients))('%s, at an nginx with a certificate of ours', (_, client) => {
  it('takes the hosts it is for, and refuses others', async () => {
    const { port, ca } = await nginx();
    for (const host of ['web.example.org', 'shop.apps.example.org', '127.0.0.1'])
      expect(await client(port, host, ca), host).toMatchObject({ code: 0 });
    for (const host of ['example.org', 'a.b.apps.example.org'])
      expect((await client(port, host, ca)).said, host).toMatch(
        /altnames|hostname mismatch|subject name matches/i,
      );
  });

  it('refuses it once it has expired', async () => {
    const { port, ca } = await nginx(31);
    const { code, said } = await client(port, 'web.example.org', ca);
    expect(code).not.toBe(0);
    expect(said).toMatch(/expired/);
  });
});

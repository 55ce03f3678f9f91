import { once } from 'node:events';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { issueOne } from '../../src/pki/issue.ts';
import { caBundle, fullChain } from '../../src/pki/output.ts';
import { sansOf } from '../../src/values/names.ts';
import { DAY_MS } from '../../src/values/validity.ts';
import { makeCa, scratch, wanted, write } from './support.ts';
import { clients } from './tls-clients.ts';

/** A server with a certificate issued some days ago. */
async function serve(daysAgo = 0) {
  const directory = await scratch();
  const now = new Date(Date.now() - daysAgo * DAY_MS);
  const names = sansOf({ dnsNames: ['web.example.org', '*.apps.example.org'], ipAddresses: ['127.0.0.1'] });
  const issued = await issueOne(wanted({ names, validityMs: 30 * DAY_MS }), await makeCa({ now }), now);
  await write(directory, { 'ca.crt': caBundle(issued) });
  const options = { cert: fullChain(issued), key: issued.key.reveal() };
  const server = createServer(options, (_, response) => response.end('hello'));
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, ca: join(directory, 'ca.crt') };
}

describe.each(Object.entries(clients))('%s, at a server with a certificate of ours', (_, client) => {
  it('takes the hosts it is for, and refuses others', async () => {
    const { port, ca } = await serve();
    for (const host of ['web.example.org', 'shop.apps.example.org', '127.0.0.1']) {
      expect(await client(port, host, ca), host).toMatchObject({ code: 0 });
    }
    for (const host of ['example.org', 'a.b.apps.example.org', 'apps.example.org']) {
      const { code, said } = await client(port, host, ca);
      expect(code, host).not.toBe(0);
      expect(said).toMatch(/altnames|hostname mismatch|subject name matches/i);
    }
  });

  it('refuses it once it has expired', async () => {
    const { port, ca } = await serve(31);
    const { code, said } = await client(port, 'web.example.org', ca);
    expect(code).not.toBe(0);
    expect(said).toMatch(/expired/);
  });

  it('refuses it without our CA', async () => {
    const { port } = await serve();
    const { ca } = await serve();
    expect((await client(port, 'web.example.org', ca)).code).not.toBe(0);
  });
});

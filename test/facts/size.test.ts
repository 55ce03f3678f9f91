import { expect, test } from 'vitest';
import { gatherScript } from '../../src/facts/gather.ts';
import { wantedFacts } from '../../src/node/index.ts';
import { complete } from '../../src/shell/library.ts';
import { nameSecrets, type Script } from '../../src/shell/sh.ts';
import { loadCluster } from '../../src/spec/load.ts';
import { keepScript, lockScript } from '../../src/workflow/lock.ts';

const NONCE = 'f00dfeed'.repeat(4);
const HOLDER = {
  user: 'operator',
  host: 'bastion.example.org',
  pid: 4242,
  started: '2026-01-01T00:00:00.000Z',
  command: 'apply',
};
const directory = new URL('../../inventories/ha-stacked/', import.meta.url).pathname;

/** Bytes of the one script that asks a host for its facts. They were 109 KB more with the whole library. Taking the lock is 5 KB of them. */
test.each<[string, string, Script, number]>([
  ['a control plane', 'cp-1', lockScript(NONCE, HOLDER), 33_200],
  ['a control plane that is ours', 'cp-1', keepScript(NONCE), 28_500],
  ['a worker', 'worker-1', lockScript(NONCE, HOLDER), 27_000],
  ['a worker that is ours', 'worker-1', keepScript(NONCE), 22_300],
])('the question to %s is small', async (_, name, lock, most) => {
  const { cluster } = await loadCluster({
    inventoryFile: `${directory}inventory.yaml`,
    specFile: `${directory}cluster.yaml`,
    env: { HOME: '/home/op' },
  });
  const host = cluster.hosts.find((one) => one.name === name);
  if (host === undefined) throw new Error(`${name} is not in the inventory`);
  const script = complete(gatherScript(wantedFacts(cluster, host), lock)).write(nameSecrets);
  expect(Buffer.byteLength(script)).toBeLessThanOrEqual(most);
});

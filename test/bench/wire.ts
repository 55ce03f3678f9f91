/**
 * Scripts and bytes that go to each host in a whole bootstrap, and in the next apply, which has nothing to do. The hosts are
 * made up: they answer as real ones do, and become a cluster.
 */

import { applyAction } from '../../src/actions/apply.ts';
import { createRunSecrets } from '../../src/cluster/token.ts';
import { APPLY_PHASES } from '../../src/phases/index.ts';
import { Fleet } from '../../src/workflow/fleet.ts';
import { self } from '../../src/workflow/lock.ts';
import { World } from '../fakes/world.ts';
import { makeHa } from '../fixtures/state.ts';

const cluster = makeHa();
const world = new World(cluster);

async function apply(): Promise<void> {
  const { signal } = new AbortController();
  const fleet = new Fleet({
    transport: world.transport,
    concurrency: 20,
    signal,
    target: async ({ name, address, ssh }) => ({ name, address, ssh }),
  });
  const context = {
    ...{ cluster, fleet, signal, phases: APPLY_PHASES, limit: null, concurrency: 20 },
    ...{ secrets: createRunSecrets(), progress: () => undefined },
  };
  try {
    await applyAction(context, { holder: self('apply', new Date()), confirm: async () => true });
  } finally {
    await fleet.close();
  }
}

for (const title of ['bootstrap', 'the next apply']) {
  world.transport.sent.length = 0;
  await apply();
  process.stdout.write(`${title}\n`);
  for (const { name } of cluster.hosts) {
    const scripts = world.transport.sent.filter(({ host }) => host === name).map(({ script }) => script);
    const bytes = scripts.reduce((sum, script) => sum + Buffer.byteLength(script), 0);
    const size = (bytes / 1024).toFixed(0).padStart(5);
    process.stdout.write(`${scripts.length.toString().padStart(5)} scripts${size} KiB  ${name}\n`);
  }
}

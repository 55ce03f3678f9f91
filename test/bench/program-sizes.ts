/** Bytes of what goes to hosts: the programs that `render` writes, and the questions for facts. */

import { renderAction } from '../../src/actions/render.ts';
import { gatherScript } from '../../src/facts/gather.ts';
import { wantedFacts } from '../../src/node/index.ts';
import { complete, library } from '../../src/shell/library.ts';
import { nameSecrets, type Script } from '../../src/shell/sh.ts';
import { loadCluster } from '../../src/spec/load.ts';
import { keepScript, lockScript, self } from '../../src/workflow/lock.ts';

const NONCE = 'f00dfeed'.repeat(4);
const directory = new URL('../../inventories/ha-stacked/', import.meta.url).pathname;
const { cluster } = await loadCluster({
  inventoryFile: `${directory}inventory.yaml`,
  specFile: `${directory}cluster.yaml`,
  env: process.env,
});

const bytes = (text: string) => Buffer.byteLength(text).toString().padStart(7);
const written = (script: Script) => bytes(complete(script).write(nameSecrets));

process.stdout.write(`${bytes(library().write(nameSecrets))} B  the whole shell library\n`);
for (const { host, program } of renderAction(cluster)) {
  const own = program.slice(0, program.indexOf('\n# ---- Functions '));
  process.stdout.write(`${bytes(program)} B  program of ${host}, of which its steps:${bytes(own)} B\n`);
}
for (const host of cluster.hosts) {
  const facts = (lock: Script) => written(gatherScript(wantedFacts(cluster, host), lock));
  const [first, again] = [facts(lockScript(NONCE, self('apply', new Date(0)))), facts(keepScript(NONCE))];
  process.stdout.write(`${first} B  facts of ${host.name} with the lock to take, later${again} B\n`);
}

/**
 * Round trips of a whole run: a plan, and a cold node-prep apply with verification, of one bare host of the lab
 * through a proxy that delays. The slope between two delays is what the network costs. Start it inside the lab's
 * network: npm run lab -- session -- npx tsx test/bench/run-round-trips.ts
 */

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Lab, up } from '../lab/lab.ts';
import { startDelayProxy } from '../ssh/delay-proxy.ts';

const kubestrap = join(import.meta.dirname, '../../bin/kubestrap');
const [SHORT, LONG] = [20, 1020];
const HOST = 'cp-1';

async function writeFiles(lab: Lab, directory: string, port: number): Promise<void> {
  const known = await readFile(lab.knownHostsFile, 'utf8');
  const knownHostsFile = join(directory, 'known_hosts');
  await writeFile(knownHostsFile, known.replaceAll(lab.host(HOST).address, `[127.0.0.1]:${port}`));
  const head = { apiVersion: 'kubestrap.dev/v1alpha1' };
  const inventory = {
    ...head,
    kind: 'Inventory',
    ssh: { user: 'root', port, identityFile: lab.identityFile, knownHostsFile },
    hosts: [
      { name: HOST, role: 'control-plane', address: '127.0.0.1', internalAddress: lab.host(HOST).address },
    ],
  };
  const spec = {
    kubernetesVersion: 'v1.20.2',
    controlPlaneEndpoint: { host: 'apiserver.cluster.local', provider: 'hosts' },
    networking: { podSubnet: '10.244.0.0/16' },
    node: { sysctls: { 'net.core.somaxconn': 32768 } },
  };
  await writeFile(join(directory, 'inventory.yaml'), stringify(inventory));
  await writeFile(
    join(directory, 'cluster.yaml'),
    stringify({ ...head, kind: 'Cluster', metadata: { name: 'bench' }, spec }),
  );
}

async function run(directory: string, args: string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(kubestrap, args, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`kubestrap ${args.join(' ')} ended with ${code}:\n${stderr}`);
  return performance.now() - start;
}

/** Milliseconds of a plan and of a cold apply, each the best of three on hosts made new. */
async function measure(roundTripMs: number): Promise<{ plan: number; apply: number }> {
  const directory = await mkdtemp(join(tmpdir(), 'kubestrap-bench-'));
  const best = { plan: Number.POSITIVE_INFINITY, apply: Number.POSITIVE_INFINITY };
  for (let i = 0; i < 3; i++) {
    const lab = await up({ name: `bench${i}`, hosts: [HOST] });
    const proxy = await startDelayProxy(22, roundTripMs / 2, lab.host(HOST).address);
    try {
      await writeFiles(lab, directory, proxy.port);
      best.plan = Math.min(best.plan, await run(directory, ['plan']));
      best.apply = Math.min(best.apply, await run(directory, ['apply', '-y', '--only', 'prepare']));
    } finally {
      await proxy.close();
      await lab.down();
    }
  }
  await rm(directory, { recursive: true });
  return best;
}

const short = await measure(SHORT);
const long = await measure(LONG);
// the proxy answers TCP's own handshake at once: one round trip more on a real network
const trips = (key: 'plan' | 'apply') => (1 + (long[key] - short[key]) / (LONG - SHORT)).toFixed(1);
process.stdout.write(
  `plan ${trips('plan')} round trips (at most 10), cold node-prep apply ${trips('apply')} (at most 12)\n`,
);

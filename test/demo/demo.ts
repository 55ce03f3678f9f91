/** The main job on the lab: four bare hosts become a cluster, and a second apply finds nothing to do. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Lab, up } from '../lab/lab.ts';

const HOSTS = ['cp-1', 'cp-2', 'cp-3', 'w-1'];
const root = join(import.meta.dirname, '../..');

function inventory({ hosts, identityFile, knownHostsFile }: Lab): string {
  return stringify({
    apiVersion: 'kubestrap.dev/v1alpha1',
    kind: 'Inventory',
    ssh: { user: 'root', identityFile, knownHostsFile },
    hosts: hosts.map(({ name, address }) => ({
      name,
      role: name.startsWith('cp-') ? 'control-plane' : 'worker',
      address,
      ...(name.startsWith('w-') ? { labels: { tier: 'edge' } } : {}),
    })),
  });
}

/** Shows the command as a person would type it, runs it, and throws when it fails. */
async function show(lab: Lab, typed: string, command: string, args: string[]): Promise<void> {
  process.stdout.write(`\n$ ${typed}\n`);
  const spawned = lab.inNetns(command, args);
  const child = spawn(spawned.command, spawned.args, { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  if (code !== 0) throw new Error(`"${typed}" ended with exit code ${code}`);
}

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'kubestrap-demo-'));
  process.stdout.write(
    `Booting ${HOSTS.length} hosts (the first time their system is built, in a minute or two)\n`,
  );
  const lab = await up({
    name: 'demo',
    hosts: HOSTS,
    onProgress: (line) => process.stdout.write(`  ${line}\n`),
  });
  // Ctrl-C reaches kubestrap by itself; the hosts are taken down once it has ended
  process.on('SIGINT', () => {});
  try {
    await writeFile(join(directory, 'inventory.yaml'), inventory(lab));
    const files = ['-i', join(directory, 'inventory.yaml'), '-f', join(import.meta.dirname, 'cluster.yaml')];
    const kubestrap = join(root, 'bin/kubestrap');
    await show(lab, 'kubestrap apply -y', kubestrap, [...files, 'apply', '-y']);
    const ssh = [
      '-i',
      lab.identityFile,
      '-o',
      `UserKnownHostsFile=${lab.knownHostsFile}`,
      '-o',
      'LogLevel=ERROR',
    ];
    for (const what of ['nodes -o wide', 'pods -o wide']) {
      const kubectl = `kubectl --kubeconfig /etc/kubernetes/admin.conf get ${what}`;
      await show(lab, `ssh cp-1 kubectl get ${what}`, 'ssh', [
        ...ssh,
        `root@${lab.host('cp-1').address}`,
        kubectl,
      ]);
    }
    await show(lab, 'kubestrap apply -y', kubestrap, [...files, 'apply', '-y']);
  } finally {
    await lab.down();
    await rm(directory, { recursive: true, force: true });
  }
}

await main();

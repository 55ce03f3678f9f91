/** Rendering 100, 1,000 and 5,000 hosts: wall time, time a host, and peak memory, each in a process of its own. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

const kubestrap = join(import.meta.dirname, '../../bin/kubestrap');
const head = { apiVersion: 'kubestrap.dev/v1alpha1' };

function writeInput(directory: string, count: number): void {
  const hosts = Array.from({ length: count }, (_, index) => ({
    name: index < 3 ? `cp-${index + 1}` : `w-${index + 1}`,
    role: index < 3 ? 'control-plane' : 'worker',
    address: `10.${100 + Math.floor(index / 65_536)}.${Math.floor(index / 256) % 256}.${index % 256}`,
    labels: { rack: `r${index % 40}` },
  }));
  const spec = {
    kubernetesVersion: 'v1.36.2',
    controlPlaneEndpoint: { host: 'apiserver.cluster.local', provider: 'hosts' },
    networking: { podSubnet: '172.16.0.0/12', serviceSubnet: '192.168.0.0/16' },
    node: { ephemeralPorts: { range: [12000, 65535], reserved: 'auto' } },
  };
  writeFileSync(join(directory, 'inventory.yaml'), stringify({ ...head, kind: 'Inventory', hosts }));
  writeFileSync(
    join(directory, 'cluster.yaml'),
    stringify({ ...head, kind: 'Cluster', metadata: { name: 'bench' }, spec }),
  );
}

/** Seconds and MiB, as the kernel counts them for the process. */
function render(directory: string): { seconds: number; peakMiB: number } {
  const script = `
    process.argv = [process.argv[0], 'kubestrap', 'render', '-d', 'out'];
    process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));
    await import(${JSON.stringify(kubestrap)});`;
  const start = performance.now();
  const output = execFileSync(
    'sh',
    ['-c', '"$0" --input-type=module -e "$1" 2>&1 >/dev/null', process.execPath, script],
    {
      cwd: directory,
      encoding: 'utf8',
    },
  );
  return {
    seconds: (performance.now() - start) / 1000,
    peakMiB: Number(output.match(/\d+$/)?.[0] ?? 0) / 1024,
  };
}

let first: number | undefined;
for (const count of [100, 1000, 5000]) {
  const directory = mkdtempSync(join(tmpdir(), 'kubestrap-bench-'));
  writeInput(directory, count);
  const { seconds, peakMiB } = render(directory);
  rmSync(directory, { recursive: true });
  const perHost = (seconds / count) * 1000;
  first ??= perHost;
  process.stdout.write(
    `${count} hosts: ${seconds.toFixed(1)} s, ${perHost.toFixed(1)} ms a host (${(perHost / first).toFixed(2)} of the first row), ${peakMiB.toFixed(0)} MiB\n`,
  );
}

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { renderAction } from '../../src/actions/render.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { loadCluster } from '../../src/spec/load.ts';
import { makeCluster, makeComponent, makeHost } from '../fixtures/cluster.ts';
import { makeHa } from '../fixtures/state.ts';
import { shells } from '../shell/shells.ts';

const inventory = (name: string) => new URL(`../../inventories/${name}/`, import.meta.url).pathname;

async function load(name: string): Promise<Cluster> {
  const { cluster } = await loadCluster({
    inventoryFile: `${inventory(name)}inventory.yaml`,
    specFile: `${inventory(name)}cluster.yaml`,
    env: { HOME: '/home/op' },
  });
  return cluster;
}

/** A program without its head, and with the names of the library functions that it carries in the place of their code. */
function outline(program: string): string {
  const start = program.indexOf('\n# ---- Phase ');
  return program
    .slice(start + 1)
    .replace(/(\n# ---- Functions .*\n)([\s\S]*?)(?=\n# ---- )/, (_, title, code: string) =>
      [title, ...[...code.matchAll(/^\w+(?=\(\) \{)/gm)].map(([name]) => `${name}\n`)].join(''),
    );
}

/** Everything of a host as one text, but for the shell library, which has tests of its own. */
function text(cluster: Cluster): string {
  return renderAction(cluster)
    .map(({ host, files, program }) => {
      const parts = [...files].map(([path, content]) => `==> ${host}${path} <==\n${content}`);
      return [...parts, `==> commands/${host}.sh <==`, outline(program)].join('\n');
    })
    .join('\n');
}

describe.each(['single-node', 'ha-stacked'])('inventories/%s', (name) => {
  test('renders as it did', async () => {
    await expect(text(await load(name))).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test.each(shells)('renders programs that $name can read', async ({ command: [path, ...args] }) => {
    for (const { program } of renderAction(await load(name))) {
      const { status, stderr } = spawnSync(path, [...args, '-n'], { input: program });
      expect([status, stderr.toString()]).toEqual([0, '']);
    }
  });

  test('renders every host, each with its own program', async () => {
    const cluster = await load(name);
    const rendered = renderAction(cluster);
    expect(rendered.map(({ host }) => host)).toEqual(cluster.hosts.map(({ name: host }) => host));
    for (const { host, program } of rendered) expect(program).toContain(`makes ${host} (`);
  });
});

describe('rendering', () => {
  test('is the same twice, and for the same spec with its keys in another order', () => {
    const turned = <T>(map: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(map).reverse());
    const args = { 'audit-log-path': '/var/log/audit.log', 'max-requests-inflight': '800' };
    const sysctls = { 'vm.swappiness': '1', 'net.core.somaxconn': '4096' };
    const labels = { zone: 'a', tier: 'edge' };
    const cluster = (order: <T>(map: Readonly<Record<string, T>>) => Record<string, T>) =>
      makeCluster({
        apiServer: { ...makeComponent({ extraArgs: order(args) }), certSANs: [] },
        kubelet: order({ maxPods: 50, failSwapOn: true }),
        hosts: [makeHost({ labels: order(labels), node: { ...makeHost().node, sysctls: order(sysctls) } })],
      });
    const first = text(cluster((map) => ({ ...map })));
    expect(text(cluster((map) => ({ ...map })))).toBe(first);
    expect(text(cluster(turned))).toBe(first);
  });

  test('names secrets, and holds none', () => {
    const [first, , , worker] = renderAction(makeHa());
    expect(first?.program).toContain('{KUBESTRAP_BOOTSTRAP_TOKEN:?}');
    expect(first?.files.get('/run/kubestrap/kubeadm-init.yaml')).toContain(
      'token: "(secret: bootstrap-token)"',
    );
    expect(worker?.files.get('/run/kubestrap/kubeadm-join.yaml')).not.toContain('certificateKey');
  });

  test('leaves out hosts that are to be absent', () => {
    const hosts = makeHa().hosts.map((host) =>
      host.name === 'cp-3' ? { ...host, state: 'absent' as const } : host,
    );
    expect(renderAction(makeHa({ hosts })).map(({ host }) => host)).toEqual(['cp-1', 'cp-2', 'worker-1']);
  });

  test.each(['worker-1', 'worker-2'])('carries to %s no more than it calls', async (name) => {
    const cluster = await load('ha-stacked');
    const program = renderAction(cluster).find(({ host }) => host === name)?.program ?? '';
    // own steps first; 161 KB when every program carried the whole library
    expect(Buffer.byteLength(program)).toBeLessThanOrEqual(name === 'worker-1' ? 20 * 1024 : 21_000);
    expect(program.indexOf('step_1() {')).toBeLessThan(program.indexOf('put_file() {'));
    expect(program).not.toContain('\nkube() {');
  });

  test('of a name or a value with shell in it stays a word', () => {
    const sysctls = { 'kernel.core_pattern': "|/bin/sh -c 'touch /tmp/x; $(id)'" };
    const node = { ...makeHost().node, sysctls };
    const [host] = renderAction(makeCluster({ hosts: [makeHost({ node })] }));
    expect(host?.program).toContain("'|/bin/sh -c '\\''touch /tmp/x; $(id)'\\'''");
  });
});

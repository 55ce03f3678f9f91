import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap, start } from './cli.ts';
import { expectFourHostCluster } from './end-state.ts';
import { FOUR, fourHosts } from './four-hosts.ts';
import { each, on, onEach, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import type { Project } from './project.ts';

const RUNS = '/var/lib/kubestrap/runs';
const REATTACHED = 'started by an earlier run that was cut off: its end is waited for';

/** A kubeadm run on a host: when it started, and which runs of its unit systemd has seen. */
async function kubeadmRun(lab: Lab, host: string, command: 'init' | 'join') {
  const unit = `kubestrap-kubeadm-${command}.service`;
  const text = await on(
    lab,
    host,
    `cat ${RUNS}/kubeadm-${command}/started
journalctl -q -o export UNIT=${unit} | sed -n 's/^INVOCATION_ID=//p' | sort -u`,
  );
  const [started, ...invocations] = text.trim().split('\n');
  return { started, invocations };
}

async function isActive(lab: Lab, host: string, unit: string): Promise<boolean> {
  return (await lab.exec(host, `systemctl is-active --quiet ${unit}`)).code === 0;
}

/** Until kubeadm is well under way on a host. */
function underWay(lab: Lab, host: string, command: 'init' | 'join', sign: string): Promise<void> {
  const script = `systemctl is-active --quiet kubestrap-kubeadm-${command} && grep -qF '${sign}' ${RUNS}/kubeadm-${command}/log`;
  return until(`kubeadm ${command} is at ${sign}`, async () => (await lab.exec(host, script)).code === 0);
}

// One cluster, from bare hosts to the end: every run is cut off, and the next one goes on.
onLab('runs that are cut off', () => {
  let lab: Lab;
  let project: Project;
  let before: Awaited<ReturnType<typeof kubeadmRun>>;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-interrupted', hosts: FOUR });
    project = await fourHosts(lab);
  });

  afterEach(async () => {
    // nobody waits for a dead holder
    const held = async () => Object.values(await onEach(lab, 'ls -d /run/kubestrap/lock 2>/dev/null || :'));
    await until('the lock is free', async () => (await held()).every((line) => line === ''), 10);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('killed while it prepares nodes, it leaves a record of what is its own', async () => {
    const run = start(project, 'apply', '-y');
    const { signal, stderr } = await run.endAt(/cp-1 +prepare +sysctl net\.core\.somaxconn/, 'SIGKILL');
    expect(signal).toBe('SIGKILL');
    expect(stderr).not.toContain('kubeadm init');
    const record = JSON.parse(await on(lab, 'cp-1', 'cat /var/lib/kubestrap/record.json')) as {
      resources: Record<string, { original: string }>;
    };
    expect(record.resources).toHaveProperty(['sysctl net.core.somaxconn', 'original']);
  });

  test('killed between the preparation and init, it has started no cluster', async () => {
    await on(lab, 'cp-2', 'rm -f /etc/sysctl.d/99-kubestrap.conf'); // so that there is something to prepare
    const run = start(project, 'apply', '-y');
    await run.endAt(/== Look at the hosts/, 'SIGKILL', 2);
    expect(await onEach(lab, `ls -d ${RUNS} /etc/kubernetes/pki 2>/dev/null || :`)).toEqual(each(FOUR, ''));
    expect(await on(lab, 'cp-2', 'cat /etc/sysctl.d/99-kubestrap.conf')).toContain('net.ipv4.ip_forward = 1');
  });

  test('killed inside kubeadm init, kubeadm goes on', async () => {
    const run = start(project, 'apply', '-y');
    await run.line(/cp-1 +init +kubeadm init/);
    await underWay(lab, 'cp-1', 'init', '[certs]');
    await run.end('SIGKILL');
    before = await kubeadmRun(lab, 'cp-1', 'init');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await isActive(lab, 'cp-1', 'kubestrap-kubeadm-init')).toBe(true);
    expect(before.invocations).toHaveLength(1);
  });

  test('the next run waits for that kubeadm; killed between two joins, it leaves both hosts whole', async () => {
    const run = start(project, 'apply', '-y');
    const { stdout } = await run.endAt(/cp-2 +join-control-planes +done/, 'SIGKILL');
    expect(stdout).toContain(REATTACHED);
    expect(await kubeadmRun(lab, 'cp-1', 'init')).toEqual(before);
  });

  test('killed inside a join, kubeadm goes on', async () => {
    const run = start(project, 'apply', '-y');
    await run.line(/cp-3 +join-control-planes +kubeadm join/);
    await underWay(lab, 'cp-3', 'join', '[certs]');
    await run.end('SIGKILL');
    before = await kubeadmRun(lab, 'cp-3', 'join');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await isActive(lab, 'cp-3', 'kubestrap-kubeadm-join')).toBe(true);
  });

  test('the next run waits for that one too; Ctrl-C stops it in an orderly way', async () => {
    const run = start(project, 'apply', '-y');
    await run.line(/w-1 +join-workers +kubeadm join/);
    await until('kubeadm runs', () => isActive(lab, 'w-1', 'kubestrap-kubeadm-join'));
    const { code, stdout, stderr } = await run.end('SIGINT');
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted');
    expect(stdout).toContain(REATTACHED);
    expect(await kubeadmRun(lab, 'cp-3', 'join')).toEqual(before);
    before = await kubeadmRun(lab, 'w-1', 'join');
  });

  test('killed while it verifies, all is done', async () => {
    const run = start(project, 'apply', '-y');
    await run.endAt(/== Verify/, 'SIGKILL');
    expect(await kubeadmRun(lab, 'w-1', 'join')).toEqual(before);
  });

  test('the run after all of them ends with the same cluster as one that nobody stopped', async () => {
    const last = await kubestrap(project, 'apply', '-y');
    expect(last.code, last.stderr).toBe(0);
    await expectFourHostCluster(project);
    const { code, stdout } = await kubestrap(project, 'apply', '-y');
    expect(code).toBe(0);
    expect(stdout).toContain('No changes. 4 hosts match the spec.');
  });
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap, start } from './cli.ts';
import { expectFourHostCluster } from './end-state.ts';
import { FOUR, fourHosts } from './four-hosts.ts';
import { each, having, on, onEach, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import type { Project } from './project.ts';

const RUNS = '/var/lib/kubestrap/runs';
const REATTACHED = 'its end is waited for';

/** The one kubeadm run of a host, while it goes on: the marker of its start, and what systemd calls this run. */
function runNow(lab: Lab, host: string, command: 'init' | 'join'): Promise<string> {
  const invocation = `systemctl show -p InvocationID --value kubestrap-kubeadm-${command}.service`;
  return on(lab, host, `stat -c '%i %y' ${RUNS}/kubeadm-${command}/started; ${invocation}`);
}

/** The same afterwards, from systemd's journal: more lines where kubeadm ran more than once. */
function runsBefore(lab: Lab, host: string, command: 'init' | 'join'): Promise<string> {
  const journal = `journalctl -q -o export UNIT=kubestrap-kubeadm-${command}.service`;
  const invocations = `${journal} | grep -a '^INVOCATION_ID=' | cut -d = -f 2 | sort -u`;
  return on(lab, host, `stat -c '%i %y' ${RUNS}/kubeadm-${command}/started; ${invocations}`);
}

/** Without the wrapping of lines. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
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
  let seen: string;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-interrupted', hosts: FOUR });
    project = await fourHosts(lab);
  });

  afterEach(async () => {
    // nobody waits for a dead holder
    await until('the lock is free', async () => (await having(lab, '/run/kubestrap/lock')).length === 0, 10);
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
    expect((await kubestrap(project, 'apply', '-y', '--only', 'prepare')).code).toBe(0);
    await on(lab, 'cp-2', 'rm /etc/sysctl.d/99-kubestrap.conf'); // so that one host is left to prepare
    const run = start(project, 'apply', '-y');
    await run.endAt(/cp-2 +prepare +done/, 'SIGKILL');
    expect(await onEach(lab, `ls -d ${RUNS} /etc/kubernetes/pki 2>/dev/null || :`)).toEqual(each(FOUR, ''));
    expect(await on(lab, 'cp-2', 'cat /etc/sysctl.d/99-kubestrap.conf')).toContain('net.ipv4.ip_forward = 1');
  });

  test('killed inside kubeadm init, kubeadm goes on', async () => {
    const run = start(project, 'apply', '-y');
    await run.line(/cp-1 +init +kubeadm init/);
    await underWay(lab, 'cp-1', 'init', '[certs]');
    seen = await runNow(lab, 'cp-1', 'init');
    await run.end('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await isActive(lab, 'cp-1', 'kubestrap-kubeadm-init')).toBe(true);
  });

  test('the next run waits for that kubeadm; killed between two joins, it leaves both hosts whole', async () => {
    const run = start(project, 'apply', '-y');
    const { stdout } = await run.endAt(/cp-2 +join-control-planes +done/, 'SIGKILL');
    expect(oneLine(stdout)).toContain(REATTACHED);
    expect(await runsBefore(lab, 'cp-1', 'init')).toBe(seen);
  });

  test('killed inside a join, kubeadm goes on', async () => {
    const run = start(project, 'apply', '-y');
    await run.line(/cp-3 +join-control-planes +kubeadm join/);
    await underWay(lab, 'cp-3', 'join', '[certs]');
    seen = await runNow(lab, 'cp-3', 'join');
    await run.end('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await isActive(lab, 'cp-3', 'kubestrap-kubeadm-join')).toBe(true);
  });

  test('the next run waits for that one too; Ctrl-C stops it in an orderly way', async () => {
    const run = start(project, 'apply', '-y');
    await run.line(/w-1 +join-workers +kubeadm join/);
    await until('kubeadm runs', () => isActive(lab, 'w-1', 'kubestrap-kubeadm-join'));
    const worker = await runNow(lab, 'w-1', 'join');
    const { code, stdout, stderr } = await run.end('SIGINT');
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted');
    expect(oneLine(stdout)).toContain(REATTACHED);
    expect(await runsBefore(lab, 'cp-3', 'join')).toBe(seen);
    seen = worker;
  });

  test('killed while it verifies, all is done', async () => {
    const run = start(project, 'apply', '-y');
    await run.endAt(/== Verify/, 'SIGKILL');
    expect(await runsBefore(lab, 'w-1', 'join')).toBe(seen);
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

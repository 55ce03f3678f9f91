import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { strip } from '../../src/ui/terminal.ts';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap, PROGRAM } from './cli.ts';
import { having, on, wrapped } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, edited, type Project } from './project.ts';

const HOSTS = ['cp-1', 'w-1', 'w-2'];
const RECORD = '/var/lib/kubestrap/record.json';
const OURS = '/etc/sysctl.d/99-kubestrap.conf';

/** A line of bash in the project's network, in which "$@" is the program with these arguments. */
function shell({ lab, dir }: Project, line: string, ...args: string[]) {
  const { command, args: all } = lab.inNetns('bash', [
    '-c',
    line,
    'bash',
    process.execPath,
    PROGRAM,
    ...args,
  ]);
  const env = { PATH: process.env.PATH, HOME: dir, LANG: 'C.UTF-8', TERM: 'xterm' };
  return spawn(command, all, { cwd: dir, env, stdio: ['pipe', 'pipe', 'pipe'] });
}

function codeOf(child: ReturnType<typeof shell>): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

onLab('hosts without Kubernetes', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-says', hosts: HOSTS, kube: false });
    project = await createProject(lab);
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('a plan for hosts that lack programs counts them and exits with 1', async () => {
    const { code, stdout } = await kubestrap(project, 'plan', '-o', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).summary).toMatchObject({ hosts: 3, unreachable: 0, blocked: 3 });
    expect((await kubestrap(project, 'plan', '--detailed-exitcode')).code).toBe(1);
    expect((await kubestrap(project, 'apply', '--dry-run')).code).toBe(1);
    // preparation needs none of what is missing
    expect((await kubestrap(project, 'plan', '--only', 'prepare')).code).toBe(0);
  });

  test('certs status, certs renew and reset say that there is no cluster', async () => {
    const status = await kubestrap(project, 'certs', 'status');
    expect([status.code, status.stdout]).toEqual([
      1,
      'no certificates found: these hosts are in no cluster\n',
    ]);
    const renew = await kubestrap(project, '-y', 'certs', 'renew');
    expect(renew.code).toBe(1);
    expect(renew.stderr).toContain('no certificates to renew: these control planes are in no cluster');
    const reset = await kubestrap(project, '--limit', 'w-1', 'reset');
    expect([reset.code, reset.stdout]).toEqual([
      0,
      'Nothing to do: nothing of Kubernetes or kubestrap was found on 1 host. Other hosts were not checked.\n',
    ]);
  });

  test('doctor does not pass units that are not there', async () => {
    const { code, stdout } = await kubestrap(project, '--limit', 'w-1', 'doctor', '-o', 'json');
    expect(code).toBe(1);
    const { checks, findings } = JSON.parse(stdout) as {
      checks: { name: string; passed: string[]; failed: string[] }[];
      findings: { check: string; message: string }[];
    };
    const of = (name: string) => checks.find((check) => check.name === name);
    expect(of('units')).toMatchObject({ passed: [], failed: ['w-1'] });
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'units', message: 'systemd has no unit kubelet.service' }),
    );
    expect(of('programs')?.failed).toEqual(['w-1']);
  });

  test('Ctrl-C at the prompt ends at once, and changes nothing', async () => {
    const child = shell(
      project,
      'exec script -qefc "$(printf "%q " "$@")" /dev/null',
      'apply',
      '--only',
      'prepare',
    );
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (!said.includes('"yes"') && (said + text).includes('"yes"'))
        setTimeout(() => child.stdin.write('\u0003'), 200);
      said += text;
    });
    expect(await codeOf(child)).toBe(130);
    // the cursor comes back at the very end
    expect(strip(said).trimEnd().split('\n').at(-1)).toBe('interrupted: nothing was changed');
    expect(said).not.toContain('stopping');
    expect(await having(lab, '/var/lib/kubestrap')).toEqual([]);
    expect(await having(lab, '/run/kubestrap/lock')).toEqual([]);
  });

  test('an apply whose output nobody reads is applied all the same', async () => {
    const line = '"$@" 2> >(true) | true; exit $PIPESTATUS';
    expect(await codeOf(shell(project, line, '-y', 'apply', '--only', 'prepare', '--limit', 'w-2'))).toBe(0);
    expect(await having(lab, OURS)).toEqual(['w-2']);
    const full = shell(project, '"$@" >/dev/full', '-y', 'apply', '--only', 'prepare', '--limit', 'cp-1');
    let said = '';
    full.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    expect(await codeOf(full)).toBe(1);
    expect(said).toContain('cannot write to stdout: ENOSPC');
    expect(await having(lab, OURS)).toEqual(['cp-1', 'w-2']);
  });

  test('apply claims no more than it looked at', async () => {
    const words = ['-y', '--limit', 'w-1', 'apply', '--only', 'prepare'];
    const last = ({ stdout }: { stdout: string }) => stdout.trimEnd().split('\n').at(-1);
    expect(last(await kubestrap(project, ...words))).toBe(
      'Done: prepare on w-1. Other phases and hosts were not checked.',
    );
    expect(last(await kubestrap(project, ...words))).toBe(
      'No changes. 1 host matches the spec in prepare. Other phases and hosts were not checked.',
    );
  });

  const damages = {
    empty: [`: >${RECORD}`, 'it is empty'],
    cut: [`sed -i 5q ${RECORD}`, 'it is not JSON'],
    else: [`echo '[]' >${RECORD}`, 'it is not a record of version 1'],
    newer: [`echo '{"version":9}' >${RECORD}`, 'it has version 9'],
    directory: [`rm ${RECORD}; mkdir ${RECORD}`, 'it is no regular file'],
    link: [`rm ${RECORD}; ln -s nowhere ${RECORD}`, 'it is no regular file'],
  } as const;

  test.each([
    ['empty', 'cut'],
    ['else', 'newer'],
    ['directory', 'link'],
  ] as const)(
    'hosts with a record that cannot be used are left alone, and no other one is: %s, %s',
    async (...kinds) => {
      const odd = kinds.map((kind, index) => ({ host: `w-${index + 1}`, damage: damages[kind] }));
      const look = (host: string) =>
        on(lab, host, `ls -la --time-style=full-iso ${RECORD}; cat ${RECORD} ${OURS} 2>/dev/null || :`);
      const before = new Map<string, string>();
      for (const { host, damage } of odd) {
        await on(lab, host, `cp ${RECORD} /root/record.json; ${damage[0]}`);
        onTestFinished(
          async () => void (await on(lab, host, `rm -rf ${RECORD}; mv /root/record.json ${RECORD}`)),
        );
        before.set(host, await look(host));
      }
      const value = `4${Date.now() % 1000}`;
      const changed = await edited(project, ({ cluster }) => {
        cluster.spec.node = { ...cluster.spec.node, sysctls: { 'net.core.somaxconn': value } };
      });
      const { code, stderr, stdout } = await kubestrap(changed, '-y', 'apply', '--only', 'prepare');
      expect(code).toBe(1);
      const said = stderr.replaceAll(/\s+/g, ' ');
      expect(said).toContain('apply failed on 2 of 3 hosts');
      for (const { host, damage } of odd) {
        expect(said).toContain(`${host}: the record ${RECORD} cannot be used: ${damage[1]}`);
        expect(await look(host)).toBe(before.get(host));
      }
      expect(said).toContain('move it away');
      // they answered
      expect(stdout).toContain('2 hosts cannot go on');
      expect(await on(lab, 'cp-1', `cat ${OURS}`)).toContain(value);
    },
  );

  test('a record that another run wrote meanwhile is not overwritten', async () => {
    // the hash of what was read, and then one more byte: as a run whose write lands right after ours has read
    const undo = await wrapped(
      lab,
      'w-1',
      'base64',
      `REAL "$@"\n[ ! -f ${RECORD} ] || printf ' ' >>${RECORD}`,
    );
    onTestFinished(undo);
    const changed = await edited(project, ({ cluster }) => {
      cluster.spec.node = { ...cluster.spec.node, sysctls: { 'net.core.somaxconn': '5001' } };
    });
    const sum = () => on(lab, 'w-1', `tr -d ' ' <${RECORD} | sha256sum; cat ${OURS}`);
    const before = await sum();
    const { code, stderr } = await kubestrap(changed, '-y', 'apply', '--only', 'prepare', '--limit', 'w-1');
    expect(code).toBe(1);
    expect(stderr).toContain(`${RECORD} changed since it was read`);
    expect(await sum()).toBe(before);
  });

  test('a plan of hosts none of which answers is no plan', async () => {
    const elsewhere = await edited(project, ({ inventory }) => {
      inventory.ssh = { ...inventory.ssh, port: 1 };
    });
    const { code, stdout, stderr } = await kubestrap(elsewhere, 'plan');
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([1, 'No plan: 3 of 3 hosts did not answer.']);
    expect(stderr).toContain('error: no plan: 3 of 3 hosts did not answer');
    const apply = await kubestrap(elsewhere, '-y', 'apply');
    expect(apply.code).toBe(1);
    expect(apply.stderr).toContain('apply failed on 3 of 3 hosts');
    expect(apply.stderr).not.toContain('stays');
    const status = await kubestrap(elsewhere, 'certs', 'status');
    expect([status.code, status.stdout]).toEqual([1, expect.stringContaining('3 of 3 hosts did not answer')]);
  });
});

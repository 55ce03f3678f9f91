import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, up } from './lab.ts';
import { ssh } from './ssh.ts';
import { everyLab } from './teardown.ts';

const run = promisify(execFile);

/** What a lab could leave on the machine. */
async function traces(): Promise<Record<string, string[]>> {
  const lines = async (command: string, ...args: string[]): Promise<string[]> =>
    (await run(command, args)).stdout.split('\n').filter(Boolean).sort();
  const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  const processes = await lines('ps', '-eo', 'stat,args');
  return {
    // /run/netns itself is iproute2's: it stays once anyone has made a namespace.
    mounts: mounts
      .map((line) => line.split(' ')[4] ?? '')
      .filter((path) => path !== '/run/netns')
      .sort(),
    cgroups: (await lines('find', '/sys/fs/cgroup', '-type', 'd')).filter((path) => path.includes('kslab-')),
    namespaces: await lines('ip', 'netns', 'list'),
    links: (await lines('ip', '-o', 'link', 'show')).map((line) => line.split(':')[1] ?? ''),
    processes: processes.filter((line) => line.includes('systemd-nspawn') && !line.startsWith('Z')),
    propagation: await readdir('/run/systemd/nspawn/propagate').catch(() => []),
    swaps: await lines('cat', '/proc/swaps'),
  };
}

describe('a lab of two bare hosts', () => {
  let before: Awaited<ReturnType<typeof traces>>;
  let lab: Lab;

  beforeAll(async () => {
    before = await traces();
    lab = await up({ name: 'labtest', hosts: ['a', 'b'], kube: false });
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('systemd runs on each, and no unit has failed', async () => {
    for (const { name } of lab.hosts) {
      const { stdout } = await lab.exec(
        name,
        'systemctl is-system-running --wait; systemctl --failed --plain --no-legend',
      );
      expect(stdout.trim()).toBe('running');
    }
  });

  test('sshd answers with the key that the lab wrote down, and a host knows its name', async () => {
    for (const { name } of lab.hosts) expect(await ssh(lab, name, 'hostname')).toBe(name);
  });

  test('the ops user may use sudo without a password', async () => {
    const { stdout } = await lab.exec('a', 'su ops -c "sudo -n id -u"');
    expect(stdout.trim()).toBe('0');
  });

  test('a net.* setting of one host is not seen by the other', async () => {
    await lab.exec('a', 'sysctl -w net.ipv4.ip_local_reserved_ports=4711');
    await lab.exec('b', 'sysctl -w net.ipv4.ip_local_reserved_ports=4712');
    expect(await ssh(lab, 'a', 'sysctl -n net.ipv4.ip_local_reserved_ports')).toBe('4711');
  });

  test('a paused host lets connections hang until it is resumed', async () => {
    await lab.pause('a');
    await expect(ssh(lab, 'a', 'true', 2)).rejects.toThrow();
    expect(await ssh(lab, 'b', 'hostname')).toBe('b');
    await lab.resume('a');
    expect(await ssh(lab, 'a', 'hostname')).toBe('a');
  });

  test('a cut cable makes a host unreachable until it is mended', async () => {
    await lab.cut('a');
    await expect(ssh(lab, 'a', 'true', 2)).rejects.toThrow();
    await lab.mend('a');
    expect(await ssh(lab, 'a', 'hostname')).toBe('a');
  });

  test('a host that lost its power comes back with its disk and its key', async () => {
    await ssh(lab, 'a', 'echo kept > /root/kept; echo lost > /run/lost');
    await lab.kill('a');
    expect(lab.host('a').pid).toBe(0);
    await lab.start('a');
    expect(await ssh(lab, 'a', 'cat /root/kept; ls /run/lost 2>/dev/null || echo gone')).toBe('kept\ngone');
  });

  test('no swap can be turned off, no clock stepped, no module loaded from a host', async () => {
    const { stdout } = await lab.exec('a', 'grep CapBnd /proc/1/status');
    const capabilities = BigInt(`0x${stdout.trim().split(/\s+/)[1]}`);
    const [moduleBit, timeBit] = [16n, 25n];
    expect((capabilities >> moduleBit) & 1n).toBe(0n);
    expect((capabilities >> timeBit) & 1n).toBe(0n);
  });

  test('after down nothing of it is left, and the machine has its own settings again', async () => {
    const swappiness = await readFile('/proc/sys/vm/swappiness', 'utf8');
    await lab.exec('a', `sysctl -w vm.swappiness=${Number(swappiness) - 1}`);
    await lab.down();
    // The last lab to go down puts them back; someone may have another one up.
    if ((await everyLab()).length === 0) {
      expect(await readFile('/proc/sys/vm/swappiness', 'utf8')).toBe(swappiness);
    }
    expect(await traces()).toEqual(before);
    await lab.down(); // once more changes nothing
    expect(await traces()).toEqual(before);
  });
});

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Lab, up } from './lab.ts';
import { ssh as sshTo } from './ssh.ts';

const run = promisify(execFile);

/** What the virtual machines of the lab `vmlabtest` could leave on the machine. */
async function traces(): Promise<string[]> {
  const lines = async (command: string, ...args: string[]): Promise<string[]> =>
    (await run(command, args)).stdout.split('\n').filter((line) => line.includes('vmlabtest'));
  return [
    ...(await lines('find', '/sys/fs/cgroup', '-type', 'd')),
    ...(await lines('ip', 'netns', 'list')),
    // Of qemu itself: its working directory is the host's.
    ...(await lines('sh', '-c', 'for link in /proc/[0-9]*/cwd; do readlink $link || :; done')),
    ...(await readFile('/proc/self/mountinfo', 'utf8'))
      .split('\n')
      .filter((line) => line.includes('vmlabtest')),
  ];
}

describe('a lab of one bare virtual machine', () => {
  let lab: Lab;

  /** What a script prints there; fails the test when the script fails. */
  async function on(script: string): Promise<string> {
    const { code, stdout, stderr } = await lab.exec('vm', script);
    expect({ script, code, stderr }).toMatchObject({ code: 0 });
    return stdout.trim();
  }

  const ssh = (command: string, timeout = 30) => sshTo(lab, 'vm', command, timeout);

  beforeAll(async () => {
    lab = await up({ name: 'vmlabtest', hosts: [{ name: 'vm', vm: {} }], kube: false });
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('it has a kernel of its own, answers SSH with the key that the lab wrote down, and no unit has failed', async () => {
    expect(lab.host('vm').kind).toBe('vm');
    expect(await ssh('hostname')).toBe('vm');
    const machine = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    expect(await on('cat /proc/sys/kernel/random/boot_id')).not.toBe(machine);
    expect(await on('systemctl is-system-running --wait')).toBe('running');
  });

  test('a script gets its output, its errors and its exit code back, in any size', async () => {
    expect(await lab.exec('vm', 'echo out; echo "err ü" >&2; exit 3')).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err ü\n',
    });
    expect((await on('head -c 300000 /dev/zero | tr "\\0" x')).length).toBe(300_000);
  });

  test('modprobe loads ip_vs', async () => {
    expect(await on('modprobe ip_vs && lsmod | grep -c "^ip_vs "')).toBe('1');
  });

  test('its clock can be set back without moving the clock of the machine', async () => {
    const before = Date.now();
    await on('date -s "-10 min"');
    const there = Number(await on('date +%s')) * 1000;
    expect(Date.now() - there).toBeGreaterThan(590_000);
    expect(Date.now() - before).toBeGreaterThanOrEqual(0);
    expect(Date.now() - before).toBeLessThan(120_000);
    await on('date -s "+10 min"');
  });

  test('it can swap to a file and stop swapping', async () => {
    const machine = await readFile('/proc/swaps', 'utf8');
    await on('fallocate -l 32M /swapfile && chmod 600 /swapfile && mkswap /swapfile && swapon /swapfile');
    expect(await on('cat /proc/swaps')).toContain('/swapfile');
    expect(await readFile('/proc/swaps', 'utf8')).toBe(machine);
    await on('swapoff /swapfile && rm /swapfile');
    expect(await on('cat /proc/swaps')).not.toContain('/swapfile');
  });

  test('a cut cable makes it unreachable until it is mended; scripts still run on it', async () => {
    await lab.cut('vm');
    await expect(ssh('true', 2)).rejects.toThrow();
    expect(await on('echo here')).toBe('here');
    await lab.mend('vm');
    // the machine still takes the address for one that nobody has
    await vi.waitFor(async () => expect(await ssh('hostname')).toBe('vm'), {
      timeout: 20_000,
      interval: 500,
    });
  });

  test('while it is paused connections hang and scripts are refused', async () => {
    await lab.pause('vm');
    await expect(ssh('true', 2)).rejects.toThrow();
    await expect(lab.exec('vm', 'true')).rejects.toThrow('is paused');
    await lab.resume('vm');
    expect(await ssh('hostname')).toBe('vm');
  });

  test('it reboots into a new boot, with its disk', async () => {
    const before = await on('echo kept >/root/kept; cat /proc/sys/kernel/random/boot_id');
    await lab.reboot('vm');
    expect(await ssh('cat /proc/sys/kernel/random/boot_id')).not.toBe(before);
    expect(await on('cat /root/kept')).toBe('kept');
  });

  test('after a power cut it comes back with what was synced', async () => {
    await on('echo synced >/root/synced; sync');
    await lab.kill('vm');
    expect(lab.host('vm').pid).toBe(0);
    await expect(lab.exec('vm', 'true')).rejects.toThrow('is off');
    await lab.start('vm');
    expect(await ssh('cat /root/kept /root/synced')).toBe('kept\nsynced');
  });

  test('after down nothing of it is left', async () => {
    expect(await traces()).not.toEqual([]);
    await lab.down();
    expect(await traces()).toEqual([]);
    expect(existsSync(lab.dir)).toBe(false);
  });
});

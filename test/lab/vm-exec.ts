import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { eventually } from './shell.ts';
import { execSocket } from './vm.ts';

/** What a script on a host printed, and its exit code. */
export interface ExecResult {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a script on a virtual machine through its virtio port (files/vm/usr/local/lib/lab/exec has the other end): one
 * after the other, also while it is cut off, and as soon as it boots. Rejects when there is no answer within the time,
 * or when the machine loses its power.
 */
export async function executeInVm(
  directory: string,
  script: string,
  milliseconds = 600_000,
): Promise<ExecResult> {
  const id = randomUUID();
  // Through the directory, since its path may be longer than that of a socket can be.
  const handle = await open(directory, 'r');
  const socket = createConnection(join(`/proc/self/fd/${handle.fd}`, execSocket));
  try {
    return await new Promise<ExecResult>((resolve, reject) => {
      const fail = (what: string): void => reject(new Error(`lab exec in ${directory}: ${what}`));
      const timer = setTimeout(() => fail(`no answer within ${milliseconds / 1000} s`), milliseconds);
      const received: Buffer[] = [];
      socket.on('connect', () => socket.write(`\n${id} ${Buffer.from(script).toString('base64')} .\n`));
      socket.on('data', (data) => {
        received.push(data);
        if (!data.includes('\n')) return;
        // Lines with another ID answer someone who did not wait for them.
        const line = Buffer.concat(received)
          .toString('latin1')
          .split('\n')
          .slice(0, -1)
          .find((candidate) => candidate.startsWith(`${id} `));
        if (line !== undefined) resolve(parse(line));
      });
      socket.on('error', (error) => fail(error.message));
      socket.on('close', () => {
        clearTimeout(timer);
        fail('the machine has lost its power');
      });
    });
  } finally {
    socket.destroy();
    await handle.close();
  }
}

function parse(line: string): ExecResult {
  const [, code, stdout = '', stderr = ''] = line.split(' ');
  const text = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
  return { code: Number(code), stdout: text(stdout), stderr: text(stderr) };
}

const bootId = 'cat /proc/sys/kernel/random/boot_id';

/**
 * Asks a virtual machine to reboot, and returns once its kernel is another. `answers` says whether its sshd does: who
 * is connected to the virtio port while the machine resets is not heard afterwards, so the port is left alone until then.
 */
export async function rebootVm(
  directory: string,
  milliseconds: number,
  answers: () => Promise<boolean>,
): Promise<void> {
  const before = (await executeInVm(directory, bootId)).stdout;
  // a moment later, or the answer would be lost with the service that gives it
  const asked = await executeInVm(directory, '(sleep 1; systemctl reboot) >/dev/null 2>&1 &');
  if (asked.code !== 0) throw new Error(`lab reboot in ${directory}: ${asked.stderr}`);
  if (!(await eventually(milliseconds, async () => !(await answers()), 200)))
    throw new Error(`lab reboot in ${directory}: it did not go down within ${milliseconds / 1000} s`);
  if (!(await eventually(milliseconds, answers, 200)))
    throw new Error(`lab reboot in ${directory}: no sshd after the reboot; see its console.log`);
  if ((await executeInVm(directory, bootId)).stdout === before)
    throw new Error(`lab reboot in ${directory}: sshd went away and came back, but the kernel is the same`);
}

import { readFile, rm } from 'node:fs/promises';
import { powerOff } from './boot.ts';
import { groupOwners } from './cgroups.ts';
import { withLock } from './lock.ts';
import { restoreMachine } from './machine.ts';
import { namespaces, removeBridge, removeNamespace } from './network.ts';
import { labDirectory, labsDirectory, prefix } from './paths.ts';
import { attempt, eventually, run } from './shell.ts';
import { labNames, readState } from './state.ts';

/**
 * Takes a lab down and leaves nothing of it. Goes by what is there rather than by what was written down, so it also
 * ends labs whose `up` or `down` was killed half-way; for a lab that is not there it does nothing.
 */
export async function teardown(name: string): Promise<void> {
  const directory = labDirectory(name);
  const state = await readState(name);
  for (const owner of await groupOwners()) if (owner.lab === name) await powerOff(owner.lab, owner.host);
  for (const mountPoint of await mountsBelow(directory)) await unmount(mountPoint);
  if (state) await removeBridge(state.network);
  await removeNamespace(`${prefix}${name}`);
  // What nspawn leaves when it is killed itself.
  for (const { machine } of state?.hosts ?? [])
    await rm(`/run/systemd/nspawn/propagate/${machine}`, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
  await withLock('labs', async () => {
    if ((await labNames()).length === 0) await restoreMachine();
  });
}

/** Every lab of which there is a directory, a control group or a network namespace. */
export async function everyLab(): Promise<string[]> {
  const names = new Set(await labNames());
  for (const { lab } of await groupOwners()) names.add(lab);
  for (const netns of await namespaces()) if (!netns.includes('.')) names.add(netns.slice(prefix.length));
  return [...names];
}

/** Takes everything down: labs, and namespaces of sessions that were killed. */
export async function teardownAll(): Promise<string[]> {
  const names = await everyLab();
  for (const name of names) await teardown(name);
  for (const netns of await namespaces()) await removeNamespace(netns);
  await attempt`rmdir ${labsDirectory()}`;
  return names;
}

/** A process that was just killed may take a moment to let go of its files. */
async function unmount(mountPoint: string): Promise<void> {
  if (await eventually(10_000, async () => (await attempt`umount ${mountPoint}`).exitCode === 0, 200)) return;
  await run`umount ${mountPoint}`;
}

async function mountsBelow(directory: string): Promise<string[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).trim().split('\n');
  const points = lines.map((line) => (line.split(' ')[4] ?? '').replaceAll('\\040', ' '));
  return points.filter((point) => point.startsWith(`${directory}/`)).reverse();
}

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { prefix } from './paths.ts';
import { attempt, eventually } from './shell.ts';

// A host has one group in every hierarchy of the machine. On cgroup v1 each controller is a hierarchy; the groups are
// made below the one this process is in. On cgroup v2 there is one hierarchy, whose root may delegate.

interface Hierarchy {
  mountPoint: string;
  controllers: string[]; // [] for v2
  own: string; // the directory of the group that this process is in
}

async function hierarchies(): Promise<Hierarchy[]> {
  const groups = new Map<string, string>();
  for (const line of (await readFile('/proc/self/cgroup', 'utf8')).trim().split('\n')) {
    const [, controllers = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    groups.set(controllers, path);
  }
  const found: Hierarchy[] = [];
  for (const line of (await readFile('/proc/self/mountinfo', 'utf8')).trim().split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const [, , , root = '/', mountPoint = ''] = left.split(' ');
    const [type = '', , superOptions = ''] = right.split(' ');
    // Mounts elsewhere are those of containers that share this mount table.
    if (!type.startsWith('cgroup') || !mountPoint.startsWith('/sys/fs/cgroup')) continue;
    const options = superOptions.split(',');
    const key =
      type === 'cgroup2'
        ? ''
        : [...groups.keys()].find(
            (names) => names !== '' && names.split(',').every((name) => options.includes(name)),
          );
    if (key === undefined) continue;
    const path = groups.get(key) ?? '/';
    const below = relative(root, path);
    found.push({
      mountPoint,
      controllers: key ? key.split(',') : [],
      own: below.startsWith('..') ? mountPoint : join(mountPoint, below),
    });
  }
  return found;
}

/** Makes a host's groups and returns their directories. */
export async function createCgroups(lab: string, host: string): Promise<string[]> {
  const all = await hierarchies();
  if (all.length === 0) throw new Error('no cgroup hierarchy is mounted under /sys/fs/cgroup');
  const unifiedOnly = all.length === 1 && all[0]?.controllers.length === 0;
  const made: string[] = [];
  for (const { mountPoint, controllers, own } of all) {
    const parent = unifiedOnly ? mountPoint : own;
    if (unifiedOnly) {
      const available = (await readFile(join(parent, 'cgroup.controllers'), 'utf8')).trim().split(' ');
      for (const name of available)
        await writeFile(join(parent, 'cgroup.subtree_control'), `+${name}`).catch(() => {});
    }
    const group = join(parent, groupName(lab, host));
    await mkdir(group, { recursive: true });
    if (controllers.includes('cpuset')) {
      // A new cpuset is empty, and an empty one takes no process.
      for (const file of ['cpuset.cpus', 'cpuset.mems'])
        await writeFile(join(group, file), await readFile(join(parent, file)));
      await writeFile(join(group, 'cgroup.clone_children'), '1');
    }
    made.push(group);
  }
  return made;
}

/** The group directories of one host, or of all hosts of all labs: what is there, not what should be. */
export async function findCgroups(lab = '*', host = '*'): Promise<string[]> {
  return (await attempt`find /sys/fs/cgroup -type d -name ${groupName(lab, host)} -prune`).lines();
}

function groupName(lab: string, host: string): string {
  return `${prefix}${lab}.${host}`;
}

/** The lab and the host of every group that is there. */
export async function groupOwners(): Promise<{ lab: string; host: string }[]> {
  const names = new Set((await findCgroups()).map((path) => basename(path).slice(prefix.length)));
  return [...names].map((name) => {
    const [lab = '', host = ''] = name.split('.');
    return { lab, host };
  });
}

/** All processes in the groups and below. */
export async function processesIn(groups: readonly string[]): Promise<number[]> {
  const pids = new Set<number>();
  for (const group of groups) {
    const listed = await attempt`find ${group} -name cgroup.procs -exec cat {} +`;
    for (const line of listed.lines()) if (Number(line) > 0) pids.add(Number(line));
  }
  return [...pids];
}

/** Freezes or thaws everything in the groups; a frozen process keeps its sockets and answers nothing. */
export async function setFrozen(groups: readonly string[], frozen: boolean): Promise<void> {
  for (const group of groups) {
    const v1 = join(group, 'freezer.state');
    const v2 = join(group, 'cgroup.freeze');
    if (existsSync(v1)) {
      const state = frozen ? 'FROZEN' : 'THAWED';
      await writeFile(v1, state);
      const done = await eventually(10_000, async () => (await readFile(v1, 'utf8')).trim() === state);
      if (!done) throw new Error(`${v1} did not become ${state} within 10 s`);
    } else if (existsSync(v2)) await writeFile(v2, frozen ? '1' : '0');
  }
}

/** Whether everything in the groups is frozen. */
export async function isFrozen(groups: readonly string[]): Promise<boolean> {
  for (const group of groups) {
    const v1 = await readFile(join(group, 'freezer.state'), 'utf8').catch(() => '');
    const v2 = await readFile(join(group, 'cgroup.freeze'), 'utf8').catch(() => '');
    if (v1.trim() === 'FROZEN' || v2.trim() === '1') return true;
  }
  return false;
}

/** Removes the groups and all below them; their processes must have ended. */
export async function removeCgroups(groups: readonly string[]): Promise<void> {
  for (const group of groups) {
    const gone = await eventually(5000, () => removeTree(group));
    if (!gone)
      throw new Error(
        `${group} could not be removed: processes ${(await processesIn([group])).join(' ')} are in it`,
      );
  }
}

async function removeTree(group: string): Promise<boolean> {
  if (!existsSync(group)) return true;
  // the kernel takes groups away as their processes end, and another teardown may be at it, too
  const entries = await readdir(group, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) await removeTree(join(group, entry.name));
  }
  return rmdir(group).then(
    () => true,
    () => !existsSync(group),
  );
}

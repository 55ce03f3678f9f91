import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from './paths.ts';

// vm.*, kernel.* and fs.* are the machine's: a lab host that sets them sets them for everyone. They are noted when the
// first lab comes up and put back when the last one goes down.

const directories = ['vm', 'kernel', 'kernel/keys', 'fs', 'fs/inotify'];
const moving = /^kernel\/(ns_last_pid|printk_ratelimit|random)/; // the kernel's own counters

function noteFile(): string {
  return join(cacheDirectory(), 'machine-sysctls.json');
}

async function readSysctls(): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const directory of directories) {
    for (const name of await readdir(join('/proc/sys', directory)).catch(() => [])) {
      const key = `${directory}/${name}`;
      const file = join('/proc/sys', key);
      const info = await stat(file).catch(() => undefined);
      if (!info?.isFile() || (info.mode & 0o600) !== 0o600 || moving.test(key)) continue;
      const value = await readFile(file, 'utf8').catch(() => undefined);
      if (value !== undefined) values[key] = value;
    }
  }
  return values;
}

/** Notes the machine's values, unless an earlier lab's note is there. */
export async function noteMachine(): Promise<void> {
  await writeFile(noteFile(), JSON.stringify(await readSysctls(), null, 1), { flag: 'wx' }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    },
  );
  await raiseInotify();
}

// Each host's systemd, containerd and kubelet watch files as the machine's root, which may have 128 instances by
// default: with a few hosts containerd's CRI plugin fails with "too many open files".
const inotifyInstances = 8192;

async function raiseInotify(): Promise<void> {
  const file = '/proc/sys/fs/inotify/max_user_instances';
  if (Number(await readFile(file, 'utf8')) < inotifyInstances) await writeFile(file, `${inotifyInstances}`);
}

/** Puts back what differs from the note, and drops the note. Returns the names of what was put back. */
export async function restoreMachine(): Promise<string[]> {
  const note = await readFile(noteFile(), 'utf8').catch(() => undefined);
  if (note === undefined) return [];
  const before = JSON.parse(note) as Record<string, string>;
  const restored: string[] = [];
  for (const [key, value] of Object.entries(await readSysctls())) {
    const original = before[key];
    if (original === undefined || original === value) continue;
    // Some refuse their own value (page_lock_unfairness and the like); they were not ours to set either.
    await writeFile(join('/proc/sys', key), original).then(
      () => restored.push(key.replaceAll('/', '.')),
      () => {},
    );
  }
  await rm(noteFile(), { force: true });
  return restored;
}

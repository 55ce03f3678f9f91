import { readdirSync, readFileSync } from 'node:fs';
import { packageFile } from '../local/package-root.ts';
import { lines, type Script, sh } from './sh.ts';

let cached: Script | undefined;

/** The shell functions every script starts with: frames, then what steps are made of, a file a subject. */
export function library(): Script {
  cached ??= lines(['frames.sh', ...partNames()].map(libraryPart));
  return cached;
}

/** One file of it, by its path below templates: for a script that runs in a shell of its own. */
export function libraryPart(name: string): Script {
  return sh.code(readFileSync(packageFile('templates', name), 'utf8'));
}

/** In the order of their names: functions may call each other across files, since none is called while they are read. */
function partNames(): string[] {
  return readdirSync(packageFile('templates', 'lib'))
    .filter((name) => name.endsWith('.sh'))
    .sort()
    .map((name) => `lib/${name}`);
}

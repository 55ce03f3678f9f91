import { readFileSync } from 'node:fs';
import { packageFile } from '../package-root.ts';
import { lines, type Script, sh } from './sh.ts';

let cached: Script | undefined;

/** The shell functions every script starts with: frames, then what steps are made of. */
export function library(): Script {
  const files = ['frames.sh', 'lib.sh'];
  cached ??= lines(files.map((name) => sh.code(readFileSync(packageFile('templates', name), 'utf8'))));
  return cached;
}

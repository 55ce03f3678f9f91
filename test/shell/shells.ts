import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';

/** A POSIX shell that is installed here. */
export interface Shell {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const KNOWN: readonly Shell[] = [
  { name: 'sh', command: ['/bin/sh'] },
  { name: 'dash', command: ['/usr/bin/dash'] },
  { name: 'bash --posix', command: ['/usr/bin/bash', '--norc', '--posix'] },
  { name: 'busybox sh', command: ['/usr/bin/busybox', 'sh'] },
];

const installed = KNOWN.filter(({ command: [path] }) => existsSync(path));
const program = ({ command: [path, ...args] }: Shell) => [realpathSync(path), ...args].join(' ');

/** The shells that hosts may have, as far as they are here, each once; always at least `sh`. */
export const shells: readonly Shell[] = installed.filter(
  (shell, index) => installed.findIndex((other) => program(other) === program(shell)) === index,
);

const [first] = KNOWN;
export const sh: Shell = first ?? { name: 'sh', command: ['/bin/sh'] };

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

/** Runs a script as hosts do: read from stdin as a whole, then evaluated, with nothing left on stdin. */
export function runShell(
  script: string,
  { shell = sh, env = {} }: { readonly shell?: Shell; readonly env?: Readonly<Record<string, string>> } = {},
): Outcome {
  const [path, ...args] = shell.command;
  const start = 'ks_body=$(cat); exec </dev/null; eval "unset ks_body; $ks_body"';
  const { status, stdout, stderr } = spawnSync(path, [...args, '-c', start, 'kubestrap'], {
    input: script,
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8'), bytes: stdout };
}

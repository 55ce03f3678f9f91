import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { SecretReference } from '../secrets/reference.ts';
import type { Secret } from './documents.generated.ts';

/** What relative paths and `~` in a file are relative to. */
export interface Base {
  /** The directory of the file that names them, absolute. */
  readonly directory: string;
  readonly home: string;
}

export function baseOf(directory: string, env: NodeJS.ProcessEnv): Base {
  return { directory: resolve(directory), home: env.HOME || homedir() };
}

/** An absolute path from one in a file: `~` and `~/…` are the home, others relative to the file. */
export function absolute(path: string, { directory, home }: Base): string {
  if (path === '~') return home;
  return path.startsWith('~/') ? resolve(home, path.slice(2)) : resolve(directory, path);
}

/** A secret reference with its paths made absolute, so that it means the same wherever it is used. */
export function secretReference(secret: Secret, base: Base): SecretReference | undefined {
  if (secret.env !== undefined) return { env: secret.env };
  if (secret.file !== undefined) return { file: absolute(secret.file, base) };
  if (secret.command === undefined) return undefined;
  const [program, ...args] = secret.command;
  // As in a shell: a bare word is looked up in PATH, anything with a slash is a path.
  return { command: [program.includes('/') ? absolute(program, base) : program, ...args] };
}

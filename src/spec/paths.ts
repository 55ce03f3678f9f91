import { resolve } from 'node:path';
import { homeDirectory } from '../local/home.ts';
import type { SecretReference } from '../secrets/reference.ts';
import type { Secret } from './documents.generated.ts';

/** What relative paths and `~` in a file are relative to. */
export interface Base {
  /** The directory of the file that names them, absolute. */
  readonly directory: string;
  /** Undefined: `~` means nothing here. */
  readonly home: string | undefined;
}

export function baseOf(directory: string, env: NodeJS.ProcessEnv): Base {
  return { directory: resolve(directory), home: homeDirectory(env) };
}

export function needsHome(path: string): boolean {
  return path === '~' || path.startsWith('~/');
}

/**
 * An absolute path from one in a file: `~` and `~/…` are the home, others relative to the file. Where there is no home a
 * rule has refused those before (src/spec/rules/home.ts).
 */
export function absolute(path: string, { directory, home }: Base): string {
  return needsHome(path) && home !== undefined ? resolve(home, path.slice(2)) : resolve(directory, path);
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

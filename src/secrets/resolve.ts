import { resolve } from 'node:path';
import { FileReadError, readBounded } from './read-file.ts';
import { remember } from './redact.ts';
import type { SecretReference } from './reference.ts';
import { type CommandBounds, CommandError, runCommand } from './run-command.ts';
import { Secret } from './secret.ts';

/** A secret could not be had. The message says from where, and never holds any of it. Exit code 2. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code = 'secret';
  readonly exitCodeOfRun = 2;
}

export interface ResolveSecretOptions {
  /** What a relative file is relative to, and where a command runs. */
  readonly directory: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** How long a command may run, and a pipe may stay open, in ms. Default: a minute, for a person to unlock a store. */
  readonly timeoutMs?: number;
}

/** Passwords and keys are small; a larger file is the wrong one. */
const LIMIT = 64 * 1024;
const TIMEOUT_MS = 60_000;
/** Bits of a file's mode that let others than its owner read it. */
const OTHERS_READ = 0o044;

/** What was fetched already, by environment: a process fetches each secret once, whether it can be had or not. */
const fetched = new WeakMap<NodeJS.ProcessEnv, Map<string, Promise<string>>>();

/**
 * Fetches a secret from where the reference says, once in a process. One trailing newline is dropped, as editors and
 * `pass` add one. Throws SecretError when there is none, or when it lies in a file that others can read.
 */
export async function resolveSecret(
  reference: SecretReference,
  name: string,
  options: ResolveSecretOptions,
): Promise<Secret> {
  const { env = process.env, directory, signal } = options;
  const known = fetched.get(env) ?? new Map<string, Promise<string>>();
  fetched.set(env, known);
  const key = JSON.stringify([reference, directory]);
  const fetching = known.get(key) ?? fetchText(reference, env, options);
  known.set(key, fetching);
  try {
    const secret = new Secret(name, await fetching);
    remember(secret);
    return secret;
  } catch (error) {
    if (signal?.aborted) {
      known.delete(key);
      throw signal.reason;
    }
    if (error instanceof SecretError)
      throw new SecretError(`${name}: ${error.message}`, { cause: error.cause });
    throw error;
  }
}

/** Errors lack the secret's name: several may come from one place. */
async function fetchText(
  reference: SecretReference,
  env: NodeJS.ProcessEnv,
  { directory, signal, timeoutMs = TIMEOUT_MS }: ResolveSecretOptions,
): Promise<string> {
  if ('env' in reference) return fromEnvironment(reference.env, env);
  const text =
    'file' in reference
      ? await fromFile(resolve(directory, reference.file), { timeoutMs, signal })
      : await fromCommand(reference.command, { directory, timeoutMs, limit: LIMIT, signal });
  const value = text.replace(/\r?\n$/, '');
  if (value === '') throw new SecretError(`${sourceOf(reference)} gave nothing`);
  return value;
}

function fromEnvironment(variable: string, env: NodeJS.ProcessEnv): string {
  const value = env[variable];
  if (value) return value;
  const state = value === undefined ? 'not set' : 'empty';
  throw new SecretError(`the environment variable ${variable} is ${state}; export it and run again`);
}

interface Bounds {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

async function fromFile(file: string, { timeoutMs, signal }: Bounds): Promise<string> {
  try {
    const { bytes, mode } = await readBounded(file, { limit: LIMIT, pipeTimeoutMs: timeoutMs, signal });
    if ((mode & OTHERS_READ) === 0) return bytes.toString('utf8');
    const octal = (mode & 0o777).toString(8).padStart(4, '0');
    throw new SecretError(`others can read ${file} (mode ${octal}); run: chmod 600 ${file}`);
  } catch (error) {
    if (error instanceof FileReadError) throw new SecretError(`${file} ${error.message}`, { cause: error });
    throw error;
  }
}

async function fromCommand(command: readonly [string, ...string[]], bounds: CommandBounds): Promise<string> {
  try {
    return await runCommand(command, bounds);
  } catch (error) {
    if (error instanceof CommandError) throw new SecretError(`${command[0]} ${error.message}`);
    throw error;
  }
}

function sourceOf(reference: SecretReference): string {
  if ('env' in reference) return `the environment variable ${reference.env}`;
  return 'file' in reference ? reference.file : reference.command[0];
}

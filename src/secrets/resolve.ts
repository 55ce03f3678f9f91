import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { quote } from '../program/sh.ts';
import type { SecretReference } from './reference.ts';
import { Secret } from './secret.ts';

/** A secret could not be had. The message says from where, and never holds any of it. */
export class SecretError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SecretError';
  }
}

export interface ResolveSecretOptions {
  /** What a relative file is relative to, and where a command runs. */
  readonly directory: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** Passwords and keys are small; a larger file is the wrong one. */
const LIMIT = 64 * 1024;
/** Bits of a file's mode that let others than its owner read it. */
const OTHERS_READ = 0o044;

/**
 * Fetches a secret from where the reference says. One trailing newline is dropped, as editors and `pass` add one.
 * Throws SecretError when there is none, or when it lies in a file that others can read.
 */
export async function resolveSecret(
  reference: SecretReference,
  name: string,
  { directory, env = process.env, signal }: ResolveSecretOptions,
): Promise<Secret> {
  if ('env' in reference) return new Secret(name, fromEnvironment(reference.env, name, env));
  const text =
    'file' in reference
      ? await fromFile(resolve(directory, reference.file), name)
      : await fromCommand(reference.command, name, directory, signal);
  const value = text.replace(/\r?\n$/, '');
  if (value === '') throw new SecretError(`${name}: ${sourceOf(reference)} gave nothing`);
  return new Secret(name, value);
}

function fromEnvironment(variable: string, name: string, env: NodeJS.ProcessEnv): string {
  const value = env[variable];
  if (value) return value;
  const state = value === undefined ? 'not set' : 'empty';
  throw new SecretError(`${name}: the environment variable ${variable} is ${state}; export it and run again`);
}

async function fromFile(file: string, name: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { mode, size } = await handle.stat();
      if (size > LIMIT)
        throw new SecretError(`${name}: ${file} is larger than ${LIMIT / 1024} KiB: the wrong file?`);
      if (mode & OTHERS_READ) {
        const octal = (mode & 0o777).toString(8).padStart(4, '0');
        throw new SecretError(`${name}: others can read ${file} (mode ${octal}); run: chmod 600 ${file}`);
      }
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof SecretError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SecretError(`${name}: ${file} cannot be read: ${reason}`, { cause: error });
  }
}

/** Runs a program of this machine. Its arguments are an array, each quoted as a whole; nothing of it is shown. */
async function fromCommand(
  [program, ...args]: readonly [string, ...string[]],
  name: string,
  directory: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { $ } = await import('zx/core');
  const run = $({
    cwd: directory,
    nothrow: true,
    quiet: true,
    verbose: false,
    shell: '/bin/sh',
    prefix: '',
    postfix: '',
    quote,
    stdio: ['inherit', 'pipe', 'pipe'],
    ...(signal ? { signal } : {}),
  });
  const result = await run`${program} ${args}`;
  if (result.exitCode === 0) return result.stdout;
  const how = result.exitCode === null ? `was ended by ${result.signal}` : `failed (exit ${result.exitCode})`;
  const said = result.stderr.replaceAll(/[^\P{Cc}\n]/gu, '').trim();
  throw new SecretError(`${name}: ${program} ${how}${said ? `: ${said}` : ' and said nothing'}`);
}

function sourceOf(reference: SecretReference): string {
  if ('env' in reference) return `the environment variable ${reference.env}`;
  return 'file' in reference ? reference.file : reference.command[0];
}

import { homedir, userInfo } from 'node:os';

/**
 * The home directory, as a shell has it: HOME, else what the user database says. Undefined where neither does: containers
 * run under UIDs that have no entry, and Node.js then throws.
 */
export function homeDirectory(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.HOME) return env.HOME;
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}

/** The login name, else `uid12345`. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid${process.getuid?.() ?? ''}`;
  }
}

import { $ } from 'zx/core';

/**
 * bash takes a socket on its stdin, as Node's pipes are, for a login by rshd, and reads ~/.bashrc, unless SHLVL says that
 * another shell runs it (bash(1), INVOCATION).
 */
const env = { SHLVL: '1', ...process.env };

/** zx's `$`, silent, with a plain error: what ran is in the message, stderr too. */
export const run = $({ quiet: true, env });

/** Like `run`, for commands whose failure is an answer. */
export const attempt = $({ quiet: true, nothrow: true, env });

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Asks again until `condition` holds; false when it did not within the time. */
export async function eventually(
  milliseconds: number,
  condition: () => Promise<boolean> | boolean,
  interval = 50,
): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() > deadline) return false;
    await sleep(interval);
  }
}

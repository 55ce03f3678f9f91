import { $ } from 'zx/core';

/** zx's `$`, silent, with a plain error: what ran is in the message, stderr too. */
export const run = $({ quiet: true });

/** Like `run`, for commands whose failure is an answer. */
export const attempt = $({ quiet: true, nothrow: true });

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

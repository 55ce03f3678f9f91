/** What the exit code of every command means. */
export const EXIT = {
  done: 0,
  failed: 1,
  invalid: 2,
  changes: 3,
  refused: 4,
  interrupted: 130,
  terminated: 143,
} as const;

/** The exit code an error stands for. Anything that does not say is a failure. */
export function exitCodeOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return EXIT.failed;
  const { name, exitCodeOfRun, problems } = error as {
    name?: unknown;
    exitCodeOfRun?: unknown;
    problems?: unknown;
  };
  if (typeof exitCodeOfRun === 'number') return exitCodeOfRun;
  if (name === 'InputError' || name === 'RenderError' || Array.isArray(problems)) return EXIT.invalid;
  return EXIT.failed;
}

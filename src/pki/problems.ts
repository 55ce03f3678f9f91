import type { Problem } from '../model/problem.ts';

/** Certificates cannot be issued as asked for: every reason. Nothing was written. Exit code 2. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  readonly code = 'certificates';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('the certificates cannot be issued; nothing was written');
    this.problems = problems;
  }
}

export function problem(
  file: string,
  path: string,
  { message, hint }: { message: string; hint: string },
): Problem {
  return { severity: 'error', message, file, path, hint };
}

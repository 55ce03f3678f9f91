import type { Host } from './cluster.ts';

/** Whether a host answered, in documents of commands that only look. */
export interface HostReach {
  readonly name: string;
  readonly role: string;
  readonly reachable: boolean;
  /** Why it did not answer, and what to do. */
  readonly problem?: string;
  readonly remedy?: string;
}

/** Did a host answer, and if not, why and what to do: from the answers by name, and the errors of the others. */
export function hostReach(
  { name, role }: Host,
  answers: ReadonlyMap<string, unknown>,
  errors: ReadonlyMap<string, unknown>,
): HostReach {
  if (answers.has(name)) return { name, role, reachable: true };
  const error = errors.get(name);
  const problem = error instanceof Error ? error.message : 'it did not answer';
  const has = typeof error === 'object' && error !== null && 'remedy' in error;
  const remedy = has && typeof error.remedy === 'string' ? { remedy: error.remedy } : {};
  return { name, role, reachable: false, problem, ...remedy };
}

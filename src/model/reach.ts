import type { Host } from './cluster.ts';
import type { Failure } from './failure.ts';

/** Whether a host answered, in documents of commands that only look. */
export interface HostReach {
  readonly name: string;
  readonly role: string;
  readonly reachable: boolean;
  /** Why it did not answer, and what to do. */
  readonly problem?: string;
  readonly remedy?: string;
}

/** Did a host answer, and if not, why and what to do: from the answers by name, and the failures of the others. */
export function hostReach(
  { name, role }: Host,
  answers: ReadonlyMap<string, unknown>,
  failures: ReadonlyMap<string, Failure>,
): HostReach {
  if (answers.has(name)) return { name, role, reachable: true };
  const failure = failures.get(name);
  const remedy = failure?.remedy?.[0];
  return {
    name,
    role,
    reachable: false,
    problem: failure?.message ?? 'it did not answer',
    ...(remedy === undefined ? {} : { remedy }),
  };
}

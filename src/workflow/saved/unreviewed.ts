import type { Failure } from '../../model/failure.ts';
import type { Phase } from '../../phases/phase.ts';
import { differenceError } from './check.ts';
import type { Difference } from './differences.ts';

/** A phase would make a change that the saved plan does not hold: the run ends before it. Exit code 4. */
export class UnreviewedError extends Error {
  override readonly name = 'UnreviewedError';
  readonly code = 'not-reviewed';
  readonly exitCodeOfRun = 4;
  readonly phase: string;
  readonly errors: readonly Failure[];
  readonly kept: readonly string[];
  readonly remedy = [
    'make a new plan with "kubestrap plan --out FILE", review it, and apply that: it resumes from what is there',
  ];

  constructor(
    { name }: Phase,
    found: readonly Difference[],
    { done, failures }: { readonly done: readonly string[]; readonly failures: readonly Failure[] },
  ) {
    super(`stopped before the phase ${name}: it would do what is not in the saved plan`);
    this.phase = name;
    this.errors = [...found.map(differenceError), ...failures];
    this.kept = [
      done.length === 0
        ? 'nothing was changed'
        : `what the phases ${done.join(', ')} did, as the saved plan says, stays`,
    ];
  }
}

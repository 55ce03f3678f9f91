import type { Problem } from '../model/problem.ts';
import type { Source } from './source.ts';

/** The input cannot be used: every problem of both files, sorted, and their texts for code frames. */
export class InputError extends Error {
  readonly problems: readonly Problem[];
  readonly sources: readonly Source[];

  constructor(problems: readonly Problem[], sources: readonly Source[]) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    super(
      `${errors.length} error${errors.length === 1 ? '' : 's'} in the input: ${first ? summary(first) : ''}`,
    );
    this.name = 'InputError';
    this.problems = problems;
    this.sources = sources;
  }
}

function summary({ file, line, column, message }: Problem): string {
  return `${[file, line, column].filter((part) => part !== undefined).join(':')}: ${message}`;
}

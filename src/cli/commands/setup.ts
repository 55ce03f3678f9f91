import type { Command } from 'commander';
import type { Phase } from '../../phases/phase.ts';
import type { GlobalOptions } from '../options.ts';

/** What commands are added with. */
export interface Setup {
  /** The options that every command takes, once the command line is parsed. */
  readonly globals: () => GlobalOptions;
  /** Those of `apply`, where help asks for them; they are not loaded otherwise. */
  readonly phases: readonly Phase[];
}

/** Adds a command to the program, with those below it. */
export type AddCommand = (program: Command, setup: Setup) => void;

/** The names that `--only` and `--skip-phases` take. */
export function phaseHelp(phases: readonly Phase[]): string {
  const width = Math.max(0, ...phases.map(({ name }) => name.length));
  return [
    '\nPhases, in order:',
    ...phases.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
  ].join('\n');
}

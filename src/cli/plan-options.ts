import type { PlanOptions, SavedPlan } from '../workflow/saved/document.ts';
import type { GlobalOptions } from './options.ts';

/** The flags that `plan` and `apply` share. */
export interface PlanFlags {
  readonly only?: readonly string[] | undefined;
  readonly skipPhases?: readonly string[] | undefined;
  readonly detailedExitcode?: boolean;
  readonly out?: string;
  readonly removeStaleMembers?: boolean;
  readonly acceptNoFaultTolerance?: boolean;
}

/** The options of a command line that a saved plan holds. Names are sorted: their order means nothing. */
export function planOptions(options: Pick<GlobalOptions, 'limit'>, flags: PlanFlags): PlanOptions {
  const names = (list: readonly string[] | undefined) =>
    list === undefined ? null : [...new Set(list)].toSorted();
  return {
    limit: names(options.limit),
    only: names(flags.only),
    skipPhases: names(flags.skipPhases),
    removeStaleMembers: flags.removeStaleMembers ?? false,
    acceptNoFaultTolerance: flags.acceptNoFaultTolerance ?? false,
  };
}

/** The options to apply a saved plan with: its own. Those that the command line gives as well stay, to be compared. */
export function withSaved(given: PlanOptions, { options }: SavedPlan): PlanOptions {
  return {
    limit: given.limit ?? options.limit,
    only: given.only ?? options.only,
    skipPhases: given.skipPhases ?? options.skipPhases,
    removeStaleMembers: given.removeStaleMembers || options.removeStaleMembers,
    acceptNoFaultTolerance: given.acceptNoFaultTolerance || options.acceptNoFaultTolerance,
  };
}

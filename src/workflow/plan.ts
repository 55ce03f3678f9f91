import type { State } from '../cluster/state.ts';
import type { Failure } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import { assemblePlan, type PlannedPhase, planPhases } from './assemble.ts';
import type { Context } from './context.ts';
import { observe, unreachableErrors } from './observe.ts';

export interface Planning {
  readonly plan: Plan;
  readonly planned: readonly PlannedPhase[];
  readonly state: State;
  readonly unreachable: readonly Failure[];
}

/** Facts of all hosts, and what differs from the spec. Changes nothing. */
export async function planAction(context: Context): Promise<Planning> {
  const { state } = await observe(context);
  return planFrom(context, state);
}

/** The same from facts already gathered. */
export function planFrom(context: Context, state: State): Planning {
  const planned = planPhases(context.phases, state);
  return {
    plan: assemblePlan(planned, state),
    planned,
    state,
    unreachable: unreachableErrors(context, state),
  };
}

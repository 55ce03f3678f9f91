import type { State } from '../cluster/state.ts';
import type { Item, Step } from '../shell/emit.ts';

/** What a plan shows of one host: its steps, among them notices of what it cannot do. */
export interface Work<Shown extends Item = Item> {
  readonly host: string;
  readonly steps: readonly Shown[];
}

/** Hosts that work at the same time. Rounds of a phase follow each other. */
export type Round<Shown extends Item = Item> = readonly Work<Shown>[];

export interface PhasePlan<Shown extends Item = Item> {
  readonly rounds: readonly Round<Shown>[];
  /** Hosts without which later rounds are not started: one of them failed, and the phase ends after its round. */
  readonly essential?: ReadonlySet<string>;
  /** Why this phase cannot do all it should, by host; the run goes on where that is safe, and fails in the end. */
  readonly blocked?: readonly { readonly host: string; readonly reason: string }[];
  /** Why nothing at all may be changed: the run stops before it starts (exit 4). */
  readonly refusals?: readonly string[];
  /** What `-y` does not confirm: a person has to, or an option that says just this. */
  readonly cautions?: readonly string[];
}

/** A plan of what is run: notices are not in it. */
export type RunnablePlan = PhasePlan<Step>;

/** One phase of an action: data, from which the plan, the run, `--skip-phases` and the docs come. */
export interface Phase {
  readonly name: string;
  readonly title: string;
  /** Minutes that one program of this phase may take. */
  readonly timeoutMinutes: number;
  /** A program of it that has begun is let end when the connection or this machine is lost. */
  readonly mustFinish?: true;
  /** Where it failed anywhere, no later phase is started. */
  readonly stopsRun?: true;
  /** Pure. */
  readonly plan: (state: State) => PhasePlan;
  /** The state a later phase is planned with, when this one has not run yet. */
  readonly expect?: (state: State) => State;
}

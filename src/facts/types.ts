import type { Fact } from './fact.ts';
import type { FACTS } from './index.ts';
import type { RecordFact } from './record.ts';
import type { System } from './system.ts';

/** What each fact says, under its name in the list. */
export type Answers = {
  readonly [K in keyof typeof FACTS]: (typeof FACTS)[K] extends Fact<infer T> ? T : never;
};

/**
 * Everything known of one host, gathered in one script: what each fact of the list says, those of the host itself and of its
 * record without a name between. Plain data.
 */
export interface HostFacts extends Omit<Answers, 'clock' | 'system' | 'record'>, System, RecordFact {
  /** Host clock minus controller clock, and how far off that may be, in ms; null when not measured. */
  readonly clock: { readonly offsetMs: number; readonly uncertaintyMs: number } | null;
}

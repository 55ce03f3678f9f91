import type { Notice } from '../shell/emit.ts';
import type { Desired, Note } from './area.ts';
import { bootWriterNotes } from './boot-writers.ts';
import { moduleNotes } from './modules.ts';
import { nameNotes } from './names.ts';

const NOTES: readonly ((desired: Desired) => readonly Note[])[] = [moduleNotes, nameNotes, bootWriterNotes];

/** The notes on a host. */
export function hostNotes(phase: string, desired: Desired): Notice[] {
  return NOTES.flatMap((notes) => notes(desired)).map((note) => ({ change: { phase, ...note } }));
}

import type { Step } from '../shell/emit.ts';
import { sh } from '../shell/sh.ts';
import type { Desired, Note } from './area.ts';
import { bootWriterNotes } from './boot-writers.ts';
import { moduleNotes } from './modules.ts';
import { nameNotes } from './names.ts';

const NOTES: readonly ((desired: Desired) => readonly Note[])[] = [moduleNotes, nameNotes, bootWriterNotes];

/** The notes on a host, as steps that are never run. */
export function hostNotes(phase: string, desired: Desired): Step[] {
  return NOTES.flatMap((notes) => notes(desired)).map((note) => ({
    change: { phase, ...note, supported: false },
    script: sh`:`,
  }));
}

import { createHash } from 'node:crypto';
import { type Change, KNOWN_AFTER_APPLY, type Plan } from '../model/plan.ts';
import { emitStep, isStep, type Step } from '../shell/emit.ts';
import { nameSecrets } from '../shell/sh.ts';
import type { PlannedPhase } from './assemble.ts';

/** What a plan would run and write, in a form that two plans can be compared by. Plain data without secrets. */
export interface Fingerprint {
  /**
   * SHA-256 of each change's program, by the change's id, in the order in which they are made: its shell as the emitter
   * writes it, file contents included, with secrets and what is made late by name. KNOWN_AFTER_APPLY: a change whose
   * program follows from what the run finds out.
   */
  readonly hashes: Readonly<Record<string, string>>;
  /** Files that a change writes and that the plan document does not show, by id and path; secrets by name. */
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Hosts of each round, by phase: those of a round work side by side. */
  readonly rounds: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** What stands for values that only the run shows, so that plans from before and after agree. */
export type Naming = (value: string) => string;

/**
 * Names values that the run has shown (the UID and the CA pin of a cluster that it started) as the plan from before had
 * to. Quotes that only one of the two spellings needs are left out.
 */
export function untimely(values: readonly string[] = []): Naming {
  return (text) =>
    values
      .reduce((named, value) => named.replaceAll(value, KNOWN_AFTER_APPLY), text)
      .replaceAll(`"${KNOWN_AFTER_APPLY}"`, KNOWN_AFTER_APPLY);
}

/** The id of a change: `host w-1: prepare: sysctl net.ipv4.ip_forward`, `cluster: addons: addon cni`. */
export function changeId(host: string | null, { phase, resource }: Change): string {
  return `${host === null ? 'cluster' : `host ${host}`}: ${phase}: ${resource}`;
}

/** Fingerprints planned phases. Pure; two plans from the same facts have the same. */
export function fingerprint(
  planned: readonly PlannedPhase[],
  naming: Naming = (value) => value,
): Fingerprint {
  const hashes: Record<string, string> = {};
  const files: Record<string, Record<string, string>> = {};
  const rounds: Record<string, string[][]> = {};
  for (const { phase, plan } of planned) {
    const busy = plan.rounds.map((round) => round.filter(({ steps }) => steps.some(isStep)));
    const all = busy.filter((round) => round.length > 0);
    if (all.length > 0) rounds[phase.name] = all.map((round) => round.map(({ host }) => host));
    for (const { host, steps } of all.flat()) {
      for (const step of steps.filter(isStep)) {
        const id = freeId(hashes, changeId(step.scope === 'cluster' ? null : host, step.change));
        hashes[id] = hashOf(step, naming);
        const written = unseenFiles(step);
        if (written.length > 0) files[id] = Object.fromEntries(written);
      }
    }
  }
  return { hashes, files, rounds };
}

/** One digest of all that a person confirms: the plan, and what it runs. Clocks and problems are measured anew each time. */
export function planDigest(plan: Plan, planned: readonly PlannedPhase[]): string {
  return sha256(JSON.stringify([reviewable(plan), fingerprint(planned)]));
}

/** The part of a plan document that two plans are compared by: problems and clocks are measured anew each time. */
export function reviewable({ hosts, clocks: _, summary, ...rest }: Plan): unknown {
  const { blocked: _blocked, ...counts } = summary;
  return { ...rest, summary: counts, hosts: hosts.map(({ problems: _problems, ...host }) => host) };
}

/** Digest of a text, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hashOf(step: Step, naming: Naming): string {
  if (step.later) return KNOWN_AFTER_APPLY;
  return sha256(JSON.stringify([emitStep(step, 'step').write(nameSecrets, naming), step.madeFrom ?? null]));
}

/** Where the change itself shows no content, its files are for people to read. */
function unseenFiles({ change, files = [] }: Step): [string, string][] {
  return change.after?.includes('\n') ? [] : files.map(({ path, content }) => [path, content]);
}

/** A program may have a change twice: the record is written before others and after them. */
function freeId(taken: Readonly<Record<string, string>>, id: string): string {
  let free = id;
  for (let count = 2; Object.hasOwn(taken, free); count++) free = `${id} (${count})`;
  return free;
}

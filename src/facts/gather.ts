import type { RunResult } from '../model/transport.ts';
import { section } from '../shell/functions/frames.ts';
import { lines, type Script, sh } from '../shell/sh.ts';
import type { Fact, Wanted } from './fact.ts';
import { FACTS } from './index.ts';
import { NO_RECORD, record } from './record.ts';
import { acceptRaKey } from './router-advertisements.ts';
import type { HostTime } from './system.ts';
import type { Answers, HostFacts } from './types.ts';

/** What each fact's part of the output is called. */
export const FACT_NAMES: readonly string[] = Object.values(FACTS).map(({ name }) => name);

/** The one script that gathers all facts of a host. `before` runs first, after the clock reading. */
export function gatherScript(wanted: Wanted, before?: Script): Script {
  const sections = Object.values(FACTS).map(
    ({ name, snippet }) => sh`${sh.code(`fact_${name}`)}() {
:
${snippet(wanted)}
}
${section(name, sh`${`fact_${name}`}`)}`,
  );
  const [first, ...rest] = sections;
  return lines([...(first ? [first] : []), ...(before ? [before] : []), ...rest]);
}

/** An answer that reads as if there was nothing, for a fact whose own answer made no sense. */
export function emptyAnswer(fact: string): string {
  return fact === record.name ? NO_RECORD : '';
}

/** A host's answer about one fact that makes no sense. */
export class FactError extends Error {
  readonly fact: string;

  constructor(fact: string, cause: unknown) {
    super(`cannot read the fact "${fact}": ${cause instanceof Error ? cause.message : cause}`, { cause });
    this.fact = fact;
  }
}

type Output = Pick<RunResult, 'sections' | 'sentAt' | 'firstByteAt'>;

/**
 * Facts from what the script printed. Throws an Error (FactError) that names the fact when a host's answer makes no sense:
 * planning on a guess would be worse.
 */
export function parseFacts(result: Output): HostFacts {
  const answers = answersOf(({ name, parse }) => {
    const output = result.sections.get(name);
    if (output === undefined) throw new Error(`the host did not answer for "${name}"`);
    try {
      return parse(output);
    } catch (cause) {
      throw new FactError(name, cause);
    }
  });
  return hostFacts(answers, answers.clock && offsetOf(answers.clock, result));
}

/** What an installed, otherwise untouched host looks like: what `render` plans against. */
export function bareFacts(): HostFacts {
  return hostFacts(
    answersOf(({ bare }) => bare),
    null,
  );
}

/** A value for each fact, under its name in the list. */
function answersOf(read: (fact: Fact<unknown>) => unknown): Answers {
  // read gives what its fact says, and the list says which that is
  return Object.fromEntries(Object.entries(FACTS).map(([key, fact]) => [key, read(fact)])) as Answers;
}

/** The host's clock against ours: it was read between the sending of the script and the first byte of its answer. */
function offsetOf({ ms, uncertaintyMs }: HostTime, { sentAt, firstByteAt }: Output): HostFacts['clock'] {
  return {
    offsetMs: ms - (sentAt + firstByteAt) / 2,
    uncertaintyMs: uncertaintyMs + (firstByteAt - sentAt) / 2,
  };
}

function hostFacts({ clock: _, system, record, ...rest }: Answers, clock: HostFacts['clock']): HostFacts {
  const heard = rest.routerAdvertisements.map(({ name, acceptRa }) => [acceptRaKey(name), acceptRa] as const);
  return { ...rest, ...system, ...record, clock, sysctls: new Map([...rest.sysctls, ...heard]) };
}

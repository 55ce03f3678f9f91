import type { Cluster, Host } from '../../model/cluster.ts';
import { section } from '../../shell/functions/frames.ts';
import { functionsOf, needsOf } from '../../shell/library.ts';
import { type Script, sh } from '../../shell/sh.ts';

/** What a probe is asked about. */
export interface About {
  readonly cluster: Cluster;
  readonly host: Host;
  /** Addresses of other hosts' nodes, those of the first family this host has. */
  readonly peers: readonly string[];
}

/** As a fact, but only the doctor asks it, it may take a while, and without an answer the others still count. */
export interface Probe<T> {
  readonly name: string;
  /** Seconds after which it is ended. */
  readonly seconds: number;
  /** Runs in a shell of its own, with the library functions that it calls; stdin is empty, stderr is dropped. */
  readonly snippet: (about: About) => Script;
  /** Takes whatever a host may print; may throw, with a message that says what cannot be read. */
  readonly parse: (output: string) => T;
}

/** What came of a probe. */
export type Answer<T> = { readonly value: T } | { readonly why: string };

/** Bytes that a probe may print: more is cut off on the host. */
const OUTPUT_LIMIT = 262_144;

/** One section of the script, bounded in time and size. */
export function probeSection<T>({ name, seconds, snippet }: Probe<T>, about: About): Script {
  const asked = snippet(about);
  const body = sh`LC_ALL=C; export LC_ALL; PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
${functionsOf(needsOf(asked), { comments: false })}
{
${asked}
} | head -c ${OUTPUT_LIMIT}`;
  return section(sectionOf(name), sh`timeout -k 2 ${seconds} sh -c ${body.write(refuse)}`);
}

function refuse(): never {
  throw new TypeError('a probe holds no secrets');
}

function sectionOf(name: string): string {
  return `probe_${name}`;
}

/** Exit codes of timeout(1), and of the shell that does not have it. */
const ENDINGS: Readonly<Record<number, string>> = {
  124: 'no answer in time',
  127: 'the host has no timeout(1)',
  137: 'no answer in time',
};

/** Reads the answer to a probe. Never throws. */
export function readProbe<T>(
  { name, seconds, parse }: Probe<T>,
  { sections, sectionCodes }: ProbeOutput,
): Answer<T> {
  const output = sections.get(sectionOf(name));
  if (output === undefined) return { why: 'the host did not answer' };
  const ending = ENDINGS[sectionCodes.get(sectionOf(name)) ?? 0];
  if (ending !== undefined) return { why: `${ending} (${seconds} s)` };
  try {
    return { value: parse(output) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

export interface ProbeOutput {
  readonly sections: ReadonlyMap<string, string>;
  readonly sectionCodes: ReadonlyMap<string, number>;
}

/** Rows of `TAG rest`, by tag, in order. */
export function tagged(output: string): (tag: string) => readonly string[] {
  const found = new Map<string, string[]>();
  for (const row of output.split('\n')) {
    const at = row.indexOf(' ');
    const [tag, rest] = at === -1 ? [row, ''] : [row.slice(0, at), row.slice(at + 1)];
    const list = found.get(tag);
    if (list === undefined) found.set(tag, [rest]);
    else list.push(rest);
  }
  return (tag) => found.get(tag) ?? [];
}

/** A whole number, or undefined. */
export function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

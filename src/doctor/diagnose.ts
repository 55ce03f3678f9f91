import { present, reached, type State } from '../cluster/state.ts';
import { bareFacts, emptyAnswer, FactError, parseFacts } from '../facts/gather.ts';
import { readProbes } from '../facts/probes/index.ts';
import type { HostFacts } from '../facts/types.ts';
import type { RunResult } from '../model/transport.ts';
import type { Check, Examination, Finding, Severity, Subject } from './check.ts';

/** Facts as far as they make sense; `unread` names the others, which read as if there was nothing. */
export function tolerantFacts(result: Pick<RunResult, 'sections' | 'sentAt' | 'firstByteAt'>): {
  readonly facts: HostFacts;
  readonly unread: ReadonlyMap<string, string>;
} {
  const sections = new Map(result.sections);
  const unread = new Map<string, string>();
  for (;;) {
    try {
      return { facts: parseFacts({ ...result, sections }), unread };
    } catch (error) {
      const fact = error instanceof FactError ? error.fact : 'facts';
      const cause = error instanceof FactError ? error.cause : error;
      const isFinal = !(error instanceof FactError) || unread.has(fact);
      unread.set(fact, cause instanceof Error ? cause.message : String(cause));
      // one that cannot even be empty (who we are): nothing else there can be believed
      if (isFinal) return { facts: bareFacts(), unread };
      sections.set(fact, emptyAnswer(fact));
    }
  }
}

/** The hosts that were probed, from what their scripts printed. `state` has the facts of all that answered. */
export function examine(
  state: State,
  answers: ReadonlyMap<string, Pick<RunResult, 'sections' | 'sectionCodes'>>,
  unread: ReadonlyMap<string, ReadonlyMap<string, string>>,
  now: number,
): Examination {
  const subjects = reached(state, present(state)).flatMap(({ host, facts, membership }): Subject[] => {
    const answer = answers.get(host.name);
    if (answer === undefined) return [];
    return [
      { host, facts, membership, probes: readProbes(answer), unread: unread.get(host.name) ?? new Map() },
    ];
  });
  return { cluster: state.cluster, state, subjects, now };
}

export interface HostFinding extends Finding {
  readonly check: string;
  readonly host: string;
}

export interface CheckOutcome {
  readonly name: string;
  readonly title: string;
  /** Hosts on which it found nothing, or only what is worth knowing. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly unknown: readonly string[];
  /** Hosts it does not apply to. */
  readonly skipped: readonly string[];
}

/** The document that `doctor -o json` prints. */
export interface Diagnosis {
  readonly version: 1;
  readonly cluster: string;
  readonly hosts: readonly {
    readonly name: string;
    readonly role: string;
    readonly reachable: boolean;
    /** Where the host stands; absent where it did not answer. */
    readonly membership?: string;
    /** Why it did not answer, and what to do. */
    readonly problem?: string;
    readonly remedy?: string;
  }[];
  readonly checks: readonly CheckOutcome[];
  readonly findings: readonly HostFinding[];
  readonly summary: Readonly<Record<Severity, number>> & {
    readonly passed: number;
    readonly hosts: number;
    readonly unreachable: number;
  };
}

/** Runs checks over what was seen. Pure; a check that cannot read its evidence says so, and never ends the others. */
export function diagnose(
  checks: readonly Check[],
  examination: Examination,
  targets: ReadonlySet<string>,
  remedies: ReadonlyMap<string, string> = new Map(),
): Diagnosis {
  const { cluster, state, subjects } = examination;
  const findings: HostFinding[] = [];
  const outcomes = checks.map((check): CheckOutcome => {
    const lists = {
      passed: [] as string[],
      failed: [] as string[],
      unknown: [] as string[],
      skipped: [] as string[],
    };
    for (const subject of subjects) {
      const { name: host } = subject.host;
      if (!(check.applies?.(subject, examination) ?? true)) {
        lists.skipped.push(host);
        continue;
      }
      const found = look(check, subject, examination);
      findings.push(...found.map((finding) => ({ ...finding, check: check.name, host })));
      const has = (severity: Severity) => found.some((finding) => finding.severity === severity);
      lists[has('error') || has('warning') ? 'failed' : has('unknown') ? 'unknown' : 'passed'].push(host);
    }
    return { name: check.name, title: check.title, ...lists };
  });
  const hosts = present(state)
    .filter(({ name }) => targets.has(name))
    .map(({ name, role }) => {
      const subject = subjects.find(({ host }) => host.name === name);
      return subject === undefined
        ? {
            name,
            role,
            reachable: false,
            problem: state.unreachable.get(name) ?? 'it did not answer',
            ...remedyOf(remedies.get(name)),
          }
        : { name, role, reachable: true, membership: subject.membership };
    });
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    cluster: cluster.name,
    hosts,
    checks: outcomes,
    findings,
    summary: {
      error: count('error'),
      warning: count('warning'),
      unknown: count('unknown'),
      info: count('info'),
      passed: outcomes.reduce((sum, { passed }) => sum + passed.length, 0),
      hosts: hosts.length,
      unreachable: hosts.filter(({ reachable }) => !reachable).length,
    },
  };
}

function remedyOf(remedy: string | undefined) {
  return remedy === undefined ? {} : { remedy };
}

/** What a host prints is anything: whatever a check trips over is missing evidence, not the end of the run. */
function look(check: Check, subject: Subject, examination: Examination): readonly Finding[] {
  try {
    return check.look(subject, examination);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ severity: 'unknown', message: `could not tell: ${why}` }];
  }
}

/** Does it end with exit code 1? */
export function isUnwell({ summary }: Diagnosis): boolean {
  return summary.error > 0 || summary.unreachable > 0;
}

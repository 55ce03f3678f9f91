import type { Membership } from '../cluster/membership.ts';
import type { State } from '../cluster/state.ts';
import type { Probes } from '../facts/probes/index.ts';
import type { Answer } from '../facts/probes/probe.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Refusal } from '../node/kubeadm-checks.ts';

/**
 * - `error`: bootstrap fails because of it, or the node does not work
 * - `warning`: works now, or may work; will hurt
 * - `unknown`: the evidence could not be read
 * - `info`: worth knowing
 */
export type Severity = 'error' | 'warning' | 'unknown' | 'info';

export interface Finding {
  readonly severity: Severity;
  /** One sentence; the same on hosts that have the same trouble, so that they can be shown together. */
  readonly message: string;
  /** What was seen, in the host's own words where possible. */
  readonly evidence?: readonly string[];
  /** What to do about it. */
  readonly remedy?: string;
}

/** One host that answered. */
export interface Subject {
  readonly host: Host;
  readonly facts: HostFacts;
  readonly membership: Membership;
  readonly probes: Probes;
  /** Facts that made no sense, and why; those read as if there was nothing. */
  readonly unread: ReadonlyMap<string, string>;
}

/** All that checks can look at. */
export interface Examination {
  readonly cluster: Cluster;
  readonly state: State;
  readonly subjects: readonly Subject[];
  /** The controller's clock, ms since the epoch. */
  readonly now: number;
}

/** One named check. Pure. */
export interface Check {
  readonly name: string;
  /** What is looked at, as in the documentation. */
  readonly title: string;
  /** False: it does not apply to this host. Absent: to every host. */
  readonly applies?: (subject: Subject, examination: Examination) => boolean;
  /** Nothing: all is well. Throws CannotTell when the evidence is missing. */
  readonly look: (subject: Subject, examination: Examination) => readonly Finding[];
}

/** Thrown by a check whose evidence could not be read; becomes a finding of severity `unknown`. */
export class CannotTell extends Error {
  override readonly name = 'CannotTell';
}

/** The value of an answer. Throws CannotTell. */
export function known<T>(answer: Answer<T>): T {
  if ('why' in answer) throw new CannotTell(answer.why);
  return answer.value;
}

/** The value of an answer, or undefined. */
export function maybe<T>(answer: Answer<T>): T | undefined {
  return 'why' in answer ? undefined : answer.value;
}

export function isControlPlane({ host }: Pick<Subject, 'host'>): boolean {
  return host.role === 'control-plane';
}

/** What kubeadm refuses, as a finding. */
export function toFinding({ message, evidence, remedy }: Refusal): Finding {
  return { severity: 'error', message, evidence: [evidence], remedy };
}

/** `apply` is yet to bring this host in shape. */
export const APPLY = 'run "kubestrap apply"';

/** Folding of findings: what several hosts share is said once. Pure; nothing is lost. */

import type { HostFinding } from '../doctor/diagnose.ts';

/** Evidence and the hosts that showed exactly that; no hosts named where all of the finding's did. */
export interface SharedEvidence {
  readonly hosts: readonly string[];
  readonly lines: readonly string[];
}

export interface FoldedFinding {
  readonly check: string;
  readonly severity: HostFinding['severity'];
  readonly message: string;
  readonly remedy: string;
  readonly hosts: readonly string[];
  readonly evidence: readonly SharedEvidence[];
}

/** Findings that differ in nothing but host and evidence are one; in the order they first appear. */
export function foldFindings(findings: readonly HostFinding[]): FoldedFinding[] {
  const groups = new Map<string, HostFinding[]>();
  for (const finding of findings) {
    const { check, severity, message, remedy = '' } = finding;
    const key = JSON.stringify([check, severity, message, remedy]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { check, severity, message, remedy = '' } = first;
    const hosts = [...new Set(group.map(({ host }) => host))];
    return [{ check, severity, message, remedy, hosts, evidence: shared(group, hosts.length) }];
  });
}

function shared(group: readonly HostFinding[], all: number): SharedEvidence[] {
  const found = new Map<string, { hosts: string[]; lines: readonly string[] }>();
  for (const { host, evidence = [] } of group) {
    if (evidence.length === 0) continue;
    const key = JSON.stringify(evidence);
    const entry = found.get(key);
    if (entry === undefined) found.set(key, { hosts: [host], lines: evidence });
    else entry.hosts.push(host);
  }
  return [...found.values()].map(({ hosts, lines }) => ({ hosts: hosts.length === all ? [] : hosts, lines }));
}

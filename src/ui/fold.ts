/** Folding: what is the same on many hosts is said once. Pure; nothing is lost (see the test). */

import type { HostPlan, PlannedChange } from '../model/plan.ts';

/** Changes that exactly these hosts have in common. */
export interface Block {
  readonly hosts: readonly string[];
  readonly changes: readonly PlannedChange[];
}

/** Problems that exactly these hosts have in common. */
export interface Trouble {
  readonly hosts: readonly string[];
  readonly reachable: boolean;
  readonly problems: readonly string[];
}

interface Entry {
  readonly change: PlannedChange;
  readonly hosts: string[];
}

/**
 * One block per set of hosts, each change in the block of all hosts that have it. Blocks are in the order of
 * their first change, so what all hosts share tends to come first.
 */
export function foldChanges(hosts: readonly HostPlan[]): Block[] {
  const entries = new Map<string, Entry>();
  for (const host of hosts) {
    const seen = new Map<string, number>();
    for (const change of host.changes) {
      const key = changeKey(change);
      // A host may have the same change twice (two runs of one command): the second is an entry of its own.
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      const entry = entries.get(`${nth} ${key}`);
      if (entry === undefined) entries.set(`${nth} ${key}`, { change, hosts: [host.name] });
      else entry.hosts.push(host.name);
    }
  }
  const blocks = new Map<string, { hosts: string[]; changes: PlannedChange[] }>();
  for (const { change, hosts: names } of entries.values()) {
    const key = JSON.stringify(names);
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, { hosts: names, changes: [change] });
    else block.changes.push(change);
  }
  return [...blocks.values()];
}

function changeKey(change: PlannedChange): string {
  const { phase, resource, action, before, after, reason, disruption, supported } = change;
  return JSON.stringify([phase, resource, action, before, after, reason, disruption, supported ?? true]);
}

/** Hosts that cannot be reached or cannot go on, those with the same reasons together. */
export function foldTroubles(hosts: readonly HostPlan[]): Trouble[] {
  const groups = new Map<string, { hosts: string[]; reachable: boolean; problems: readonly string[] }>();
  for (const { name, reachable, problems = [] } of hosts) {
    if (reachable && problems.length === 0) continue;
    const key = JSON.stringify([reachable, problems]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { hosts: [name], reachable, problems });
    else group.hosts.push(name);
  }
  return [...groups.values()];
}

/** A change's neighbours of the same phase, in the order phases first appear. */
export function byPhase(changes: readonly PlannedChange[]): Map<string, PlannedChange[]> {
  const phases = new Map<string, PlannedChange[]>();
  for (const change of changes) {
    const list = phases.get(change.phase);
    if (list === undefined) phases.set(change.phase, [change]);
    else list.push(change);
  }
  return phases;
}

/** Names with runs of four and more shortened: `cp-1, w-001…w-100`. Order is kept. */
export function compressNames(names: readonly string[], ellipsis: string): string[] {
  const out: string[] = [];
  for (let start = 0; start < names.length; ) {
    let end = start;
    while (end + 1 < names.length && follows(names[end] ?? '', names[end + 1] ?? '')) end++;
    if (end - start >= 3) out.push(`${names[start]}${ellipsis}${names[end]}`);
    else out.push(...names.slice(start, end + 1));
    start = end + 1;
  }
  return out;
}

/** Whether b is a's name counted on by one: `w-9` and `w-10`, `w-009` and `w-010`, but not `w-09` and `w-10x`. */
function follows(a: string, b: string): boolean {
  const [, prefix, digits] = /^(.*?)(\d{1,9})$/s.exec(a) ?? [];
  if (prefix === undefined || digits === undefined) return false;
  const next = String(Number(digits) + 1);
  return b === prefix + (digits.startsWith('0') ? next.padStart(digits.length, '0') : next);
}

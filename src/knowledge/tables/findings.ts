import type { Version } from '../../model/cluster.ts';
import { rowsOfFlag } from './flags.ts';
import { gateRow } from './gates.ts';
import type { FlagRow, GateRow, Program, Unverified } from './types.ts';

/** What the tables say against a flag or a gate. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string;
  /** The part of the value that it is about; absent: the flag or the gate itself. */
  readonly item?: string;
}

/** What is wrong with a flag of that value. Empty for a flag that no table has. Pure. */
export function flagFindings(
  program: Program,
  flag: string,
  value: string,
  version: Version,
): readonly Finding[] {
  return rowsOfFlag(program, flag, value).flatMap((row) => {
    const finding = flagFinding(program, flag, value, row, version);
    if (finding === undefined) return [];
    const hint = row.replacement;
    const item = row.value !== undefined && 'item' in row.value ? row.value.item : undefined;
    return [{ ...finding, ...(hint && { hint }), ...(item && { item }) }];
  });
}

function flagFinding(
  program: Program,
  flag: string,
  value: string,
  row: FlagRow,
  { minor, text }: Version,
): Omit<Finding, 'hint'> | undefined {
  const name = nameOf(flag, value, row);
  const exits = row.effect ?? 'it exits with "unknown flag"';
  if (isFrom(row.removed, minor)) {
    return has(row, 'removed')
      ? warning(`${name} of ${program} is gone since 1.${row.removed} as far as is known (unverified)`)
      : error(`${name} of ${program} is gone since 1.${row.removed}: ${exits}`);
  }
  if (row.since !== undefined && minor < row.since) {
    return error(`${program} of ${text} has no ${name} yet, it came with 1.${row.since}: ${exits}`);
  }
  if (isFrom(row.undeprecated, minor)) return undefined;
  const gone = ending(row, minor);
  if (isFrom(row.inert, minor)) {
    return warning(`${name} of ${program} does nothing since 1.${row.inert}${gone}`);
  }
  if (!isFrom(row.deprecated, minor)) return undefined;
  const unverified = has(row, 'deprecated') ? ' (unverified)' : '';
  return warning(`${name} of ${program} is deprecated since 1.${row.deprecated}${unverified}${gone}`);
}

/** The flag as people write it, with as much of the value as matters; kubeadm's commands have no dashes. */
function nameOf(flag: string, value: string, { value: test }: FlagRow): string {
  const name = flag.includes(' ') ? flag : `--${flag}`;
  if (test === undefined) return name;
  return `${name}=${'item' in test ? test.item : value}`;
}

/**
 * What is wrong with a feature gate that is set. Empty for a gate that no table has. Pure.
 * `value` undefined: not known.
 */
export function gateFindings(
  program: Program,
  gate: string,
  value: boolean | undefined,
  version: Version,
): readonly Finding[] {
  const row = gateRow(program, gate);
  const finding = row && gateFinding(program, gate, value, row, version);
  if (finding === undefined) return [];
  return [row?.replacement === undefined ? finding : { ...finding, hint: row.replacement }];
}

function gateFinding(
  program: Program,
  gate: string,
  value: boolean | undefined,
  row: GateRow,
  { minor, text }: Version,
): Finding | undefined {
  const refuses =
    program === 'kubeadm'
      ? 'kubeadm refuses the configuration'
      : `${program} exits with "unrecognized feature gate"`;
  const name = `the feature gate ${gate}`;
  const on = row.ga !== undefined && row.lockedTo !== false;
  const remove = `remove it: ${on ? 'it is always on' : 'there is nothing left to choose'}`;
  const hint = on && value === false ? `${remove}, and cannot be turned off` : remove;
  if (isFrom(row.removed, minor)) {
    return has(row, 'removed')
      ? warning(
          `${name} is gone from ${program} since 1.${row.removed} as far as is known (unverified)`,
          hint,
        )
      : error(`${name} is gone since 1.${row.removed}: ${refuses}`, hint);
  }
  if (row.since !== undefined && minor < row.since) {
    return error(`${name} came with 1.${row.since}, and ${text} has none: ${refuses}`);
  }
  const { lockedTo = true } = row;
  const gone = ending(row, minor);
  if (isFrom(row.locked, minor) && value === !lockedTo) {
    return error(`${name} is locked to ${lockedTo} since 1.${row.locked}: ${program} does not start`, hint);
  }
  if (isFrom(row.ga, minor)) return warning(`${name} is no choice any more since 1.${row.ga}${gone}`, hint);
  if (!isFrom(row.deprecated, minor)) return undefined;
  return warning(`${name} is deprecated since 1.${row.deprecated}${gone}`);
}

/** The end that is to come, if it is known. */
function ending(row: FlagRow | GateRow, minor: number): string {
  if (row.removed === undefined) {
    return has(row, 'removed') ? ', and may be gone (unverified)' : '';
  }
  if (row.removed <= minor) return '';
  return `, and gone in 1.${row.removed}${has(row, 'removed') ? ' (unverified)' : ''}`;
}

function has({ unverified = [] }: FlagRow | GateRow, what: Unverified): boolean {
  return unverified.includes(what);
}

function isFrom(first: number | undefined, minor: number): boolean {
  return first !== undefined && first <= minor;
}

function error(message: string, hint?: string): Finding {
  return { severity: 'error', message, ...(hint && { hint }) };
}

function warning(message: string, hint?: string): Finding {
  return { severity: 'warning', message, ...(hint && { hint }) };
}

import { count } from './style.ts';

/** What --only, --skip-phases and --limit leave out of a run: its sentences speak of the rest alone. */
export interface Scope {
  /** Names of phases; absent: all but those skipped. */
  readonly only?: readonly string[] | undefined;
  readonly skipPhases?: readonly string[] | undefined;
  /** Names of hosts; absent: all of the inventory. */
  readonly limit?: readonly string[] | undefined;
}

/** Of hosts none of which answered: there is nothing to say of any. */
export function noneAnswered(hosts: number): string {
  return `${hosts} of ${count(hosts, 'host')} did not answer`;
}

/** `Other phases and hosts were not checked.`, with a space before it; empty where everything was looked at. */
export function notChecked({ only, skipPhases, limit }: Scope): string {
  const left = [...(only !== undefined ? ['phases'] : []), ...(limit !== undefined ? ['hosts'] : [])];
  const other = left.length > 0 ? ` Other ${left.join(' and ')} were not checked.` : '';
  const skipped =
    only === undefined && (skipPhases ?? []).length > 0 ? ' Skipped phases were not checked.' : '';
  return skipped + other;
}

/** What an apply that changed something has reached, verified as far as it looked. */
export function doneText(scope: Scope): string {
  const { only, skipPhases = [], limit } = scope;
  const hosts = limit === undefined ? 'every host' : limit.join(', ');
  const rest = notChecked(scope);
  if (only !== undefined) {
    const phases = only.filter((name) => !skipPhases.includes(name));
    return `Done: ${phases.join(', ')} on ${hosts}.${rest}`;
  }
  if (skipPhases.length > 0) return `Done: all phases but ${skipPhases.join(', ')} on ${hosts}.${rest}`;
  if (limit === undefined) return 'Done. Every host is as the spec says.';
  return `Done: ${hosts} ${limit.length === 1 ? 'is' : 'are'} as the spec says.${rest}`;
}

/** `4 hosts match the spec`, or the part of it that was looked at. */
export function matchText(hosts: number, { only, skipPhases = [] }: Scope): string {
  const match = `${count(hosts, 'host')} ${hosts === 1 ? 'matches' : 'match'} the spec`;
  if (only !== undefined)
    return `${match} in ${only.filter((name) => !skipPhases.includes(name)).join(', ')}`;
  return skipPhases.length > 0 ? `${match} apart from ${skipPhases.join(', ')}` : match;
}

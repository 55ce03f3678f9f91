import type { Path } from '../../values/path.ts';
import type { Finding } from './finding.ts';
import { durationMs } from './formats.ts';

/** What fields mean together, or a value with a version: one rule, for the minors from `since` until `until`. */
export interface Relation {
  readonly since?: number;
  /** The first minor for which it no longer holds. */
  readonly until?: number;
  readonly severity?: Finding['severity'];
  /** Point at the key instead of the value. */
  readonly key?: true;
  /** Where it is broken: paths as text, `ipvs.minSyncPeriod`; none when it holds. */
  readonly broken: (config: Config) => readonly (string | Path)[];
  readonly message: string;
  readonly hint?: string;
  /** Where that is from: a pull request or KEP, or the file of Kubernetes that checks it. */
  readonly source: string;
}

/** Reads a configuration that may lack anything. */
export class Config {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  /** The value at a path such as `ipvs.scheduler`; undefined when there is none, or an empty one. */
  at(path: string): unknown {
    let value = this.#value;
    for (const key of path.split('.')) {
      if (!isMap(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    }
    return value ?? undefined;
  }

  /** True when a field says something: is neither absent nor what Go takes for absent. */
  says(path: string): boolean {
    return isSomething(this.at(path));
  }

  number(path: string, fallback: number): number {
    const value = this.at(path);
    return typeof value === 'number' ? value : fallback;
  }

  /** Milliseconds; the fallback where there is no duration, or none that is above 0. */
  duration(path: string, fallback: number): number {
    return durationMs(this.at(path)) || fallback;
  }

  list(path: string): readonly unknown[] {
    const value = this.at(path);
    return Array.isArray(value) ? value : [];
  }

  keys(path: string): readonly string[] {
    const value = this.at(path);
    return isMap(value) ? Object.keys(value) : [];
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return Object.values(value).some(isSomething);
  if (typeof value === 'string') return value !== '' && durationMs(value) !== 0;
  return value !== undefined && value !== null && value !== false && value !== 0;
}

/** The broken relations of a minor, but for those at a value that is wrong by itself. */
export function checkRelations(
  relations: readonly Relation[],
  value: unknown,
  minor: number,
  wrong: readonly Path[],
): readonly Finding[] {
  const config = new Config(value);
  const wrongPlaces = new Set(wrong.map((path) => JSON.stringify(path)));
  return relations
    .filter(({ since = 0, until = Number.POSITIVE_INFINITY }) => since <= minor && minor < until)
    .flatMap(({ broken, severity = 'error', key, message, hint }) =>
      broken(config)
        .map((place) => (typeof place === 'string' ? place.split('.') : place))
        .filter((path) => !wrongPlaces.has(JSON.stringify(path)))
        .map((path) => ({
          severity,
          path,
          at: key ? ('key' as const) : ('value' as const),
          message,
          ...(hint === undefined ? {} : { hint }),
        })),
    );
}

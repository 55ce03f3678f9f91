import type { ErrorObject } from 'ajv';
import type { Problem } from '../model/problem.ts';
import { type Path, pointerOf } from '../values/path.ts';
import { closest } from '../values/suggest.ts';
import type { InputDocument } from './document.ts';
import { describe } from './schema-messages.ts';

/** What is wrong at one place, and whether the value there can still be looked at by the semantic rules. */
export interface SchemaProblem {
  readonly problem: Problem;
  readonly path: Path;
}

/** One value can break several rules of the schema; the first of these says it best. */
const ORDER = ['type', 'additionalProperties', 'required', 'enum', 'const', 'format'];

/** One problem per mistake, from the errors of a validator. */
export function schemaProblems(
  document: InputDocument,
  errors: readonly ErrorObject[],
): readonly SchemaProblem[] {
  const ranked = errors
    .filter((error) => error.keyword !== 'propertyNames')
    .toSorted((a, b) => rank(a.keyword) - rank(b.keyword));
  const misspelt = new Set(ranked.flatMap((error) => meantKey(document, error)));
  const found = new Map<string, SchemaProblem>();
  for (const error of ranked) {
    const path = pathOf(document, error);
    const pointer = pointerOf(path);
    if (found.has(pointer) || (error.keyword === 'required' && misspelt.has(pointer))) continue;
    const key = error.keyword === 'additionalProperties' || error.propertyName !== undefined;
    const { message, hint } = describe(document, path, error);
    found.set(pointer, { path, problem: document.problem(path, message, { key, hint }) });
  }
  return [...found.values()];
}

function rank(keyword: string): number {
  const index = ORDER.indexOf(keyword);
  return index < 0 ? ORDER.length : index;
}

/** The key that an unknown one was meant to be: that it is missing then needs no second message. */
function meantKey(
  document: InputDocument,
  { keyword, instancePath, params, parentSchema }: ErrorObject,
): readonly string[] {
  if (keyword !== 'additionalProperties') return [];
  const meant = closest(String(params.additionalProperty), Object.keys(parentSchema?.properties ?? {}));
  return meant === undefined ? [] : [pointerOf([...document.pathOf(instancePath), meant])];
}

/** The place that a person would point at: an unknown key, the gap of a missing one, the second of two equals. */
function pathOf(document: InputDocument, error: ErrorObject): Path {
  const path = document.pathOf(error.instancePath);
  if (error.keyword === 'uniqueItems') return [...path, Math.max(error.params.i, error.params.j)];
  const key = error.params.additionalProperty ?? error.params.missingProperty ?? error.propertyName;
  return key === undefined ? path : [...path, String(key)];
}

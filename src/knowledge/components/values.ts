import { labelOf, type Path, printable } from '../../values/path.ts';
import { didYouMean } from '../../values/suggest.ts';
import type { Finding } from './finding.ts';
import { FORMATS } from './formats.ts';
import { ageIn, type FieldSchema, minorOf, type ValueSchema } from './schema.ts';

const INTEGERS: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-2_147_483_648, 2_147_483_647],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/** What is wrong with a value that is neither list nor map. */
export function checkScalar(
  schema: FieldSchema,
  value: unknown,
  path: Path,
  minor: number,
): readonly Finding[] {
  const wrong = wrongType(schema, value, path);
  if (wrong) return [wrong];
  if (typeof value === 'number') return checkNumber(schema, value, path);
  if (typeof value !== 'string' || (value === '' && schema.format !== 'go-duration')) return [];
  const format = FORMATS[schema.format ?? ''];
  if (format && !format.test(value, minor)) {
    const negative = durationIsNegative(schema, value);
    const message = negative
      ? `${label(path)} must not be negative`
      : `${label(path)}: "${printable(value)}" is not ${format.name}`;
    return [error(path, message, negative ? undefined : format.hint)];
  }
  return schema.oneOf ? checkValue(schema, schema.oneOf, value, path, minor) : [];
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** The finding about a value of a type that the field does not take; undefined when it takes it. */
export function wrongType(schema: FieldSchema, value: unknown, path: Path): Finding | undefined {
  const types = [schema.type ?? []].flat();
  const given = typeOf(value);
  if (types.length === 0 || types.includes(given) || (given === 'integer' && types.includes('number')))
    return undefined;
  const duration = schema.format === 'go-duration' && types.length === 1;
  const expected = duration ? 'a duration' : types.map((type) => TYPE_NAMES[type] ?? type).join(' or ');
  const hint = schema.properties
    ? `its fields: ${Object.keys(schema.properties).join(', ')}`
    : typeHint(types, given, value, duration);
  const subject = path.length === 0 ? 'the configuration' : label(path);
  return error(path, `${subject} must be ${expected}`, path.length === 0 ? undefined : hint);
}

function typeHint(
  types: readonly string[],
  given: string,
  value: unknown,
  duration: boolean,
): string | undefined {
  // an object may have a field called toString
  const text = typeof value === 'object' ? '' : printable(String(value));
  if (typeof value === 'number' && duration)
    return value === 0 ? 'write `0s`' : `give it a unit: \`${text}s\``;
  if (typeof value !== 'object' && given !== 'string' && types.includes('string'))
    return `quote it: "${text}"`;
  if (typeof value === 'string' && types.includes('boolean')) {
    if (/^(y|yes|on|true)$/i.test(value)) return 'write true, without quotes';
    return /^(n|no|off|false)$/i.test(value) ? 'write false, without quotes' : undefined;
  }
  const numeric = types.includes('integer') || types.includes('number');
  if (numeric && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return 'remove the quotes';
  return types.includes('array') && typeof value !== 'object' ? `write [${text}]` : undefined;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function checkNumber(schema: FieldSchema, value: number, path: Path): readonly Finding[] {
  const [lowest, highest] = INTEGERS[schema.format ?? ''] ?? [];
  const { minimum = lowest, maximum = highest, exclusiveMinimum } = schema;
  const tooLow = minimum !== undefined && value < minimum;
  const tooHigh = maximum !== undefined && value > maximum;
  const notAbove = exclusiveMinimum !== undefined && value <= exclusiveMinimum;
  if (!tooLow && !tooHigh && !notAbove && Number.isFinite(value)) return [];
  const above = exclusiveMinimum === undefined ? undefined : `above ${exclusiveMinimum}`;
  const least = minimum === undefined ? undefined : `at least ${minimum}`;
  const most = maximum === undefined ? undefined : `at most ${maximum}`;
  const range =
    minimum !== undefined && maximum !== undefined ? `between ${minimum} and ${maximum}` : undefined;
  const bounds = range ?? [above, least, most].filter(Boolean).join(' and ');
  return [error(path, `${label(path)} must be ${bounds || 'a number'}, not ${value}`)];
}

/** A value among those of a list, each with its own window. */
function checkValue(
  schema: FieldSchema,
  values: readonly ValueSchema[],
  value: string,
  path: Path,
  minor: number,
): readonly Finding[] {
  const found = values.find((each) => each.const === value);
  const age = found && ageIn(found, minor);
  if (age === 'present') return [];
  const taken = values.filter((each) => ageIn(each, minor) === 'present').map((each) => each.const);
  const list = taken.join(', ');
  const subject = `${label(path)}: \`${printable(value)}\``;
  if (age === 'newer')
    return [error(path, `${subject} came with ${found?.['x-since']}`, `1.${minor} takes ${list}`)];
  if (age === 'gone')
    return [error(path, `${subject} went with ${found?.['x-until']}`, `1.${minor} takes ${list}`)];
  const open = schema['x-open'];
  const hint = didYouMean(value, taken);
  if (open && minor >= minorOf(open.since)) {
    return [{ ...error(path, `${subject} is not known: ${open.says}`, hint), severity: 'warning' }];
  }
  return [error(path, `${label(path)} must be one of ${list}, not "${printable(value)}"`, hint)];
}

function durationIsNegative(schema: FieldSchema, value: string): boolean {
  return schema.format === 'go-duration' && FORMATS['go-duration']?.test(value.replace(/^-/, ''), 0) === true;
}

function label(path: Path): string {
  return `\`${labelOf(path)}\``;
}

function error(path: Path, message: string, hint?: string): Finding {
  return { severity: 'error', path, at: 'value', message, ...(hint === undefined ? {} : { hint }) };
}

import type { ErrorObject } from 'ajv';
import { oddCharacter } from '../values/odd-characters.ts';
import { labelOf, type Path, printable } from '../values/path.ts';
import { didYouMean } from '../values/suggest.ts';
import type { InputDocument } from './document.ts';
import { formats } from './formats.ts';
import { laterKey, laterValue } from './later.ts';

interface Text {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Says an error of a validator to a person, and what to do about it. */
export function describe(document: InputDocument, path: Path, error: ErrorObject): Text {
  const text = said(document, path, error);
  // a value that looks right and is not: what it holds explains all the rest
  const odd = typeof error.data === 'string' ? oddCharacter(error.data) : undefined;
  return odd === undefined ? text : { ...text, hint: `it holds ${odd.name}` };
}

function said(document: InputDocument, path: Path, error: ErrorObject): Text {
  const label = `\`${labelOf(path)}\``;
  const { params, parentSchema, data } = error;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(path, Object.keys(parentSchema?.properties ?? {}));
    case 'required':
      return {
        message: `${label} is missing`,
        hint: parentSchema?.properties?.[params.missingProperty]?.description,
      };
    case 'type':
      return wrongType(label, path, [params.type].flat(), data, document.textOf(path), parentSchema?.format);
    case 'enum':
    case 'const':
      return notOneOf(label, path, params.allowedValues ?? [params.allowedValue], data);
    case 'format':
      return wrongFormat(label, params.format, error.propertyName ?? data, path);
    case 'minimum':
    case 'maximum':
      return { message: `${label} must be between ${parentSchema?.minimum} and ${parentSchema?.maximum}` };
    case 'minProperties':
      return {
        message: `${label} is empty`,
        hint: `give one of ${Object.keys(parentSchema?.properties).join(', ')}`,
      };
    case 'maxProperties':
      return {
        message: `${label} takes one of ${Object.keys(parentSchema?.properties).join(', ')}, not several`,
      };
    case 'minItems':
      return tooFew(label, params.limit, data);
    case 'maxItems':
      return {
        message: `${label} takes ${params.limit} values, not ${Array.isArray(data) ? data.length : 'more'}`,
      };
    case 'uniqueItems':
      return {
        message: `${label} repeats \`${labelOf([...path.slice(0, -1), Math.min(params.i, params.j)])}\``,
      };
    case 'minLength':
      return { message: `${label} is empty` };
    default:
      return { message: `${label} is not valid (${error.keyword})` };
  }
}

function unknownKey(path: Path, known: readonly string[]): Text {
  const key = String(path.at(-1));
  const label = `\`${printable(key)}\``;
  const later = laterKey(path);
  if (later !== undefined)
    return { message: `${label} is not supported by this version of kubestrap yet`, hint: later };
  return {
    message: `unknown key ${label}`,
    hint: didYouMean(key, known) ?? `keys here: ${known.join(', ')}`,
  };
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** Fields that hold references to secrets, and what people might write there instead. */
const SECRETS: Readonly<Record<string, string>> = {
  sudoPassword: 'password',
  passphrase: 'passphrase',
  snapshotKey: 'key',
};

function wrongType(
  label: string,
  path: Path,
  types: readonly string[],
  data: unknown,
  text: string,
  format: string | undefined,
): Text {
  const message = `${label} must be ${types.map((type) => TYPE_NAMES[type] ?? type).join(' or ')}`;
  if (data === null) return { message: `${label} is empty`, hint: 'write a value, or remove the key' };
  const secret = SECRETS[String(path.at(-1))];
  if (secret !== undefined) {
    const hint = 'write { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] }';
    return { message: `${label} must be a reference, never the ${secret}`, hint };
  }
  if (types.includes('string') && (typeof data === 'number' || typeof data === 'boolean')) {
    // Quotes alone do not make a version of 1.36.
    const quoted = format === undefined || formats[format]?.validate(text);
    return quoted
      ? { message, hint: `quote it: "${printable(text)}"` }
      : wrongFormat(label, format, text, path);
  }
  if (types.includes('boolean') && typeof data === 'string') return { message, hint: booleanHint(data) };
  if (types.includes('integer') && typeof data === 'string' && /^\d+$/.test(data)) {
    return { message, hint: 'remove the quotes' };
  }
  if (types.includes('array') && typeof data === 'string')
    return { message, hint: `write [${printable(data)}]` };
  return { message };
}

function booleanHint(data: string): string | undefined {
  if (/^(y|yes|on|true)$/i.test(data)) return 'write true';
  return /^(n|no|off|false)$/i.test(data) ? 'write false' : undefined;
}

function notOneOf(label: string, path: Path, allowed: readonly string[], data: unknown): Text {
  const value = printable(String(data));
  const later = laterValue(path, data);
  if (later)
    return {
      message: `${label}: \`${value}\` is not supported by this version of kubestrap yet`,
      hint: later,
    };
  const [only] = allowed;
  const expected = allowed.length === 1 ? `must be \`${only}\`` : `must be one of ${allowed.join(', ')}`;
  return { message: `${label} ${expected}, not "${value}"`, hint: didYouMean(value, allowed) };
}

function wrongFormat(label: string, name: string, data: unknown, path: Path): Text {
  const format = formats[name];
  const value = typeof data === 'string' ? data : '';
  // What stands where the name of a variable belongs may be the secret itself, and a URL may have one in it.
  const hidden = name === 'environment-variable' || /:\/\/[^/]*@/.test(value);
  const subject = hidden || label.includes(printable(value)) ? label : `${label}: "${printable(value)}"`;
  return { message: `${subject} is not ${format?.name ?? name}`, hint: format?.hint?.(value, path) };
}

function tooFew(label: string, limit: number, data: unknown): Text {
  if (limit === 1) return { message: `${label} is empty`, hint: 'give at least one' };
  return { message: `${label} takes ${limit} values, not ${Array.isArray(data) ? data.length : 'fewer'}` };
}

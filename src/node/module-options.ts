import type { HostFacts } from '../facts/types.ts';
import { moduleName } from '../values/module-name.ts';

/** An option that a module runs with otherwise. */
export interface OptionDifference {
  readonly option: string;
  readonly is: string;
  readonly want: string;
}

/** Options (`a=1 b`) that a loaded module does not have; one whose value cannot be read is taken as it should be. */
export function differingOptions(
  name: string,
  options: string,
  { moduleConfig }: HostFacts,
): OptionDifference[] {
  const live = moduleConfig.parameters.get(moduleName(name));
  const wanted = new Map(options.split(/\s+/).flatMap(optionOf));
  return [...wanted].flatMap(([option, want]) => {
    const is = live?.get(moduleName(option));
    return is === undefined || sameValue(is, want) ? [] : [{ option, is, want }];
  });
}

/** One without a value is a switch, and on. */
function optionOf(text: string): [string, string][] {
  const at = text.indexOf('=');
  if (text === '') return [];
  return [at === -1 ? [text, 'Y'] : [text.slice(0, at), text.slice(at + 1)]];
}

/** The kernel shows a boolean as Y or N and takes any of these (kstrtobool), and a number in any notation. */
export function sameValue(is: string, want: string): boolean {
  if (is === want) return true;
  if (is === 'Y' || is === 'N') return boolean(want) === (is === 'Y');
  const [a, b] = [number(is), number(want)];
  return a !== null && a === b;
}

function boolean(text: string): boolean | null {
  if (/^(y|1|t|on)/i.test(text)) return true;
  return /^(n|0|f|of)/i.test(text) ? false : null;
}

/** Base 16 with 0x, base 8 with a leading 0, as kstrtoint reads them. */
function number(text: string): bigint | null {
  const match = /^(-?)(0x[0-9a-f]+|\d+)$/i.exec(text);
  if (match === null) return null;
  const [, sign, digits = ''] = match;
  const isOctal = /^0[0-7]+$/.test(digits);
  const value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
  return sign === '-' ? -value : value;
}

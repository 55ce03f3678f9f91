import { Secret } from '../secrets/secret.ts';

/**
 * Quotes one value for a POSIX shell (IEEE 1003.1 2.2.2): single quotes, with `'` written as `'\''`.
 * The only way a value reaches a shell. Throws on NUL, which no shell word can carry.
 */
export function quote(value: string): string {
  if (value.includes('\0')) throw new TypeError('a shell word cannot hold a NUL byte');
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(value) && !/^[A-Za-z_]\w*=/.test(value)) return value;
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

/**
 * A piece of shell: literal code, the name of a library function that is called, a value still to be quoted, or a secret still
 * to be revealed and quoted.
 */
type Part =
  | { readonly code: string }
  | { readonly call: string }
  | { readonly word: string }
  | { readonly secret: Secret };

/** How a secret is written when a script becomes text. */
export type SecretWriter = (secret: Secret) => string;

/** Writes the secret itself, quoted: only for scripts that travel over stdin. */
export const revealSecrets: SecretWriter = (secret) => quote(secret.reveal());

/** Refers to an environment variable named after the secret: for scripts people read. */
export const nameSecrets: SecretWriter = (secret) => `"\${${secret.variable}:?}"`;

/** Shell code with its values kept apart until it is written. Immutable; build with `sh`. */
export class Script {
  readonly parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.parts = parts;
  }

  /** `known` may put another text in a value's place before it is quoted: a name for what differs from run to run. */
  write(secrets: SecretWriter, known: (value: string) => string = (value) => value): string {
    return this.parts
      .map((part) => {
        if ('code' in part) return part.code;
        if ('call' in part) return part.call;
        return 'word' in part ? quote(known(part.word)) : secrets(part.secret);
      })
      .join('');
  }

  /** Functions of the shell library that it calls: whatever is sent must bring them along. */
  get calls(): ReadonlySet<string> {
    return new Set(this.parts.flatMap((part) => ('call' in part ? [part.call] : [])));
  }

  /** Its own code, with an empty word in the place of every value and of every name that `calls` has. */
  code(): string {
    return this.parts.map((part) => ('code' in part ? part.code : "''")).join('');
  }
}

export type Value = string | number | Secret | Script | readonly (string | number | Script)[];

function parts(value: Value): readonly Part[] {
  if (value instanceof Script) return value.parts;
  if (value instanceof Secret) return [{ secret: value }];
  if (typeof value === 'string' || typeof value === 'number') return [{ word: String(value) }];
  return value.flatMap((item, index) => (index === 0 ? parts(item) : [{ code: ' ' }, ...parts(item)]));
}

/**
 * Tagged template for shell code: every interpolated value becomes one quoted word, a list becomes words
 * separated by spaces, a Script is spliced in as code. Backslashes are the shell's; only a backslash before
 * a dollar and brace, or before a backtick, is JavaScript's and goes.
 *
 *     sh`modprobe -- ${name}`
 */
export function sh(strings: TemplateStringsArray, ...values: readonly Value[]): Script {
  return new Script(
    strings.raw.flatMap((raw, index) => {
      const code = raw.replaceAll(/\\(\$\{|`)/g, '$1');
      const value = values[index];
      return value === undefined ? [{ code }] : [{ code }, ...parts(value)];
    }),
  );
}

/** Literal code from our own templates; never anything that came from a file of the user's or from a host. */
sh.code = (code: string): Script => new Script([{ code }]);

/** One word made of texts and secrets side by side. */
sh.concat = (texts: readonly (string | Secret)[]): Script =>
  new Script(texts.map((text) => (typeof text === 'string' ? { word: text } : { secret: text })));

/**
 * Calls a function of templates/lib with these arguments, each a word, a list of words, or code for words. Only the faces in
 * functions/ name functions; everything else calls those.
 */
export function call(name: string, ...values: readonly Value[]): Script {
  const words = values.flatMap((value) => {
    const found = parts(value);
    return found.length === 0 ? [] : [{ code: ' ' }, ...found];
  });
  return new Script([{ call: name }, ...words]);
}

/** Joins scripts with newlines. */
export function lines(scripts: readonly Script[]): Script {
  return new Script(
    scripts.flatMap((script, index) => (index === 0 ? script.parts : [{ code: '\n' }, ...script.parts])),
  );
}

/** What a stream can show, and how text from elsewhere is made safe to show there. */

import { displayWidth, head } from './width.ts';

/** What a stream can do; width is Infinity where nothing limits a line. */
export interface Terminal {
  readonly tty: boolean;
  readonly color: boolean;
  readonly width: number;
  readonly unicode: boolean;
}

/** The part of a writable stream that says what it is. */
export interface StreamLike {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks at a stream and the environment; `noColor` is the --no-color flag and beats everything. */
export function detectTerminal(
  stream: StreamLike,
  options: { readonly noColor?: boolean; readonly env?: Environment; readonly platform?: string } = {},
): Terminal {
  const env = options.env ?? process.env;
  const dumb = env.TERM === 'dumb';
  const tty = stream.isTTY === true && !dumb;
  return {
    tty,
    color: options.noColor !== true && wantsColor(tty, env),
    width: stream.isTTY === true ? stream.columns || 80 : Number.POSITIVE_INFINITY,
    unicode: hasUnicode(env, options.platform ?? process.platform),
  };
}

/** FORCE_COLOR before NO_COLOR, as Node itself decides; `FORCE_COLOR=0` means no. */
function wantsColor(tty: boolean, env: Environment): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return tty;
}

/** macOS and Windows terminals speak UTF-8 even where no locale says so (over ssh, for one). */
function hasUnicode(env: Environment, platform: string): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  if (locale) return /utf-?8/i.test(locale);
  return platform === 'darwin' || platform === 'win32';
}

/** CSI, then the string sequences (OSC, DCS, SOS, PM, APC), then any other escape; both 7-bit and 8-bit. */
const ESCAPES =
  /(?:\x1b\[|\x9b)[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]?|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?|\x1b[\x20-\x2f]*[\x30-\x7e]?/g;

/** C0 but newline, DEL, C1, line separators, and what reorders or hides text (bidi controls, zero width). */
const CONTROLS =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Surrogate}]/gu;

/** Text from a host without escape sequences and control characters; newlines stay, a tab is four spaces. */
export function strip(text: string): string {
  return text
    .replaceAll(ESCAPES, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(CONTROLS, '');
}

/** The same on one line: newlines are spaces. For names, titles and table cells. */
export function oneLine(text: string): string {
  return strip(text).replaceAll('\n', ' ').trim();
}

/** Every control character spelt out (`\t`, `\x1b`, `\u202e`), newlines kept: where each byte matters. */
export function escapeControls(text: string): string {
  return text.replaceAll(CONTROLS, (character) => {
    if (character === '\t') return '\\t';
    if (character === '\r') return '\\r';
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Text cut to width columns, the cut marked; it must be free of escape sequences. */
export function truncate(text: string, width: number, mark = '…'): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(mark);
  return room < 0 ? head(text, width) : head(text, room) + mark;
}

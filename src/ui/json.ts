import { redactDeep } from '../secrets/redact.ts';

/** What a terminal may act on, or shows in another order, and JSON leaves as it is: DEL, C1, bidi and invisible ones. */
const UNSAFE = /[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** JSON of exactly this value, in which everything that a terminal may act on is escaped. */
export function escapedJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for output: with secrets named in place of their text. */
export function safeJson(value: unknown, indent?: number): string {
  // as JSON first, so that toJSON has had its say
  return escapedJson(redactDeep(JSON.parse(JSON.stringify(value))), indent);
}

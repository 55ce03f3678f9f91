import type { InputDocument, Span } from './document.ts';
import type { Source } from './source.ts';

/** Names of keys whose value may be a secret. A secret reference is a map, and stays as it is. */
const SECRET_KEY = /(password|passphrase|secret|token)$/i;
/** The same on one line, for a file that is not even YAML has secrets too. */
const SECRET_LINE =
  /(\b["']?\w*(?:password|passphrase|secret|token)["']?[ \t]*:[ \t]+)("[^"\n]*"|'[^'\n]*'|[^\s,}#{&*][^\n,}#]*)/gi;

/** A user, and usually a password, in a URL. */
const URL_USER = /(?<=:\/\/)[^/\s@]+(?=@)/g;

/**
 * The text of a file with passwords struck out: someone who writes one where a reference belongs must not have
 * it printed by the error that says so. Lines and columns stay.
 */
export function maskSecrets(document: InputDocument): Source {
  const { file, text } = document.source;
  const struck = document.scalarsOf(SECRET_KEY).reduce(strike, text);
  return {
    file,
    text: struck
      .replaceAll(SECRET_LINE, (_, key: string, value: string) => key + stars(value))
      .replaceAll(URL_USER, stars),
  };
}

function strike(text: string, { start, end }: Span): string {
  return text.slice(0, start) + stars(text.slice(start, end)) + text.slice(end);
}

function stars(text: string): string {
  return text.replaceAll(/\S/g, '*');
}

import type { InputDocument } from './document.ts';
import type { Source } from './source.ts';

/**
 * The text of a file with passwords struck out: someone who writes one where a reference belongs must not have
 * it printed by the error that says so. Works on lines, for a file that is not even YAML has secrets too.
 */
export function maskSecrets({ source }: InputDocument): Source {
  const text = source.text.replaceAll(SECRET, (match, before: string, value: string) =>
    /^[{&*]/.test(value) ? match : before + '*'.repeat(value.length),
  );
  return { file: source.file, text };
}

/** A key that names a secret, and a plain or quoted value after it. */
const SECRET =
  /(\b["']?\w*(?:password|passphrase|secret|token)["']?[ \t]*:[ \t]+)("[^"\n]*"|'[^'\n]*'|[^\s,}#][^\n,}#]*)/gi;

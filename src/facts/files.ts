import { sh } from '../program/sh.ts';
import { type Fact, rows } from './fact.ts';
import type { FileFact } from './types.ts';

/** Largest file whose content travels; ours are far smaller. */
const CONTENT_LIMIT = 262_144;

const ABSENT: FileFact = { type: 'absent', sha256: '', mode: '', owner: '' };

/** Type, mode, owner, hash and content of the files we own or edit. One row a file, content in base64. */
export const files: Fact<ReadonlyMap<string, FileFact>> = {
  name: 'files',
  snippet: ({ files }) =>
    files.length === 0
      ? sh`:`
      : sh`for path in ${files}; do
  if [ -f "$path" ]; then
    content=-; [ "$(wc -c <"$path")" -gt ${CONTENT_LIMIT} ] || content=$(base64 <"$path" | tr -d '\n')
    printf '%s %s %s %s %s\n' file "$(stat -c '%a %U:%G' "$path")" "$(sha256sum <"$path" | cut -d ' ' -f 1)" "=$content" "$path"
  elif [ -e "$path" ]; then printf 'other - - - - %s\n' "$path"
  else printf 'absent - - - - %s\n' "$path"; fi
done`,
  parse: (output) =>
    new Map(
      rows(output).map((row): [string, FileFact] => {
        const [type, mode = '', owner = '', sha256 = '', content = '', ...path] = row.split(' ');
        const name = path.join(' ');
        if (type === 'absent') return [name, ABSENT];
        if (type !== 'file') return [name, { ...ABSENT, type: 'other' }];
        const fact: FileFact = { type, mode, owner, sha256 };
        const text = content.slice(1);
        return [
          name,
          text === '-' ? fact : { ...fact, content: Buffer.from(text, 'base64').toString('utf8') },
        ];
      }),
    ),
};

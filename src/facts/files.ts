import { recorded } from '../shell/functions/kube.ts';
import { lockOf, mounts } from '../shell/functions/locked.ts';
import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';
import type { FileFact, FileLock } from './types.ts';

/** Largest file whose content travels; ours are far smaller. */
const CONTENT_LIMIT = 2_097_152;

const ABSENT: FileFact = { type: 'absent', sha256: '', mode: '', owner: '' };

/** Type, mode, owner, hash and content of the files we own, owned or edit. One row a file, content in base64. */
export const files: Fact<ReadonlyMap<string, FileFact>> = {
  name: 'files',
  // only root is asked about locks: anybody else may write next to nothing, which is said elsewhere
  snippet: ({ files }) =>
    sh`mounts=$(${mounts()})
{ printf '%s\n' ${files}; ${recorded('file')}; } | sort -u | while read -r path; do
  if [ -f "$path" ]; then
    content=-; [ "$(wc -c <"$path")" -gt ${CONTENT_LIMIT} ] || content=$(base64 <"$path" | tr -d '\n')
    printf '%s %s %s %s %s\n' file "$(stat -c '%a %U:%G' "$path" | sed 's/ /\t/; s/ /_/g; s/\t/ /')" "$(sha256sum <"$path" | cut -d ' ' -f 1)" "=$content" "$path"
  elif [ -e "$path" ]; then printf 'other - - - - %s\n' "$path"
  else printf 'absent - - - - %s\n' "$path"; fi
  [ "$(id -u)" != 0 ] || lock=$(${lockOf(sh`"$path"`, sh`"$mounts"`)})
  [ -z "\${lock:-}" ] || printf 'lock %s %s\n' "$lock" "$path"
done`,
  parse: (output) => {
    const locks = new Map(rows(output).flatMap(lockRow));
    return new Map(
      rows(output).flatMap((row): [string, FileFact][] => {
        const [type, mode = '', owner = '', sha256 = '', content = '', ...path] = row.split(' ');
        if (type === 'lock') return [];
        const name = path.join(' ');
        const lock = locks.get(name);
        const locked = lock === undefined ? {} : { lock };
        if (type === 'absent') return [[name, { ...ABSENT, ...locked }]];
        if (type !== 'file') return [[name, { ...ABSENT, type: 'other', ...locked }]];
        const fact: FileFact = { type, mode, owner, sha256, ...locked };
        const text = content.slice(1);
        if (text === '-') return [[name, fact]];
        const bytes = Buffer.from(text, 'base64');
        const decoded = bytes.toString('utf8');
        const exact = Buffer.from(decoded).equals(bytes) && !decoded.includes('\0');
        return [[name, { ...fact, content: decoded, ...(exact ? {} : { binary: true as const }) }]];
      }),
    );
  },
};

/** `lock WHY PATH` */
function lockRow(row: string): [string, FileLock][] {
  const [, why, path = ''] = /^lock (mount|immutable|read-only) (.+)$/.exec(row) ?? [];
  return why === undefined ? [] : [[path, why as FileLock]];
}

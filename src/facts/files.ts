import { createHash } from 'node:crypto';
import { recorded } from '../shell/functions/kube.ts';
import { lockOf, mounts } from '../shell/functions/locked.ts';
import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

export interface FileFact {
  readonly type: 'file' | 'absent' | 'other';
  readonly sha256: string;
  /** Octal, as stat(1) prints it: `644`. */
  readonly mode: string;
  readonly owner: string;
  /** Text of the files we own or edit; absent for the others. */
  readonly content?: string;
  /** The content is not UTF-8 text: what is above is good for looking at, not for writing back. */
  readonly binary?: true;
  /** Why a rename cannot replace it; absent: it can. */
  readonly lock?: FileLock;
}

/** `lock_of` (templates/lib/locked.sh). */
export type FileLock = 'mount' | 'immutable' | 'read-only';

/** Largest file whose content travels; ours are far smaller. */
const CONTENT_LIMIT = 2_097_152;

const ABSENT: FileFact = { type: 'absent', sha256: '', mode: '', owner: '' };

/**
 * Type, mode, owner, hash and content of the files we own, owned or edit. One row a file, content in base64; the hash is `-`
 * where the content is there to make it from. One stat(1) for all, and one base64(1) a file: hosts have no time for more.
 */
export const files: Fact<ReadonlyMap<string, FileFact>> = {
  name: 'files',
  // only root is asked about locks: anybody else may write next to nothing, which is said elsewhere. An owner has no slash in
  // it, but may have spaces. A link's own size is that of its text
  snippet: ({ files }) =>
    sh`mounts=$(${mounts()}) root=; [ "$(id -u)" != 0 ] || root=1
paths=$({ printf '%s\n' ${files}; ${recorded('file')}; } | sort -u)
set --
while IFS= read -r path; do
  if [ -f "$path" ]; then set -- "$@" "$path"
  elif [ -e "$path" ]; then printf 'other - - - - %s\n' "$path"
  elif [ -n "$path" ]; then printf 'absent - - - - %s\n' "$path"; fi
  [ -n "$root" ] || continue
  in=\${path%/*}
  case $mounts in *" $path "*) ;; *) if [ ! -L "$path" ] && [ -w "\${in:-/}" ] && { [ ! -e "$path" ] || [ -w "$path" ]; }; then continue; fi ;; esac
  lock=$(${lockOf(sh`"$path"`, sh`"$mounts"`)})
  [ -z "$lock" ] || printf 'lock %s %s\n' "$lock" "$path"
done <<END
$paths
END
[ $# = 0 ] || stat -c '%s %a %n/%U:%G' -- "$@" | while IFS= read -r row; do
  size=\${row%% *} row=\${row#* }; mode=\${row%% *} row=\${row#* }; owner=\${row##*/} path=\${row%/*}
  case $owner in *' '*) owner=$(printf '%s' "$owner" | tr ' ' _) ;; esac
  [ ! -L "$path" ] || size=$(wc -c <"$path")
  if [ "$size" -gt ${CONTENT_LIMIT} ]; then hash=$(sha256sum <"$path"); content=- hash=\${hash%% *}
  else set -- $(base64 <"$path"); IFS=; content="$*" hash=-; unset IFS; fi
  printf '%s %s %s %s %s %s\n' file "$mode" "$owner" "$hash" "=$content" "$path"
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
        const text = content.slice(1);
        const bytes = Buffer.from(text === '-' ? '' : text, 'base64');
        const hash = sha256 === '-' ? createHash('sha256').update(bytes).digest('hex') : sha256;
        const fact: FileFact = { type, mode, owner, sha256: hash, ...locked };
        if (text === '-') return [[name, fact]];
        const decoded = bytes.toString('utf8');
        const exact = Buffer.from(decoded).equals(bytes) && !decoded.includes('\0');
        return [[name, { ...fact, content: decoded, ...(exact ? {} : { binary: true as const }) }]];
      }),
    );
  },
  bare: new Map(),
};

/** `lock WHY PATH` */
function lockRow(row: string): [string, FileLock][] {
  const [, why, path = ''] = /^lock (mount|immutable|read-only) (.+)$/.exec(row) ?? [];
  return why === undefined ? [] : [[path, why as FileLock]];
}

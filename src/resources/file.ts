import { createHash } from 'node:crypto';
import type { FileFact } from '../facts/files.ts';
import { putFile, removeFile as removeForGood } from '../shell/functions/files.ts';
import { fail } from '../shell/functions/frames.ts';
import type { Planned, Remover, Resource } from './resource.ts';

/** Hex SHA-256 of a text's UTF-8 bytes. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export interface FileSpec {
  readonly path: string;
  readonly content: string;
  /** Octal, four digits: `0644`. */
  readonly mode: string;
  readonly reason: string;
  /** The systemd unit that reads it when it starts. */
  readonly notifies?: string;
  /** The file is a package's: what was there before comes back when it leaves the spec. */
  readonly replaces?: true;
}

/** A file that is wholly ours (while the spec wants it). It lands atomically, owned by root. */
export function file({ path, content, mode, reason, notifies, replaces }: FileSpec): Resource {
  const hash = sha256(content);
  return {
    id: `file ${path}`,
    value: hash,
    ...(notifies === undefined ? {} : { notifies }),
    original: ({ files }) => (replaces ? keepsake(files.get(path)) : null),
    plan: (facts): Planned | null => {
      const is = facts.files.get(path);
      const exists = is !== undefined && is.type !== 'absent';
      const attributes = exists && is.type === 'file' ? `${is.mode.padStart(4, '0')} ${is.owner}` : '';
      const same = exists && is.sha256 === hash;
      if (same && attributes === `${mode} root:root`) return null;
      const isLost =
        replaces && exists && keepsake(is) === null && facts.record?.resources[`file ${path}`] === undefined;
      return {
        change: {
          action: exists ? 'update' : 'create',
          before: exists ? (same ? attributes : (is.content ?? `(${is.type} of another content)`)) : null,
          after: same ? `${mode} root:root` : content,
          reason,
          disruption: 'none',
        },
        script: isLost
          ? fail(`${path} is not a text file that can be kept for later: move it away`)
          : putFile(path, { mode }, content),
        files: [{ path, content }],
      };
    },
  };
}

/** A file as the record keeps it; null: there is none, or it cannot be kept. */
function keepsake(is: FileFact | undefined): string | null {
  if (is?.type !== 'file' || is.content === undefined || is.binary) return null;
  const { mode, owner, content } = is;
  return JSON.stringify({ mode: mode.padStart(4, '0'), owner, content });
}

function kept(original: string | null): { mode: string; owner: string; content: string } | null {
  if (original === null) return null;
  const { mode, owner, content } = Object(JSON.parse(original));
  return { mode: String(mode), owner: String(owner), content: String(content) };
}

/**
 * A file that the spec no longer has is removed, or becomes what it was before kubestrap; whatever was edited in it
 * meanwhile is shown first.
 */
export const removeFile: Remover = (path, { original }, facts) => {
  const is = facts.files.get(path);
  const before = kept(original);
  if (before === null && is?.type === 'absent') return null;
  return {
    change: {
      action: before === null ? 'delete' : 'update',
      before: is?.content ?? '(a file of ours)',
      after: before?.content ?? null,
      reason:
        before === null
          ? 'no longer in the spec'
          : 'no longer in the spec: back to the file before kubestrap',
      disruption: 'none',
    },
    script:
      before === null
        ? removeForGood(path)
        : putFile(path, { mode: before.mode, owner: before.owner }, before.content),
  };
};

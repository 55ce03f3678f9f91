import { createHash } from 'node:crypto';
import { sh } from '../program/sh.ts';
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
}

/** A file that is wholly ours. It lands atomically, owned by root. */
export function file({ path, content, mode, reason }: FileSpec): Resource {
  const hash = sha256(content);
  return {
    id: `file ${path}`,
    value: hash,
    original: () => null,
    plan: (facts): Planned | null => {
      const is = facts.files.get(path);
      const exists = is !== undefined && is.type !== 'absent';
      const attributes = exists && is.type === 'file' ? `${is.mode.padStart(4, '0')} ${is.owner}` : '';
      const same = exists && is.sha256 === hash;
      if (same && attributes === `${mode} root:root`) return null;
      return {
        change: {
          action: exists ? 'update' : 'create',
          before: exists ? (same ? attributes : (is.content ?? `(${is.type} of another content)`)) : null,
          after: same ? `${mode} root:root` : content,
          reason,
          disruption: 'none',
        },
        script: sh`put_file ${path} ${mode} root:root ${content}`,
        files: [{ path, content }],
      };
    },
  };
}

/** A file of ours that the spec no longer has is removed; whatever was edited in it meanwhile is shown first. */
export const removeFile: Remover = (path, _entry, facts) => {
  const is = facts.files.get(path);
  if (is?.type === 'absent') return null;
  return {
    change: {
      action: 'delete',
      before: is?.content ?? '(a file of ours)',
      after: null,
      reason: 'no longer in the spec',
      disruption: 'none',
    },
    script: sh`remove_file ${path}`,
  };
};

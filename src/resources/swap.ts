import type { FileFact } from '../facts/files.ts';
import { expectFile, putFile } from '../shell/functions/files.ts';
import { fail } from '../shell/functions/frames.ts';
import { sh } from '../shell/sh.ts';
import type { Planned, Remover, Resource } from './resource.ts';

const FSTAB = '/etc/fstab';
const MARK = '# kubestrap disabled swap: ';

/** fstab with its swap lines commented out, in a way `restoreFstab` undoes. */
export function disableFstab(content: string): string {
  return content
    .split('\n')
    .map((line) => (/^\s*[^#\s]\S*\s+\S+\s+swap\s/.test(`${line} `) ? `${MARK}${line}` : line))
    .join('\n');
}

/** fstab with the lines that we disabled as they were. */
export function restoreFstab(content: string): string {
  return content
    .split('\n')
    .map((line) => (line.startsWith(MARK) ? line.slice(MARK.length) : line))
    .join('\n');
}

/** No swap, now and after the next boot, as far as /etc/fstab brings it. */
export function noSwap(reason: string): Resource {
  return {
    id: 'swap all',
    value: 'disabled',
    original: ({ swaps }) => (swaps.length > 0 ? swaps.join(' ') : null),
    plan: (facts): Planned | null => {
      const is = facts.files.get(FSTAB);
      const fstab = is?.content ?? '';
      const disabled = disableFstab(fstab);
      const before = [
        ...facts.swaps.map((device) => `${device} active`),
        ...(disabled === fstab ? [] : [`an entry in ${FSTAB}`]),
      ];
      if (before.length === 0) return null;
      return {
        change: { action: 'delete', before: before.join(', '), after: null, reason, disruption: 'none' },
        script: sh`${disabled === fstab ? [] : [rewrite(is, disabled)]}
${facts.swaps.length > 0 ? [sh`swapoff -a`] : [sh`:`]}`,
      };
    },
  };
}

/** Swap comes back as it was: the lines in fstab, and what they turn on. */
export const removeNoSwap: Remover = (_name, _entry, facts) => {
  const is = facts.files.get(FSTAB);
  const fstab = is?.content ?? '';
  const restored = restoreFstab(fstab);
  if (restored === fstab) return null;
  return {
    change: {
      action: 'create',
      before: null,
      after: `the entries in ${FSTAB} that kubestrap disabled`,
      reason: 'the spec keeps swap now',
      disruption: 'none',
    },
    script: sh`${rewrite(is, restored)}
swapon -a`,
  };
};

/** The file as it should be, with the mode and owner it has. */
function rewrite(is: FileFact | undefined, to: string) {
  if (is === undefined || is.binary) {
    return fail(`${FSTAB} is not UTF-8 text: take its swap lines out by hand`);
  }
  return sh`${expectFile(FSTAB, is.sha256)}
${putFile(FSTAB, { mode: is.mode, owner: is.owner }, to)}`;
}

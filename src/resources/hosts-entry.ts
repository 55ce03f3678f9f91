import { BEGIN, END, type HostsCopy } from '../facts/hosts-copies.ts';
import type { HostFacts } from '../facts/types.ts';
import type { HostsEntry } from '../model/cluster.ts';
import { putBlock } from '../shell/functions/files.ts';
import { renewCopies } from '../shell/functions/hosts-copies.ts';
import { sh } from '../shell/sh.ts';
import { sha256 } from './file.ts';
import type { Planned, Remover, Resource } from './resource.ts';

const PATH = '/etc/hosts';

export { BEGIN };

/** The lines of a block, one an entry; empty for no entries. */
export function hostsBlock(entries: readonly HostsEntry[]): string {
  return entries.map(({ ip, names }) => `${ip} ${names.join(' ')}\n`).join('');
}

/** The managed lines of a hosts file, without the marks; empty when there is no block. */
export function currentBlock(content: string): string {
  const lines = content.split('\n');
  const begin = lines.indexOf(BEGIN);
  const end = lines.indexOf(END, begin);
  return begin === -1 || end < begin
    ? ''
    : lines
        .slice(begin + 1, end)
        .map((line) => `${line}\n`)
        .join('');
}

/** The file with the block put in, replaced or (empty) taken out; every other line as it was. */
export function withBlock(content: string, block: string): string {
  const lines = content.split('\n');
  const begin = lines.indexOf(BEGIN);
  const end = lines.indexOf(END, begin);
  const marked = block === '' ? [] : [BEGIN, ...block.trimEnd().split('\n'), END];
  if (begin !== -1 && end > begin)
    return [...lines.slice(0, begin), ...marked, ...lines.slice(end + 1)].join('\n');
  if (marked.length === 0) return content;
  const gap = content === '' || content.endsWith('\n') ? '' : '\n';
  return `${content}${gap}${marked.join('\n')}\n`;
}

/** Entries of /etc/hosts, as one managed block. */
export function hostsEntries(entries: readonly HostsEntry[], reason: string): Resource {
  const block = hostsBlock(entries);
  return {
    id: `hosts-entry ${PATH}`,
    value: sha256(block),
    original: () => null,
    plan: (facts) => {
      const content = facts.files.get(PATH)?.content ?? '';
      const is = currentBlock(content);
      const stale = staleCopies(facts, block);
      if (is !== block) return edit(content, { is, block, stale }, reason);
      return stale.length > 0 ? renewal(stale, block) : null;
    },
  };
}

export const removeHostsEntries: Remover = (_name, _entry, facts) => {
  const content = facts.files.get(PATH)?.content ?? '';
  const is = currentBlock(content);
  const stale = staleCopies(facts, '');
  if (is !== '') return edit(content, { is, block: '', stale }, 'no longer in the spec');
  return stale.length > 0 ? renewal(stale, '') : null;
};

/** Copies of hostNetwork Pods whose lines are not these. */
export function staleCopies({ hostsCopies }: Pick<HostFacts, 'hostsCopies'>, block: string): HostsCopy[] {
  return hostsCopies.filter((copy) => copy.block !== block);
}

/** The file is right, and Pods that started before it was hold older lines. */
function renewal(stale: readonly HostsCopy[], block: string): Planned {
  const pods = stale.map(({ pod }) => pod).join(', ');
  return {
    change: {
      action: 'update',
      before: stale[0]?.block || null,
      after: block === '' ? null : block,
      reason: `hostNetwork Pods that started before hold an older copy of the file: ${pods}`,
      disruption: 'none',
    },
    script: COPIES,
  };
}

/** The lines of the file in all copies, also those that were made since the facts were read. */
const COPIES = renewCopies(PATH, BEGIN, END);

interface Edit {
  readonly is: string;
  readonly block: string;
  readonly stale: readonly HostsCopy[];
}

function edit(content: string, { is: before, block: after, stale }: Edit, reason: string): Planned {
  const pods = `${stale.length} hostNetwork ${stale.length === 1 ? 'Pod gets' : 'Pods get'} the same lines`;
  return {
    change: {
      action: before === '' ? 'create' : after === '' ? 'delete' : 'update',
      before: before === '' ? null : before,
      after: after === '' ? null : after,
      reason: stale.length === 0 ? reason : `${reason}; ${pods}`,
      disruption: 'none',
    },
    script: sh`${putBlock(PATH, BEGIN, END, after)}
${COPIES}`,
    files: [{ path: PATH, content: withBlock(content, after) }],
  };
}

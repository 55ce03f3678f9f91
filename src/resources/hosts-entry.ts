import { sh } from '../program/sh.ts';
import type { HostsEntry } from '../spec/model.ts';
import { sha256 } from './file.ts';
import type { Planned, Remover, Resource } from './resource.ts';

const PATH = '/etc/hosts';
export const BEGIN = '# BEGIN kubestrap: this block is managed, edits in it are lost';
const END = '# END kubestrap';

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
      return is === block ? null : edit(content, is, block, reason);
    },
  };
}

export const removeHostsEntries: Remover = (_name, _entry, facts) => {
  const content = facts.files.get(PATH)?.content ?? '';
  const is = currentBlock(content);
  return is === '' ? null : edit(content, is, '', 'no longer in the spec');
};

function edit(content: string, before: string, after: string, reason: string): Planned {
  return {
    change: {
      action: before === '' ? 'create' : after === '' ? 'delete' : 'update',
      before: before === '' ? null : before,
      after: after === '' ? null : after,
      reason,
      disruption: 'none',
    },
    script: sh`put_block ${PATH} ${BEGIN} ${END} ${after}`,
    files: [{ path: PATH, content: withBlock(content, after) }],
  };
}

import type { Pen } from './style.ts';
import { oneLine, strip } from './terminal.ts';

/** Files by the id of the change that writes them, then by path. */
export type WrittenFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Each file that changes write on their way, whole; hosts whose files are the same share a block. */
export function fileBlocks(files: WrittenFiles, pen: Pen): string[][] {
  const blocks = new Map<
    string,
    { readonly hosts: string[]; readonly path: string; readonly content: string }
  >();
  for (const [id, written] of Object.entries(files)) {
    const host = /^host ([^:]+)/.exec(id)?.[1] ?? 'cluster';
    for (const [path, content] of Object.entries(written)) {
      const key = JSON.stringify([path, content]);
      const block = blocks.get(key) ?? { hosts: [], path, content };
      block.hosts.push(host);
      blocks.set(key, block);
    }
  }
  return [...blocks.values()].map(({ hosts, path, content }) => [
    `${pen.style.bold(oneLine(hosts.join(', ')))}  ${pen.style.cyan(oneLine(path))}`,
    ...strip(content)
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`),
  ]);
}

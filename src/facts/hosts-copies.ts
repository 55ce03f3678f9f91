import { copiedBlocks } from '../shell/functions/hosts-copies.ts';
import { type Fact, rows } from './fact.ts';

/** The marks around our lines in a hosts file, whole lines each. */
export const BEGIN = '# BEGIN kubestrap: this block is managed, edits in it are lost';
export const END = '# END kubestrap';

/** A copy of /etc/hosts that the containers of a hostNetwork Pod read; the kubelet writes it when it starts one of them. */
export interface HostsCopy {
  /** `namespace/name`; the UID where the name is not known. */
  readonly pod: string;
  /** The lines between our marks, as in /etc/hosts when the copy was made; empty: it has none. */
  readonly block: string;
}

/** The block of each copy. Rows of `copied_blocks` (templates/lib/hosts-copies.sh). */
export const hostsCopies: Fact<readonly HostsCopy[]> = {
  name: 'hosts_copies',
  snippet: () => copiedBlocks(BEGIN, END),
  parse: (output) => {
    const copies: { pod: string; block: string }[] = [];
    for (const row of rows(output)) {
      const last = copies.at(-1);
      if (row.startsWith('copy ')) copies.push({ pod: row.slice('copy '.length), block: '' });
      else if (last !== undefined) last.block += `${row.slice('| '.length)}\n`;
    }
    return copies.toSorted((left, right) => (left.pod < right.pod ? -1 : 1));
  },
  bare: [],
};

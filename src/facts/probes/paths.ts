import { sh } from '../../shell/sh.ts';
import { type Probe, tagged, whole } from './probe.ts';

/** How large a packet gets through to another host, unfragmented. */
export interface Path {
  readonly peer: string;
  readonly mtu: number;
  /** `full`: packets of the interface's MTU; `small`: only small ones; `none`: not even those. */
  readonly passes: 'full' | 'small' | 'none';
}

/** Pings some peers with packets of the size of the interface's MTU that must not be cut up. IPv4 only. */
export const paths: Probe<readonly Path[]> = {
  name: 'paths',
  seconds: 10,
  snippet: ({ peers }) => sh`command -v ping >/dev/null || { echo no-ping; exit; }
for peer in ${peers}; do
  {
    device=$(ip -o route get "$peer" | sed -n 's/.* dev \([^ ]*\).*/\1/p')
    mtu=$(cat "/sys/class/net/$device/mtu") || exit
    passes=none
    if ping -n -q -c 2 -i 0.2 -W 1 -M do -s $((mtu - 28)) "$peer" >/dev/null 2>&1; then passes=full
    elif ping -n -q -c 2 -i 0.2 -W 1 "$peer" >/dev/null 2>&1; then passes=small; fi
    echo "path $peer $mtu $passes"
  } &
done
wait`,
  parse: (output) => {
    const rows = tagged(output);
    if (rows('no-ping').length > 0) throw new Error('the host has no ping(8)');
    return rows('path').flatMap((row): Path[] => {
      const [peer = '', size, verdict] = row.split(' ');
      const mtu = whole(size);
      const passes = (['full', 'small', 'none'] as const).find((one) => one === verdict);
      return mtu === undefined || passes === undefined ? [] : [{ peer, mtu, passes }];
    });
  },
};

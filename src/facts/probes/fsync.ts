import { etcdDirectory } from '../../knowledge/directories.ts';
import { sh } from '../../shell/sh.ts';
import { type Probe, tagged } from './probe.ts';

export interface Fsync {
  readonly directory: string;
  readonly device: string;
  /** How long each write took until it was on the disk, in ms, ascending; never empty. */
  readonly writesMs: readonly number[];
}

/** Writes at most, and seconds after which no further one is started. */
const WRITES = 150;
const SECONDS = 6;
/** Bytes of one write: what etcd's own guide to fio(1) takes for its write-ahead log (etcd docs, "Hardware"). */
const BYTES = 2300;

/**
 * Writes as etcd's write-ahead log does: small, one after the other, each on the disk before the next, into a file
 * that is there already. Every write is a dd(1) of its own, whose own measurement leaves out its start. The file is
 * beside the data directory where that is no mount of its own, since kubeadm wants it empty; it is removed at the end.
 */
export const fsync: Probe<Fsync> = {
  name: 'fsync',
  seconds: 20,
  snippet: ({ cluster }) => sh`at=${etcdDirectory(cluster) ?? '/var/lib'}
while [ ! -d "$at" ]; do at=\${at%/*}; at=\${at:-/}; done
up=\${at%/*}; up=\${up:-/}
[ "$(stat -c %d "$at")" != "$(stat -c %d "$up")" ] || at=$up
file=$at/.kubestrap-doctor
trap 'rm -f "$file"' EXIT; trap 'exit 1' TERM INT
rm -f "$file"
echo "place $(df -Pk "$at" | tail -n 1 | cut -d ' ' -f 1) $at"
( umask 077; dd if=/dev/zero of="$file" bs=${BYTES} count=${WRITES} 2>/dev/null ) && sync "$file" || { echo 'failed cannot write there'; exit; }
end=$(($(date +%s) + ${SECONDS})) n=0
while [ "$n" -lt ${WRITES} ] && [ "$(date +%s)" -le "$end" ]; do
  dd if=/dev/zero of="$file" bs=${BYTES} count=1 seek="$n" oflag=dsync conv=notrunc 2>&1 | sed -n 's/^.*copied/write/p'
  n=$((n + 1))
done`,
  parse: (output) => {
    const rows = tagged(output);
    const [place = ''] = rows('place');
    const [failed] = rows('failed');
    const writesMs = rows('write,').flatMap((row) => {
      const seconds = Number(/^([\d.]+(?:e-\d+)?) s/.exec(row)?.[1] ?? Number.NaN);
      return Number.isFinite(seconds) ? [seconds * 1000] : [];
    });
    if (failed !== undefined) throw new Error(`${failed}: ${place}`);
    if (writesMs.length < 20)
      throw new Error(
        `only ${writesMs.length} writes were measured (dd without oflag=dsync, or a very slow disk)`,
      );
    const [device = '', ...directory] = place.split(' ');
    return { directory: directory.join(' '), device, writesMs: writesMs.toSorted((a, b) => a - b) };
  },
};

import { type Check, isControlPlane, known } from '../check.ts';

/** What etcd wants of wal_fsync at the 99th percentile, in ms (etcd docs, FAQ), and where members start to miss heartbeats. */
const WANTED_MS = 10;
const HEARTBEAT_MS = 100;

/** The p-th percentile of ascending values, by the nearest-rank method. */
export function percentile(ascending: readonly number[], p: number): number {
  const rank = Math.max(1, Math.ceil((p / 100) * ascending.length));
  return ascending[Math.min(rank, ascending.length) - 1] ?? Number.NaN;
}

/** How fast the disk takes small synchronous writes. */
export const etcdDisk: Check = {
  name: 'etcd-disk',
  title: `small synchronous writes where etcd keeps its data take less than ${WANTED_MS} ms (99th percentile)`,
  applies: (subject, { cluster }) => isControlPlane(subject) && 'local' in cluster.etcd,
  look: ({ probes }) => {
    const { directory, device, writesMs } = known(probes.fsync);
    const [median, high, worst] = [
      percentile(writesMs, 50),
      percentile(writesMs, 99),
      percentile(writesMs, 100),
    ];
    const evidence = [
      `${writesMs.length} writes to ${directory} (${device}): median ${ms(median)}, 99 % within ${ms(high)}, worst ${ms(worst)}`,
    ];
    if (high < WANTED_MS)
      return [{ severity: 'info', message: 'the disk is fast enough for etcd', evidence }];
    return [
      {
        severity: median >= HEARTBEAT_MS ? 'error' : 'warning',
        message:
          median >= HEARTBEAT_MS
            ? `the disk is too slow for etcd: a write takes longer than a heartbeat (${HEARTBEAT_MS} ms)`
            : `the disk is slow for etcd: it wants 99 % of its writes within ${WANTED_MS} ms`,
        evidence,
        remedy: `give ${directory} an SSD of its own, away from images and logs; run the check again when the host is idle (--only etcd-disk)`,
      },
    ];
  },
};

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

import { sh } from '../../shell/sh.ts';
import { type Probe, tagged, whole } from './probe.ts';

export interface Hardware {
  /** KiB; undefined: /proc/meminfo says nothing. */
  readonly memoryKiB: number | undefined;
  readonly cpus: number | undefined;
  /** File system type at /sys/fs/cgroup: `cgroup2fs` is version 2. */
  readonly cgroup: string;
  readonly machineId: string;
  readonly productUuid: string;
}

export const hardware: Probe<Hardware> = {
  name: 'hardware',
  seconds: 5,
  snippet: () => sh`sed -n 's/^MemTotal: *\([0-9]*\) kB/memory \1/p' /proc/meminfo
echo "cpus $(nproc || grep -c ^processor /proc/cpuinfo)"
echo "cgroup $(stat -fc %T /sys/fs/cgroup)"
echo "machine-id $(cat /etc/machine-id)"
echo "product-uuid $(cat /sys/class/dmi/id/product_uuid)"`,
  parse: (output) => {
    const rows = tagged(output);
    const one = (tag: string) => rows(tag)[0]?.trim() ?? '';
    return {
      memoryKiB: whole(one('memory')),
      cpus: whole(one('cpus')),
      cgroup: one('cgroup'),
      machineId: one('machine-id').toLowerCase(),
      productUuid: one('product-uuid').toLowerCase(),
    };
  },
};

import type { Disk } from '../../facts/probes/disks.ts';
import { RUNTIME } from '../../knowledge/runtimes.ts';
import { capacity, MIN_CPUS, MIN_MEMORY_MB } from '../../node/kubeadm-checks.ts';
import { type Check, type Finding, isControlPlane, known, toFinding } from '../check.ts';

export const memoryAndCpus: Check = {
  name: 'memory-and-cpus',
  title: `a control plane has ${MIN_MEMORY_MB} MB of memory and ${MIN_CPUS} CPUs, as kubeadm wants it`,
  applies: isControlPlane,
  look: ({ host, probes }) => {
    const { memoryKiB, cpus } = known(probes.hardware);
    if (memoryKiB === undefined || cpus === undefined)
      throw new Error('/proc/meminfo or nproc(1) says nothing that can be read');
    return capacity(host.role, { memoryKiB, cpus }).map(toFinding);
  },
};

/**
 * The kubelet's defaults: below 10 % (nodefs) or 15 % (imagefs) of free space, or 5 % of free inodes, it evicts Pods;
 * from 85 % use on it removes images (imageGCHighThresholdPercent).
 */
const EVICTION = { node: 10, images: 15, inodes: 5 } as const;
const IMAGE_GC = 15;
/** GiB that the images of a control plane and their unpacked layers need, with some room. */
const ROOM_GIB = 5;

export const diskSpace: Check = {
  name: 'disk-space',
  title:
    "the file systems of the kubelet, containerd and etcd have room, beyond the kubelet's eviction thresholds",
  look: ({ probes }) => {
    const disks = known(probes.disks);
    const mounts = [...new Set(disks.map(({ mount }) => mount))];
    return mounts.flatMap((mount) =>
      judge(
        mount,
        disks.filter((disk) => disk.mount === mount),
      ),
    );
  },
};

function judge(mount: string, disks: readonly Disk[]): Finding[] {
  const [disk] = disks;
  if (disk === undefined) return [];
  const paths = disks.map(({ path }) => path);
  const bound = paths.includes(RUNTIME.dataDirectory) ? EVICTION.images : EVICTION.node;
  const free = (disk.freeKiB / Math.max(1, disk.sizeKiB)) * 100;
  const inodes = disk.inodes === 0 ? 100 : (disk.freeInodes / disk.inodes) * 100;
  const gib = disk.freeKiB / 1024 / 1024;
  const evidence = [
    `${mount} (${paths.join(', ')}): ${gib.toFixed(1)} GiB free, ${free.toFixed(0)} %; inodes ${inodes.toFixed(0)} % free`,
  ];
  const remedy =
    'make room ("crictl rmi --prune", "journalctl --vacuum-size=200M", "du -x" finds the rest), or give the host a larger disk';
  if (free < bound || inodes < EVICTION.inodes) {
    return [
      {
        severity: 'error',
        message: `${mount} is so full that the kubelet evicts Pods (DiskPressure: less than ${bound} % of space or ${EVICTION.inodes} % of inodes free)`,
        evidence,
        remedy,
      },
    ];
  }
  if (paths.includes(RUNTIME.dataDirectory) && free < IMAGE_GC + 5) {
    return [
      {
        severity: 'warning',
        message: `${mount} is close to where the kubelet removes images (85 % used)`,
        evidence,
        remedy,
      },
    ];
  }
  return gib < ROOM_GIB
    ? [{ severity: 'warning', message: `${mount} has less than ${ROOM_GIB} GiB free`, evidence, remedy }]
    : [];
}

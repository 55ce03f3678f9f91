import { etcdDirectory, kubeletRoot } from '../../knowledge/directories.ts';
import { RUNTIME } from '../../knowledge/runtimes.ts';
import type { Cluster, Host } from '../../model/cluster.ts';
import { kubeletDirs } from '../../shell/functions/leftovers.ts';
import { sh } from '../../shell/sh.ts';
import { type Probe, tagged, whole } from './probe.ts';

/** How full the file system below a path is. */
export interface Disk {
  readonly path: string;
  readonly mount: string;
  readonly sizeKiB: number;
  readonly freeKiB: number;
  /** 0: the file system makes inodes as it needs them. */
  readonly inodes: number;
  readonly freeInodes: number;
}

function paths(cluster: Cluster, host: Host): string[] {
  const etcd = host.role === 'control-plane' ? etcdDirectory(cluster) : null;
  return ['/', kubeletRoot(host), RUNTIME.dataDirectory, ...(etcd === null ? [] : [etcd])];
}

export const disks: Probe<readonly Disk[]> = {
  name: 'disks',
  seconds: 10,
  // where the kubelet keeps Pods is what the host says, whatever the spec does
  snippet: ({
    cluster,
    host,
  }) => sh`{ printf '%s\n' ${paths(cluster, host)}; ${kubeletDirs()}; } | awk '!seen[$0]++' | while IFS= read -r path; do
  at=$path; while [ ! -d "$at" ]; do at=\${at%/*}; at=\${at:-/}; done
  printf 'disk %s %s %s\n' "$path" "$(df -Pk "$at" | tail -n 1 | tr -s ' ')" "$(df -Pi "$at" | tail -n 1 | tr -s ' ')"
done`,
  parse: (output) => {
    const found = tagged(output)('disk').flatMap(disk);
    if (found.length === 0) throw new Error('df(1) says nothing that can be read');
    return found;
  },
};

/** `PATH device size used free use% mount device inodes used free use% mount`: names with spaces are not guessed at. */
function disk(row: string): Disk[] {
  const words = row.split(' ');
  const numbers = [words[2], words[4], words[8], words[10]].map(whole);
  const [path = '', mount = ''] = [words[0], words[6]];
  const [sizeKiB, freeKiB, inodes = 0, freeInodes = 0] = numbers;
  if (sizeKiB === undefined || freeKiB === undefined) return [];
  return [{ path, mount, sizeKiB, freeKiB, inodes, freeInodes }];
}

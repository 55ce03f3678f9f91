import { removeClosedPorts } from './closed-ports.ts';
import { removeFile } from './file.ts';
import { removeFirewalld } from './firewalld.ts';
import { removeHostname } from './hostname.ts';
import { removeHostsEntries } from './hosts-entry.ts';
import { removeKernelModule } from './kernel-module.ts';
import { removePackage } from './package.ts';
import type { Remover, ResourceKind } from './resource.ts';
import { removeSelinux } from './selinux.ts';
import { removeService } from './service.ts';
import { removeNoSwap } from './swap.ts';
import { removeSwapUnit } from './swap-unit.ts';
import { removeSysctl } from './sysctl.ts';
import { removeTimeClient } from './time-client.ts';
import { removeTimeSync } from './time-sync.ts';
import { removeUfw } from './ufw.ts';

/** How each kind leaves a host. A new kind is a file beside these, a line here, and one in `resource.ts`. */
export const REMOVERS: Readonly<Record<ResourceKind, Remover>> = {
  'closed-ports': removeClosedPorts,
  file: removeFile,
  firewalld: removeFirewalld,
  hostname: removeHostname,
  'hosts-entry': removeHostsEntries,
  'kernel-module': removeKernelModule,
  package: removePackage,
  selinux: removeSelinux,
  service: removeService,
  swap: removeNoSwap,
  'swap-unit': removeSwapUnit,
  sysctl: removeSysctl,
  'time-client': removeTimeClient,
  'time-sync': removeTimeSync,
  ufw: removeUfw,
};

/** Is it a kind of resource that this kubestrap knows? */
export function isResourceKind(kind: string): kind is ResourceKind {
  return Object.hasOwn(REMOVERS, kind);
}

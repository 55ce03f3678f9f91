import { removeClosedPorts } from './closed-ports.ts';
import { removeFile } from './file.ts';
import { removeFirewalld } from './firewalld.ts';
import { removeHostname } from './hostname.ts';
import { removeHostsEntries } from './hosts-entry.ts';
import { removeKernelModule } from './kernel-module.ts';
import { removePackage } from './package.ts';
import type { Remover } from './resource.ts';
import { removeSelinux } from './selinux.ts';
import { removeService } from './service.ts';
import { removeNoSwap } from './swap.ts';
import { removeSwapUnit } from './swap-unit.ts';
import { removeSysctl } from './sysctl.ts';
import { removeTimeClient } from './time-client.ts';
import { removeTimeSync } from './time-sync.ts';
import { removeUfw } from './ufw.ts';

/** How each kind leaves a host, by the first word of its id. A new kind is a file beside these and a line here. */
export const REMOVERS: Readonly<Record<string, Remover>> = {
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

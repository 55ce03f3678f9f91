import { removeFile } from './file.ts';
import { removeHostsEntries } from './hosts-entry.ts';
import { removeKernelModule } from './kernel-module.ts';
import type { Remover } from './resource.ts';
import { removeService } from './service.ts';
import { removeNoSwap } from './swap.ts';
import { removeSysctl } from './sysctl.ts';

/** How each kind leaves a host, by the first word of its id. A new kind is a file beside these and a line here. */
export const REMOVERS: Readonly<Record<string, Remover>> = {
  file: removeFile,
  'hosts-entry': removeHostsEntries,
  'kernel-module': removeKernelModule,
  service: removeService,
  swap: removeNoSwap,
  sysctl: removeSysctl,
};

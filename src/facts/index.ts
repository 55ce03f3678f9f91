import { apiServer } from './api-server.ts';
import { bootWriters } from './boot-writers.ts';
import { etcd } from './etcd.ts';
import { files } from './files.ts';
import { firewall } from './firewall.ts';
import { hostsCopies } from './hosts-copies.ts';
import { ingress } from './ingress.ts';
import { kubernetes } from './kubernetes.ts';
import { live } from './live.ts';
import { machine } from './machine.ts';
import { moduleConfig } from './module-config.ts';
import { modules } from './modules.ts';
import { programs } from './programs.ts';
import { record } from './record.ts';
import { restarts } from './restarts.ts';
import { routerAdvertisements } from './router-advertisements.ts';
import { security } from './security.ts';
import { services } from './services.ts';
import { swap } from './swap.ts';
import { swapUnits } from './swap-units.ts';
import { sysctlFiles } from './sysctl-files.ts';
import { sysctls } from './sysctls.ts';
import { clock, system } from './system.ts';
import { timeSync } from './time-sync.ts';

/** Every fact, in the order they are gathered, under its name among the facts of a host. */
export const FACTS = {
  clock,
  system,
  files,
  sysctls,
  sysctlFiles,
  bootWriters,
  routerAdvertisements,
  modules,
  moduleConfig,
  swaps: swap,
  swapUnits,
  services,
  timeSync,
  security,
  firewall,
  restarts,
  programs,
  machine,
  kubernetes,
  apiServer,
  etcd,
  record,
  live,
  ingress,
  hostsCopies,
};

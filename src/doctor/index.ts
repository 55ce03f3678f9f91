import type { Check } from './check.ts';
import { bootWriters } from './checks/boot-writers.ts';
import { diskSpace, memoryAndCpus } from './checks/capacity.ts';
import { certificates, trust } from './checks/certificates.ts';
import { cgroupDriver, cgroups } from './checks/cgroups.ts';
import { clock, timeSync } from './checks/clock.ts';
import { containerd } from './checks/containerd.ts';
import { dns } from './checks/dns.ts';
import { etcdDirectory } from './checks/etcd-directory.ts';
import { etcdDisk } from './checks/etcd-disk.ts';
import { hostsCopies } from './checks/hosts-copies.ts';
import { kernel, modules } from './checks/kernel.ts';
import { kubelet } from './checks/kubelet.ts';
import { leftovers } from './checks/leftovers.ts';
import { lockedFiles } from './checks/locked-files.ts';
import { mtu } from './checks/mtu.ts';
import { hostname, identity, nodeAddress } from './checks/names.ts';
import { ephemeralPorts, ports } from './checks/ports.ts';
import { preflight } from './checks/preflight.ts';
import { proxy } from './checks/proxy.ts';
import { firewall, security } from './checks/security.ts';
import { programs, units } from './checks/software.ts';
import { state } from './checks/state.ts';
import { swap } from './checks/swap.ts';

/** Every check, in the order they are shown: what explains others first. A new one is a file and a line here. */
export const CHECKS: readonly Check[] = [
  state,
  programs,
  preflight,
  units,
  containerd,
  kubelet,
  clock,
  timeSync,
  certificates,
  trust,
  hostname,
  bootWriters,
  lockedFiles,
  nodeAddress,
  identity,
  hostsCopies,
  dns,
  mtu,
  proxy,
  firewall,
  ports,
  ephemeralPorts,
  modules,
  kernel,
  cgroups,
  cgroupDriver,
  swap,
  memoryAndCpus,
  diskSpace,
  etcdDisk,
  etcdDirectory,
  leftovers,
  security,
];

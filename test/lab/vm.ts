import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cpio } from './cpio.ts';
import { hostDirectory } from './disk.ts';
import { labSources } from './paths.ts';
import { run } from './shell.ts';
import type { HostState, VmState } from './state.ts';
import { machineOptions, processorOptions } from './vm-accel.ts';
import type { VmBase } from './vm-base.ts';

/** How big a virtual machine is; what is not given is enough for what it has to run. */
export interface VmSize {
  memoryMiB?: number;
  cpus?: number;
}

export function sizeOf({ memoryMiB, cpus }: VmSize, kube: boolean): Required<VmSize> {
  const size = { memoryMiB: memoryMiB ?? (kube ? 3072 : 768), cpus: cpus ?? 2 };
  if (!Number.isInteger(size.memoryMiB) || size.memoryMiB < 256)
    throw new Error(`a virtual machine needs 256 MiB of memory or more, not ${size.memoryMiB}`);
  if (!Number.isInteger(size.cpus) || size.cpus < 1)
    throw new Error(`a virtual machine needs 1 processor or more, not ${size.cpus}`);
  return size;
}

/** Makes the host's disk, a copy on write of the base, and the initrd that puts its identity (`host.root`) on it. */
export async function createVmDisk(host: HostState, base: VmBase): Promise<void> {
  const directory = hostDirectory(host);
  await run`qemu-img create -q -f qcow2 -b ${base.image} -F raw ${join(directory, 'disk.qcow2')}`;
  const tree = join(directory, 'tree');
  await mkdir(tree);
  await run`mv ${host.root} ${join(tree, 'identity')}`;
  const identity = join(directory, 'identity.cpio');
  await cpio(tree, 'identity', identity);
  await run`cat ${base.initrd} ${identity} > ${join(directory, 'initrd')}`;
  await run`mv ${join(tree, 'identity')} ${host.root}`;
  await run`rm -rf ${tree} ${identity}`;
}

/** The command that boots a virtual machine, in the host's directory; `files/tap-up` wants the bridge's name. */
export function qemu(host: HostState, vm: VmState): string[] {
  return [
    'qemu-system-x86_64',
    ...machineOptions,
    ...processorOptions(vm.accelerated),
    ...['-name', host.name, '-m', String(vm.memoryMiB), '-smp', String(vm.cpus)],
    ...['-kernel', vm.kernel, '-initrd', 'initrd'],
    // the emulated HPET runs fast in an idle machine: minutes in an hour
    ...['-append', 'root=/dev/vda console=ttyS0 quiet net.ifnames=0 mitigations=off clocksource=acpi_pm'],
    ...['-chardev', 'file,id=console,path=console.log,append=on', '-serial', 'chardev:console'],
    // With a writeback cache what the host has synced survives `kill`, as on a real disk.
    ...['-drive', 'if=none,id=disk,file=disk.qcow2,format=qcow2,cache=writeback,discard=unmap'],
    ...['-device', 'virtio-blk-pci,drive=disk'],
    ...[
      '-netdev',
      `tap,id=net,ifname=${tapOf(host)},script=${join(labSources, 'files/tap-up')},downscript=no`,
    ],
    ...['-device', `virtio-net-pci,netdev=net,mac=${macOf(host)},romfile=`],
    ...['-device', 'virtio-serial-pci', '-chardev', `socket,id=exec,path=${execSocket},server=on,wait=off`],
    ...['-device', 'virtserialport,chardev=exec,name=lab.exec'],
  ];
}

/** In the host's directory, and short: the path of a socket has room for 107 characters. */
export const execSocket = 'exec.sock';

/** The end of the host's cable that is on the bridge. */
export function tapOf(host: HostState): string {
  return `vb-${host.machine}`;
}

function macOf(host: HostState): string {
  const bytes = host.machine.slice(1).match(/../g) ?? [];
  return ['52', '54', ...bytes].slice(0, 6).join(':');
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { cacheDirectory } from './paths.ts';
import { attempt } from './shell.ts';

/** qemu's options for the processor: the machine's own where that really works, else an emulated one. */
export function processorOptions(accelerated: boolean): string[] {
  if (accelerated) return ['-accel', 'kvm', '-cpu', 'host'];
  // Five-level page tables only make an emulated processor slower.
  return ['-accel', 'tcg,thread=multi,tb-size=256', '-cpu', 'max,la57=off'];
}

/**
 * Whether /dev/kvm really runs a kernel. Boots one: where virtual machines are nested, it may open, make a machine, and
 * then never leave the firmware. The answer is noted for this boot of this machine.
 */
export async function kvmWorks(kernel: string, initrd: string): Promise<boolean> {
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  return withLock('kvm', async () => {
    const file = join(cacheDirectory(), 'kvm.txt');
    const [notedBoot, noted] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ');
    if (notedBoot === boot) return noted === 'works';
    const works = await probe(kernel, initrd);
    await writeFile(file, `${boot} ${works ? 'works' : 'fails'}\n`);
    return works;
  });
}

async function probe(kernel: string, initrd: string): Promise<boolean> {
  const machine = [...machineOptions, ...processorOptions(true), '-m', '256', '-no-reboot'];
  const what = ['-kernel', kernel, '-initrd', initrd, '-append', 'console=ttyS0 lab.probe panic=-1'];
  const { stdout } =
    await attempt`timeout -k 1 8 qemu-system-x86_64 ${machine} ${what} -serial stdio </dev/null`;
  return stdout.includes('lab: the probe has booted');
}

/** No display, no menu, no firmware beyond what starts a kernel. */
export const machineOptions = [
  '-nodefaults',
  '-no-user-config',
  '-display',
  'none',
  '-machine',
  'q35,usb=off,smm=off,vmport=off,sata=off',
];

import { existsSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Network } from './network.ts';
import { labDirectory, labsDirectory } from './paths.ts';

/** What is written down of a host: enough to boot it again. */
export interface HostState {
  name: string;
  address: string;
  /** nspawn's machine name; short, since the name of the network link is made of it. */
  machine: string;
  /** A container's root; of a virtual machine, the files that make it this host. */
  root: string;
  /** Set where the host is a virtual machine. */
  vm?: VmState;
}

export interface VmState {
  memoryMiB: number;
  cpus: number;
  kernel: string;
  /** With the machine's own processor (KVM), or an emulated one. */
  accelerated: boolean;
}

/** What is written down of a lab, in `lab.json` of its directory. */
export interface LabState {
  name: string;
  network: Network;
  kube: boolean;
  hosts: HostState[];
}

function stateFile(name: string): string {
  return join(labDirectory(name), 'lab.json');
}

export async function writeState(state: LabState): Promise<void> {
  const file = stateFile(state.name);
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** The state of a lab, or undefined where none was written (or a crash left half of one). */
export async function readState(name: string): Promise<LabState | undefined> {
  try {
    return JSON.parse(await readFile(stateFile(name), 'utf8')) as LabState;
  } catch {
    return undefined;
  }
}

/** The names of all labs that have a directory. */
export async function labNames(): Promise<string[]> {
  if (!existsSync(labsDirectory())) return [];
  return (await readdir(labsDirectory())).sort();
}

export async function allStates(): Promise<LabState[]> {
  const states = await Promise.all((await labNames()).map(readState));
  return states.filter((state) => state !== undefined);
}

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseRoot } from './base.ts';
import { answers, boot, initOf, powerOff } from './boot.ts';
import { keyOf } from './cache.ts';
import { findCgroups, isFrozen, setFrozen } from './cgroups.ts';
import { createDisk, hostDirectory, knownHostsLine, writeIdentity } from './disk.ts';
import { type KubeLayer, kubeLayer } from './kube-layer.ts';
import { withLock } from './lock.ts';
import { noteMachine } from './machine.ts';
import { cable, createNetwork, inNamespace, planNetwork, setLink } from './network.ts';
import { checkName, labDirectory } from './paths.ts';
import { attempt, run } from './shell.ts';
import { allStates, type HostState, type LabState, readState, type VmState, writeState } from './state.ts';
import { teardown } from './teardown.ts';
import { createVmDisk, sizeOf, tapOf, type VmSize } from './vm.ts';
import { kvmWorks } from './vm-accel.ts';
import { type VmBase, vmBase } from './vm-base.ts';
import { type ExecResult, executeInVm, rebootVm } from './vm-exec.ts';

export { missing } from './check.ts';

/** A host of a lab that is up. */
export interface LabHost {
  name: string;
  address: string;
  /** A container has the machine's kernel; a virtual machine has its own, with modules, a clock, swap and reboots. */
  kind: 'container' | 'vm';
  /**
   * A container's root file system as the machine sees it (without what is mounted inside: /run, /tmp, /var/lib/etcd …);
   * a virtual machine has none.
   */
  root: string | undefined;
  /** A container's init as the machine numbers it, or a virtual machine's qemu; 0 while the host is off. */
  pid: number;
}

/** A running lab. */
export interface Lab {
  name: string;
  dir: string;
  netns: string;
  hosts: LabHost[];
  /** A private key that root@ and ops@ of every host accept. */
  identityFile: string;
  /** An OpenSSH known_hosts file with every host's real key, by address. */
  knownHostsFile: string;
  host(name: string): LabHost;
  /**
   * Runs a script on a host without SSH, also while it is cut off: for assertions. A virtual machine runs one script at
   * a time, and none while it is paused; a container also then.
   */
  exec(host: string, script: string): Promise<ExecResult>;
  /** Freezes a host: connections to it hang. */
  pause(host: string): Promise<void>;
  resume(host: string): Promise<void>;
  /** Cuts the power: all processes end at once. The disk stays, on a virtual machine as far as it was synced. */
  kill(host: string): Promise<void>;
  /** Boots a host that is off, from the same disk. */
  start(host: string): Promise<void>;
  /** Asks a virtual machine to reboot; returns when sshd answers from the new boot. Containers cannot. */
  reboot(host: string): Promise<void>;
  /** Pulls the network cable, and plugs it in again. */
  cut(host: string): Promise<void>;
  mend(host: string): Promise<void>;
  /** How to spawn a process in the lab's network. */
  inNetns(command: string, args: string[]): { command: string; args: string[] };
  down(): Promise<void>;
}

/** What to bring up. */
export interface UpOptions {
  name: string;
  /** Containers by name, and virtual machines. Addresses are given in this order. */
  hosts: (string | VmHost)[];
  /** With containerd, kubelet, kubeadm and images (the default), or bare. */
  kube?: boolean;
  onProgress?: (line: string) => void;
}

/** A host that is to be a virtual machine; `{}` is a size that suits what it has to run. */
export interface VmHost {
  name: string;
  vm: VmSize;
}

/** Boots the hosts, all at once, and returns when sshd answers on each. Nothing is left where it fails. */
export async function up(options: UpOptions): Promise<Lab> {
  const { name, kube = true, onProgress = () => {} } = options;
  const wanted = options.hosts.map((host) =>
    typeof host === 'string' ? { name: host } : { name: host.name, size: sizeOf(host.vm, kube) },
  );
  for (const host of wanted) checkName('host', host.name);
  if (new Set(wanted.map((host) => host.name)).size !== wanted.length)
    throw new Error(`lab ${name}: two hosts have the same name`);
  const bases = await basesFor(wanted, kube, onProgress);
  const state = await reserve(name, wanted, kube, bases);
  try {
    await createNetwork(state.network);
    const authorizedKey = await createKey(name);
    await eachHost(state, (host) => createHost(state, host, bases, authorizedKey));
    await writeFile(
      join(labDirectory(name), 'known_hosts'),
      (await Promise.all(state.hosts.map(knownHostsLine))).join(''),
    );
    await eachHost(state, async (host) => {
      const start = Date.now();
      await boot(state, host);
      onProgress(`${host.name} ${host.address} is up (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    });
  } catch (error) {
    await teardown(name);
    throw error;
  }
  return open(name);
}

/** Attaches to a lab that is up. */
export async function open(name: string): Promise<Lab> {
  const state = await readState(name);
  if (!state)
    throw new Error(`there is no lab "${name}": bring it up with "lab up ${name} HOST…", or see "lab ls"`);
  return attach(state);
}

interface Wanted {
  name: string;
  size?: Required<VmSize>;
}

/** What the hosts of a lab stand on. */
interface Bases {
  container?: string;
  vm?: VmBase & { accelerated: boolean };
  kube?: KubeLayer;
}

async function basesFor(
  wanted: readonly Wanted[],
  withKube: boolean,
  onProgress: (line: string) => void,
): Promise<Bases> {
  const bases: Bases = {};
  const containers = wanted.some(({ size }) => size === undefined);
  // The images of the Kubernetes layer are made with the containers' base.
  if (containers || withKube) bases.container = await baseRoot(onProgress);
  if (withKube && bases.container) bases.kube = await kubeLayer(bases.container, onProgress);
  if (wanted.some(({ size }) => size !== undefined)) {
    const base = await vmBase(bases.kube, onProgress);
    bases.vm = { ...base, accelerated: await kvmWorks(base.kernel, base.initrd) };
  }
  return bases;
}

async function createHost(
  lab: LabState,
  host: HostState,
  bases: Bases,
  authorizedKey: string,
): Promise<void> {
  if (host.vm && bases.vm) {
    await mkdir(host.root, { recursive: true });
    await writeIdentity(lab, host, authorizedKey);
    await createVmDisk(host, bases.vm);
  } else if (bases.container) await createDisk(lab, host, bases.container, bases.kube, authorizedKey);
}

// Under a lock, so that two labs that come up at once get different networks.
async function reserve(
  name: string,
  wanted: readonly Wanted[],
  kube: boolean,
  bases: Bases,
): Promise<LabState> {
  const directory = labDirectory(name);
  return withLock('labs', async () => {
    if (existsSync(directory))
      throw new Error(`lab "${name}" exists: take it down first ("lab down ${name}")`);
    const network = planNetwork(
      name,
      (await allStates()).map((other) => other.network),
    );
    await noteMachine();
    await mkdir(directory, { recursive: true });
    const state: LabState = {
      name,
      network,
      kube,
      hosts: wanted.map((host, index) => ({
        name: host.name,
        address: `${network.subnet}.${11 + index}`,
        machine: `k${keyOf([name, host.name]).slice(0, 8)}`,
        root: join(directory, 'hosts', host.name, 'root'),
        ...vmState(host, bases),
      })),
    };
    await writeState(state);
    return state;
  });
}

function vmState({ size }: Wanted, { vm }: Bases): { vm?: VmState } {
  return size && vm ? { vm: { ...size, kernel: vm.kernel, accelerated: vm.accelerated } } : {};
}

async function createKey(name: string): Promise<string> {
  const file = join(labDirectory(name), 'id_ed25519');
  await run`ssh-keygen -q -t ed25519 -N ${''} -C ${`lab ${name}`} -f ${file}`;
  return readFile(`${file}.pub`, 'utf8');
}

// Waits for all even if one fails: what still runs could not be torn down.
async function eachHost(state: LabState, action: (host: HostState) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(state.hosts.map(action));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function attach(state: LabState): Promise<Lab> {
  const { name, network } = state;
  const dir = labDirectory(name);
  const hosts: LabHost[] = await Promise.all(
    state.hosts.map(async (host) => ({
      name: host.name,
      address: host.address,
      kind: host.vm ? 'vm' : 'container',
      root: host.vm ? undefined : host.root,
      pid: (await initOf(name, host.name)) ?? 0,
    })),
  );
  const find = <T extends { name: string }>(all: T[], host: string): T => {
    const found = all.find((candidate) => candidate.name === host);
    if (!found)
      throw new Error(`lab ${name} has no host "${host}", only ${all.map((each) => each.name).join(', ')}`);
    return found;
  };
  const running = async (host: string): Promise<number> => {
    const entry = find(hosts, host);
    entry.pid = (await initOf(name, host)) ?? 0;
    if (entry.pid === 0)
      throw new Error(`lab ${name}, host ${host} is off: boot it with "lab start ${name} ${host}"`);
    return entry.pid;
  };
  const linkOf = async (host: string): Promise<string> => {
    const pid = await running(host);
    const entry = find(state.hosts, host);
    return entry.vm ? tapOf(entry) : cable(network, pid);
  };
  return {
    name,
    dir,
    netns: network.netns,
    hosts,
    identityFile: join(dir, 'id_ed25519'),
    knownHostsFile: join(dir, 'known_hosts'),
    host: (host) => find(hosts, host),
    exec: async (host, script) => {
      const pid = await running(host);
      const entry = find(state.hosts, host);
      if (!entry.vm) return execute(pid, script);
      if (await isFrozen(await findCgroups(name, host)))
        throw new Error(`lab ${name}, host ${host} is paused: a virtual machine runs nothing then`);
      return executeInVm(hostDirectory(entry), script);
    },
    pause: async (host) => {
      await running(host);
      await setFrozen(await findCgroups(name, host), true);
    },
    resume: async (host) => {
      await running(host);
      await setFrozen(await findCgroups(name, host), false);
    },
    kill: async (host) => {
      const entry = find(hosts, host);
      await powerOff(name, host);
      entry.pid = 0;
    },
    start: async (host) => {
      const entry = find(hosts, host);
      if (await initOf(name, host)) throw new Error(`lab ${name}, host ${host} is on already`);
      await powerOff(name, host); // it may have switched itself off, and left its groups
      await boot(state, find(state.hosts, host));
      entry.pid = (await initOf(name, host)) ?? 0;
    },
    reboot: async (host) => {
      await running(host);
      const entry = find(state.hosts, host);
      if (!entry.vm)
        throw new Error(`lab ${name}, host ${host} is a container: only virtual machines reboot`);
      await rebootVm(hostDirectory(entry), rebootPatience, () => answers(state, entry));
    },
    cut: async (host) => setLink(network, await linkOf(host), 'down'),
    mend: async (host) => setLink(network, await linkOf(host), 'up'),
    inNetns: (command, args) => inNamespace(network.netns, command, args),
    down: () => teardown(name),
  };
}

/** For going down and coming up, each, in milliseconds. */
const rebootPatience = 300_000;

async function execute(pid: number, script: string): Promise<ExecResult> {
  const enter = ['-t', String(pid), '-m', '-u', '-i', '-n', '-p', '-C', '-r', '-w'];
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const result =
    await attempt`nsenter ${enter} -- env -i ${path} HOME=/root LANG=C.UTF-8 sh -c ${script} </dev/null`;
  return { code: result.exitCode ?? 255, stdout: result.stdout, stderr: result.stderr };
}

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseRoot } from './base.ts';
import { boot, initOf, powerOff } from './boot.ts';
import { keyOf } from './cache.ts';
import { findCgroups, setFrozen } from './cgroups.ts';
import { createDisk, knownHostsLine } from './disk.ts';
import { kubeLayer } from './kube-layer.ts';
import { withLock } from './lock.ts';
import { noteMachine } from './machine.ts';
import { createNetwork, inNamespace, planNetwork, setLink } from './network.ts';
import { checkName, labDirectory } from './paths.ts';
import { attempt, run } from './shell.ts';
import { allStates, type HostState, type LabState, readState, writeState } from './state.ts';
import { teardown } from './teardown.ts';

export { missing } from './check.ts';

/** A host of a lab that is up. */
export interface LabHost {
  name: string;
  address: string;
  /** The host's root file system as the machine sees it (without what is mounted inside: /run, /tmp, /var/lib/etcd …). */
  root: string;
  /** The host's init as the machine numbers it; 0 while the host is off. */
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
  /** Runs a script on a host without SSH, also while it is paused or cut off: for assertions. */
  exec(host: string, script: string): Promise<{ code: number; stdout: string; stderr: string }>;
  /** Freezes all processes of a host: connections to it hang. */
  pause(host: string): Promise<void>;
  resume(host: string): Promise<void>;
  /** Cuts the power: all processes end at once, the disk stays. */
  kill(host: string): Promise<void>;
  /** Boots a host that is off, from the same disk. */
  start(host: string): Promise<void>;
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
  hosts: string[];
  /** With containerd, kubelet, kubeadm and images (the default), or bare. */
  kube?: boolean;
  onProgress?: (line: string) => void;
}

/** Boots the hosts, all at once, and returns when sshd answers on each. Nothing is left where it fails. */
export async function up(options: UpOptions): Promise<Lab> {
  const { name, kube = true, onProgress = () => {} } = options;
  for (const host of options.hosts) checkName('host', host);
  if (new Set(options.hosts).size !== options.hosts.length)
    throw new Error(`lab ${name}: two hosts have the same name`);
  const base = await baseRoot(onProgress);
  const layer = kube ? await kubeLayer(base, onProgress) : undefined;
  const state = await reserve(name, options.hosts, kube);
  try {
    await createNetwork(state.network);
    const authorizedKey = await createKey(name);
    await eachHost(state, (host) => createDisk(state, host, base, layer, authorizedKey));
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

// Under a lock, so that two labs that come up at once get different networks.
async function reserve(name: string, hosts: string[], kube: boolean): Promise<LabState> {
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
      hosts: hosts.map((host, index) => ({
        name: host,
        address: `${network.subnet}.${11 + index}`,
        machine: `k${keyOf([name, host]).slice(0, 8)}`,
        root: join(directory, 'hosts', host, 'root'),
      })),
    };
    await writeState(state);
    return state;
  });
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
      root: host.root,
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
  return {
    name,
    dir,
    netns: network.netns,
    hosts,
    identityFile: join(dir, 'id_ed25519'),
    knownHostsFile: join(dir, 'known_hosts'),
    host: (host) => find(hosts, host),
    exec: async (host, script) => execute(await running(host), script),
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
    cut: async (host) => setLink(network, await running(host), 'down'),
    mend: async (host) => setLink(network, await running(host), 'up'),
    inNetns: (command, args) => inNamespace(network.netns, command, args),
    down: () => teardown(name),
  };
}

async function execute(
  pid: number,
  script: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const enter = ['-t', String(pid), '-m', '-u', '-i', '-n', '-p', '-C', '-r', '-w'];
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const result =
    await attempt`nsenter ${enter} -- env -i ${path} HOME=/root LANG=C.UTF-8 sh -c ${script} </dev/null`;
  return { code: result.exitCode ?? 255, stdout: result.stdout, stderr: result.stderr };
}

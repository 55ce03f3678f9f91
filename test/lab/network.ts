import { existsSync } from 'node:fs';
import { prefix, sessionNamespace } from './paths.ts';
import { attempt, eventually, run } from './shell.ts';

/** One lab's bridge and /24, and the network namespace they are in. */
export interface Network {
  netns: string;
  /** Made for this lab alone, and removed with it; otherwise a session's. */
  ownNetns: boolean;
  bridge: string;
  /** The first three numbers of the lab's addresses. */
  subnet: string;
}

export function namespaceFile(netns: string): string {
  return `/run/netns/${netns}`;
}

/** Chooses the network of a new lab: the session's namespace where there is one, and a /24 that is free in it. */
export function planNetwork(lab: string, others: readonly Network[]): Network {
  const session = sessionNamespace();
  const netns = session ?? `${prefix}${lab}`;
  const taken = new Set(others.filter((other) => other.netns === netns).map(({ bridge }) => bridge));
  for (let index = 0; index < 200; index++) {
    const bridge = `lab${index}`;
    if (!taken.has(bridge))
      return { netns, ownNetns: session === undefined, bridge, subnet: `10.77.${index}` };
  }
  throw new Error(`no free lab subnet in ${netns}: take labs down first`);
}

export async function createNamespace(netns: string): Promise<void> {
  await run`ip netns add ${netns}`;
  await run`ip -n ${netns} link set lo up`;
}

export async function createNetwork({ netns, ownNetns, bridge, subnet }: Network): Promise<void> {
  if (ownNetns) await createNamespace(netns);
  await run`ip -n ${netns} link add ${bridge} type bridge`;
  await run`ip -n ${netns} address add ${subnet}.1/24 dev ${bridge}`;
  await run`ip -n ${netns} link set ${bridge} up`;
}

/** The end of a container's cable that is on the bridge. */
export async function cable(network: Network, pid: number): Promise<string> {
  const inside = await run`nsenter -t ${pid} -n ip -j link show dev host0`;
  const [{ link_index: index } = { link_index: 0 }] = JSON.parse(inside.stdout) as { link_index: number }[];
  const ports = JSON.parse(
    (await run`ip -n ${network.netns} -j link show master ${network.bridge}`).stdout,
  ) as {
    ifindex: number;
    ifname: string;
  }[];
  const port = ports.find(({ ifindex }) => ifindex === index);
  if (!port) throw new Error(`the host's network link is not on ${network.bridge}`);
  return port.ifname;
}

export async function setLink(network: Network, link: string, state: 'up' | 'down'): Promise<void> {
  await run`ip -n ${network.netns} link set ${link} ${state}`;
}

/** Removes the bridge, and waits until the kernel has taken the cables of ended hosts away. */
export async function removeBridge({ netns, bridge }: Network): Promise<void> {
  if (!existsSync(namespaceFile(netns))) return;
  await eventually(
    5000,
    async () => (await attempt`ip -n ${netns} -o link show master ${bridge}`).stdout === '',
  );
  await attempt`ip -n ${netns} link delete ${bridge}`;
}

/** Ends what still runs in a namespace. */
export async function endProcesses(netns: string): Promise<void> {
  const pids = (await attempt`ip netns pids ${netns}`).lines().filter((pid) => Number(pid) !== process.pid);
  if (pids.length > 0) await attempt`kill -KILL ${pids}`;
}

/** Removes a namespace of the lab's own, and ends what still runs in it. */
export async function removeNamespace(netns: string): Promise<void> {
  if (!existsSync(namespaceFile(netns))) return;
  await endProcesses(netns);
  await attempt`ip netns delete ${netns}`;
}

/** The lab's and sessions' namespaces that exist. */
export async function namespaces(): Promise<string[]> {
  const names = (await attempt`ip netns list`).lines().map((line) => line.split(' ')[0] ?? '');
  return names.filter((name) => name.startsWith(prefix));
}

/** How to run a command in a namespace. Not `ip netns exec`: that would hide the machine's cgroups behind its own /sys. */
export function inNamespace(
  netns: string,
  command: string,
  args: readonly string[],
): { command: string; args: string[] } {
  if (sessionNamespace() === netns) return { command, args: [...args] };
  return { command: 'nsenter', args: [`--net=${namespaceFile(netns)}`, '--', command, ...args] };
}

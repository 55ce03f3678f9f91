import type { Lab } from '../lab/lab.ts';

/** What a script prints on a host, without SSH. Throws when it fails. */
export async function on(lab: Lab, host: string, script: string): Promise<string> {
  const { code, stdout, stderr } = await lab.exec(host, script);
  if (code !== 0) throw new Error(`on ${host}: exit ${code}: ${script}\n${stderr}${stdout}`);
  return stdout;
}

/** The same on every host of the lab that is on, by name. */
export async function onEach(lab: Lab, script: string): Promise<Record<string, string>> {
  const hosts = lab.hosts.filter(({ pid }) => pid !== 0);
  const answers = hosts.map(async ({ name }) => [name, await on(lab, name, script)] as const);
  return Object.fromEntries(await Promise.all(answers));
}

/** Which hosts have a file or directory. */
export async function having(lab: Lab, path: string): Promise<string[]> {
  const found = await onEach(lab, `ls -d ${path} 2>/dev/null || :`);
  return Object.keys(found).filter((name) => found[name] !== '');
}

/** Names of hosts to the same value each. */
export function each<T>(names: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

const ADMIN = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';

/** An answer of the API server that a control plane itself runs. */
export async function kubectl(lab: Lab, command: string, through = 'cp-1'): Promise<unknown> {
  const server = `https://${lab.host(through).address}:6443`;
  return JSON.parse(await on(lab, through, `${ADMIN} --server ${server} ${command}`));
}

/** The items of a list that kubectl prints. */
export async function items<T>(lab: Lab, what: string, through?: string): Promise<T[]> {
  const list = (await kubectl(lab, `get ${what} -o json`, through)) as { items: T[] };
  return list.items;
}

/** Puts a script in front of a program on a host, as `REAL` in the script. Resolves to what takes it away again. */
export async function wrapped(
  lab: Lab,
  host: string,
  program: string,
  script: string,
): Promise<() => Promise<void>> {
  const wrapper = `/usr/local/sbin/${program}`;
  const text = `#!/bin/sh\n${script.replaceAll('REAL', `/usr/bin/${program}`)}\n`;
  await on(lab, host, `cat >${wrapper} <<'END'\n${text}END\nchmod 755 ${wrapper}`);
  return async () => {
    await on(lab, host, `rm -f ${wrapper}`);
  };
}

export interface Node {
  metadata: { name: string; labels: Record<string, string> };
  spec: { taints?: { key: string; effect: string }[] };
  status: { conditions: { type: string; status: string }[] };
}

/** The cluster's nodes, and of each whether it is Ready: `True`, `False` or `Unknown`. */
export async function readiness(lab: Lab): Promise<Record<string, string | undefined>> {
  const status = (node: Node) => node.status.conditions.find(({ type }) => type === 'Ready')?.status;
  const nodes = await items<Node>(lab, 'nodes');
  return Object.fromEntries(nodes.map((node) => [node.metadata.name, status(node)]));
}

/** When a test can go on: asks until `condition` holds. Throws after `seconds`. */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
  seconds = 60,
  pauseMs = 100,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** What sshd wrote down on a host since it booted: a line at least for whoever connects. */
export async function sshJournal(lab: Lab, host: string): Promise<string[]> {
  return (await on(lab, host, 'journalctl -q -o cat -t sshd -t sshd-session')).trim().split('\n');
}

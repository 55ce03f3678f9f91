/** The packages that the other tools need, here and on hosts: from Debian, by apt. */

import { join } from 'node:path';
import { baseRoot } from '../../lab/base.ts';
import type { Lab } from '../../lab/lab.ts';
import { attempt, run } from '../../lab/shell.ts';
import { sshArguments } from '../../lab/ssh.ts';

/** Debian's packages, and a program of each. */
const TOOLS = { 'ansible-core': 'ansible-playbook', pssh: 'parallel-ssh' } as const;

/** Installs what is missing on this machine, after one update of apt's lists. */
export async function installTools(note: (line: string) => void): Promise<void> {
  const missing: string[] = [];
  for (const [name, program] of Object.entries(TOOLS)) {
    if ((await attempt`sh -c ${`command -v ${program}`}`).exitCode !== 0) missing.push(name);
  }
  if (missing.length === 0) return;
  note(`installing ${missing.join(', ')}`);
  await run`apt-get update -qq`;
  await run`env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends ${missing}`;
}

/** Fetches Python and all it needs, as seen from a host's list of installed packages. */
export async function downloadPython(directory: string, note: (line: string) => void): Promise<void> {
  const status = join(await baseRoot(note), 'var/lib/dpkg/status');
  await run`mkdir -p ${join(directory, 'partial')}`;
  const options = [
    `Dir::State::status=${status}`,
    `Dir::Cache::archives=${directory}`,
    'APT::Sandbox::User=root',
  ];
  const flags = options.flatMap((option) => ['-o', option]);
  await run`apt-get ${flags} install -qq -y --download-only --no-install-recommends python3`;
}

/** Installs those packages on all hosts, over SSH. By apt, which knows their order: they depend on each other before they are unpacked. */
export async function installPython(
  lab: Lab,
  directory: string,
  note: (line: string) => void,
): Promise<void> {
  note('installing Python on the hosts');
  const script =
    'rm -rf /tmp/python && mkdir /tmp/python && tar x -C /tmp/python && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends /tmp/python/*.deb >/dev/null && rm -rf /tmp/python';
  await Promise.all(
    lab.hosts.map(async ({ name }) => {
      const archive = run`sh -c ${'cd "$0" && tar c *.deb'} ${directory}`;
      await archive.pipe`ssh ${sshArguments(lab, name)} ${script}`;
    }),
  );
}

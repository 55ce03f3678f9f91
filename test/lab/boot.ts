import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCgroups, findCgroups, processesIn, removeCgroups, setFrozen } from './cgroups.ts';
import { diskBinds, hostDirectory, knownHostsLine } from './disk.ts';
import { inNamespace, namespaceFile } from './network.ts';
import { attempt, eventually } from './shell.ts';
import type { HostState, LabState } from './state.ts';
import { qemu } from './vm.ts';

/** How long a host may take until sshd answers, in milliseconds: a virtual machine may have an emulated processor. */
const patience = { container: 90_000, vm: 300_000 };

/** Boots a host from its disk and returns once sshd answers with the host's own key. */
export async function boot(lab: LabState, host: HostState): Promise<void> {
  const groups = await createCgroups(lab.name, host.name);
  const console = await open(join(hostDirectory(host), 'console.log'), 'a');
  // It enters its groups before nspawn makes the cgroup namespace, so that they are the host's roots.
  const script = 'for group in $GROUPS_TO_ENTER; do echo $$ > $group/cgroup.procs || exit 1; done; exec "$@"';
  const command = host.vm ? qemu(host, host.vm) : nspawn(lab, host);
  const inside = ['nsenter', `--net=${namespaceFile(lab.network.netns)}`, '--', ...command];
  const child = spawn('sh', ['-c', script, 'boot', ...inside], {
    cwd: hostDirectory(host),
    detached: true,
    stdio: ['ignore', console.fd, console.fd],
    env: {
      PATH: process.env.PATH,
      GROUPS_TO_ENTER: groups.join(' '),
      SYSTEMD_NSPAWN_API_VFS_WRITABLE: '1',
      BRIDGE: lab.network.bridge,
    },
  });
  child.unref();
  await console.close();
  const limit = host.vm ? patience.vm : patience.container;
  if (await eventually(limit, async () => child.exitCode !== null || (await answers(lab, host)), 100)) {
    if (child.exitCode === null) return;
  }
  const log = (await readFile(join(hostDirectory(host), 'console.log'), 'utf8'))
    .split('\n')
    .slice(-15)
    .join('\n');
  const what =
    child.exitCode === null
      ? `sshd did not answer within ${limit / 1000} s`
      : `${command[0]} ended with ${child.exitCode}`;
  throw new Error(`lab ${lab.name}, host ${host.name}: ${what}. The end of its console:\n${log}`);
}

function nspawn(lab: LabState, host: HostState): string[] {
  return [
    'systemd-nspawn',
    '--quiet',
    '--register=no',
    '--keep-unit',
    '--boot',
    `--machine=${host.machine}`,
    `--hostname=${host.name}`,
    `--directory=${host.root}`,
    `--network-bridge=${lab.network.bridge}`,
    '--bind=/dev/kmsg',
    // A host may do everything but step the machine's clock and load modules into its kernel. Its system call
    // filter (nspawn's own) has no swapon or swapoff either.
    '--capability=all',
    '--drop-capability=CAP_SYS_TIME,CAP_SYS_MODULE',
    // runc gives every container a session keyring; on cgroup v2 it guards devices with bpf.
    '--system-call-filter=@keyring bpf',
    '--resolv-conf=off',
    '--timezone=off',
    '--link-journal=no',
    '--console=pipe',
    ...diskBinds(host),
  ];
}

/** Whether sshd answers with the host's own key. */
export async function answers(lab: LabState, host: HostState): Promise<boolean> {
  const scan = inNamespace(lab.network.netns, 'ssh-keyscan', ['-T', '1', '-t', 'ed25519', host.address]);
  const { stdout } = await attempt`${scan.command} ${scan.args}`;
  return stdout.includes((await knownHostsLine(host)).trim());
}

/** The process that is the host: a container's init as the machine numbers it, a machine's qemu. None while it is off. */
export async function initOf(lab: string, host: string): Promise<number | undefined> {
  for (const pid of await processesIn(await findCgroups(lab, host))) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    if (/^Name:\s*qemu-system/m.test(status)) return pid;
    const numbers = /^NSpid:\s*(.*)$/m.exec(status)?.[1]?.split(/\s+/) ?? [];
    // Two levels: the machine's and the host's. Containers on the host have a third.
    if (numbers.length === 2 && numbers[1] === '1') return pid;
  }
  return undefined;
}

/** Ends every process of a host at once, as a power cut would, and removes its groups; the disk stays. */
export async function powerOff(lab: string, host: string): Promise<void> {
  const groups = await findCgroups(lab, host);
  const init = await initOf(lab, host);
  // With init the kernel ends all of its namespace; then nspawn ends by itself and tidies up.
  if (init !== undefined) await attempt`kill -KILL ${init}`;
  await setFrozen(groups, false);
  if (init !== undefined) await eventually(3000, async () => (await processesIn(groups)).length === 0);
  const ended = await eventually(15_000, async () => {
    const pids = await processesIn(groups);
    if (pids.length > 0) await attempt`kill -KILL ${pids}`;
    return pids.length === 0;
  });
  if (!ended)
    throw new Error(
      `lab ${lab}, host ${host}: processes ${(await processesIn(groups)).join(' ')} do not end`,
    );
  await removeCgroups(groups);
}

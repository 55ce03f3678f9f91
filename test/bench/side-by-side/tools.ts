/** The three tools, each as good as it can be made, and one run of each with its time. */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { quote } from '../../../src/shell/sh.ts';
import { KUBESTRAP, MODULES_FILE, type Project, SYSCTL_FILE } from './project.ts';

interface Tool {
  readonly name: string;
  /** Seconds on the clock, and of processor time here. Rejects where the tool fails. */
  run(): Promise<{ readonly seconds: number; readonly cpu: number }>;
}

/** Connections at a time, for all three. */
const FORKS = '20';

export async function makeTools(project: Project): Promise<readonly Tool[]> {
  return [await ansible(project), await parallelSsh(project), kubestrap(project)];
}

/** bash's own `time`: elapsed, user, system. */
async function timed(cwd: string, env: Record<string, string>, command: string, args: readonly string[]) {
  const script = 'exec 3>&2; TIMEFORMAT="TIME %R %U %S"; time "$@"';
  const { stderr } = await promisify(execFile)('bash', ['-c', script, 'bash', command, ...args], {
    cwd,
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  const [, real, user, system] = /TIME ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  return { seconds: Number(real), cpu: Number(user) + Number(system) };
}

function kubestrap({ directory }: Project): Tool {
  const args = ['apply', '-y', '--only', 'prepare', '--concurrency', FORKS];
  return { name: 'kubestrap', run: () => timed(directory, {}, KUBESTRAP, args) };
}

/** What OpenSSH is told, by both: the lab's key and known hosts, nothing of this machine's. */
function sshOptions({ lab, doors }: Project): string[] {
  return [
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${doors.knownHostsFile}`,
    'GlobalKnownHostsFile=/dev/null',
    `IdentityFile=${lab.identityFile}`,
    'IdentitiesOnly=yes',
    'BatchMode=yes',
  ];
}

/**
 * Pipelining, more forks, no facts, free strategy, and one connection a host kept through the run (ControlPersist, its
 * default). Kept connections are not there when a run starts: people do not run it twice a minute.
 */
async function ansible(project: Project): Promise<Tool> {
  const { directory, lab, doors } = project;
  const path = (name: string) => join(directory, name);
  const rows = lab.hosts.map(({ name }) => {
    const { address, port } = doors.at(name);
    const block = JSON.stringify(project.blocks.get(name)?.split('\n').slice(1, -2).join('\n'));
    return `    ${name}: { ansible_host: ${address}, ansible_port: ${port}, hosts_block: ${block} }`;
  });
  await writeFile(path('hosts.yml'), `all:\n  hosts:\n${rows.join('\n')}\n`);
  const [begin, ...rest] = (project.blocks.get('w-1') ?? '').trim().split('\n');
  const variables = {
    ansible_user: 'root',
    ansible_python_interpreter: '/usr/bin/python3',
    modules_file: MODULES_FILE,
    modules: project.modules,
    sysctl_file: SYSCTL_FILE,
    sysctls: project.sysctlFile,
    block_begin: begin,
    block_end: rest.at(-1),
    set_sysctls: setSysctls(project, 'echo changed'),
  };
  await writeFile(path('variables.json'), JSON.stringify(variables));
  const ssh = ['ControlMaster=auto', 'ControlPersist=60s', ...sshOptions(project)];
  const config = [
    '[defaults]',
    `forks = ${FORKS}`,
    'gathering = explicit',
    'strategy = free',
    'retry_files_enabled = false',
    'host_key_checking = true',
    '[ssh_connection]',
    'pipelining = true',
    `ssh_args = -F /dev/null ${ssh.map((option) => `-o ${option}`).join(' ')}`,
  ];
  await writeFile(path('ansible.cfg'), `${config.join('\n')}\n`);
  const args = ['-i', path('hosts.yml'), '-e', `@${path('variables.json')}`];
  const playbook = join(import.meta.dirname, 'playbook.yml');
  return {
    name: 'ansible-core',
    run: async () => {
      // a socket's path has room for 108 bytes
      const sockets = await mkdtemp('/tmp/ks-cp-');
      const env = { ANSIBLE_CONFIG: path('ansible.cfg'), ANSIBLE_SSH_CONTROL_PATH_DIR: sockets };
      try {
        return await timed(directory, env, 'ansible-playbook', [...args, playbook]);
      } finally {
        await endMasters(sockets);
        await rm(sockets, { recursive: true });
      }
    },
  };
}

/** Ends the connections that Ansible keeps. */
async function endMasters(sockets: string): Promise<void> {
  const script = 'for socket in "$1"/*; do ssh -F /dev/null -o ControlPath="$socket" -O exit any || :; done';
  await promisify(execFile)('sh', ['-c', script, 'sh', sockets]);
}

/** One script for all hosts, given to `sh -s` on stdin. */
async function parallelSsh(project: Project): Promise<Tool> {
  const { directory, lab, doors } = project;
  const path = (name: string) => join(directory, name);
  const rows = lab.hosts.map(({ name }) => {
    const { address, port } = doors.at(name);
    return `${address}:${port}`;
  });
  await writeFile(path('hosts.txt'), `${rows.join('\n')}\n`);
  const blocks = [...project.blocks].map(([name, block]) => `${name}) block=${quote(block.trimEnd())} ;;`);
  const put = await readFile(join(import.meta.dirname, 'put.sh'), 'utf8');
  const script = [
    put,
    `put ${MODULES_FILE} ${quote(project.modules.trimEnd())}`,
    `put ${SYSCTL_FILE} ${quote(project.sysctlFile.trimEnd())}`,
    setSysctls(project, ':'),
    `case $(uname -n) in\n${blocks.join('\n')}\n*) exit 1 ;;\nesac`,
    'put_block "$block"',
    'start containerd',
  ];
  await writeFile(path('script.sh'), `${script.join('\n')}\n`);
  const options = sshOptions(project).flatMap((option) => ['-O', option]);
  const args = ['-h', path('hosts.txt'), '-l', 'root', '-p', FORKS, '-t', '0', ...options, '-I', 'sh', '-s'];
  const command = 'file=$1; shift; exec parallel-ssh "$@" <"$file"';
  return {
    name: 'parallel-ssh',
    run: () => timed(directory, {}, 'sh', ['-c', command, 'sh', path('script.sh'), ...args]),
  };
}

/** Shell that sets the values that differ, of the keys that the kernel has. */
function setSysctls({ sysctls }: Project, changed: string): string {
  const rows = sysctls.map(([key, value]) => `/proc/sys/${key.replaceAll('.', '/')} ${value}`);
  return `while read -r path value; do
  [ -e "$path" ] || continue
  set -- $(cat "$path")
  [ "$*" = "$value" ] || { printf '%s\\n' "$value" >"$path" && ${changed}; } || exit 1
done <<'END'
${rows.join('\n')}
END`;
}

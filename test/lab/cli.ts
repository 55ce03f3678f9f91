import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { baseRoot } from './base.ts';
import { kubeLayer } from './kube-layer.ts';
import { type Lab, missing, open, type UpOptions, up, type VmHost } from './lab.ts';
import { session, wait } from './session.ts';
import { sshArguments } from './ssh.ts';
import { everyLab, teardown, teardownAll } from './teardown.ts';
import type { VmSize } from './vm.ts';
import { vmBase } from './vm-base.ts';

const usage = `lab: real hosts, as containers or virtual machines with systemd and sshd, on this machine

  up [--bare] NAME HOST…    boot hosts (--bare: without containerd, kubelet, kubeadm);
                            a HOST after --vm is a virtual machine: up demo cp-1 --vm w-1 --vm w-2
     --memory MIB, --cpus N for all virtual machines
  down NAME | --all         take a lab down; nothing of it stays
  ls                        the labs and their hosts
  ssh [-l USER] NAME HOST [CMD…]
  exec NAME HOST SCRIPT     run a script on a host, without SSH
  run NAME -- CMD…          run a command in the lab's network
  pause | resume | kill | start | reboot | cut | mend  NAME HOST
  base [--vm]               only build the cached base (--vm: that of virtual machines, too)
  session -- CMD…           run a command in a network that sees all labs it brings up, and take those down after it
  check                     what this machine lacks for the lab
`;

const note = (line: string): void => void process.stderr.write(`${line}\n`);

const deeds = ['pause', 'resume', 'kill', 'start', 'reboot', 'cut', 'mend'] as const;

class UsageError extends Error {}

async function main([verb = '', ...args]: string[]): Promise<number> {
  const deed = deeds.find((name) => name === verb);
  if (deed) {
    const [name, host] = need(args, 'NAME', 'HOST');
    await (await open(name))[deed](host);
    return 0;
  }
  switch (verb) {
    case 'up': {
      const options = upOptions(args);
      const lab = await interruptible(options.name, up({ ...options, onProgress: note }));
      print(lab);
      return 0;
    }
    case 'down': {
      const [name] = need(args, 'NAME');
      if (name === '--all') for (const gone of await teardownAll()) note(`${gone} is down`);
      else await teardown(name);
      return 0;
    }
    case 'ls':
      for (const name of await everyLab()) {
        await open(name).then(print, () => console.log(`${name}\n  half there: take it down`));
      }
      return 0;
    case 'ssh':
      return ssh(args);
    case 'exec': {
      const [name, host, script] = need(args, 'NAME', 'HOST', 'SCRIPT');
      const { code, stdout, stderr } = await (await open(name)).exec(host, script);
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      return code;
    }
    case 'run': {
      const [name, ...rest] = need(args, 'NAME', 'CMD');
      return runIn(await open(name), afterDashes(rest));
    }
    case 'base': {
      const kube = await kubeLayer(await baseRoot(note), note);
      if (!args.includes('--vm')) return 0;
      await vmBase(kube, note);
      await vmBase(undefined, note);
      return 0;
    }
    case 'session': {
      const [command, ...rest] = need(afterDashes(args), 'CMD');
      return session(command, rest);
    }
    case 'check': {
      const lacks = await missing();
      for (const line of lacks) console.log(line);
      return lacks.length === 0 ? 0 : 1;
    }
    default:
      throw new UsageError(verb ? `no such command: ${verb}` : 'which command?');
  }
}

function upOptions(args: readonly string[]): UpOptions {
  const { values, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    tokens: true,
    options: {
      bare: { type: 'boolean' },
      vm: { type: 'string', multiple: true },
      memory: { type: 'string' },
      cpus: { type: 'string' },
    },
  });
  const vm: VmSize = {};
  if (values.memory !== undefined) vm.memoryMiB = Number(values.memory);
  if (values.cpus !== undefined) vm.cpus = Number(values.cpus);
  const named: (string | VmHost)[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') named.push(token.value);
    else if (token.kind === 'option' && token.name === 'vm') named.push({ name: token.value ?? '', vm });
  }
  const at = named.findIndex((host) => typeof host === 'string');
  const [name] = at < 0 ? [] : named.splice(at, 1);
  if (typeof name !== 'string') throw new UsageError('NAME is missing');
  if (named.length === 0) throw new UsageError('HOST is missing');
  return { name, hosts: named, kube: !values.bare };
}

function print(lab: Lab): void {
  console.log(`${lab.name}  network namespace ${lab.netns}  key ${lab.identityFile}`);
  for (const { name, address, kind, pid } of lab.hosts)
    console.log(`  ${name}  ${address}  ${kind}  ${pid ? 'on' : 'off'}`);
}

async function ssh(args: string[]): Promise<number> {
  const user = args[0] === '-l' ? args.splice(0, 2)[1] : 'root';
  const [name, host, ...command] = need(args, 'NAME', 'HOST');
  const lab = await open(name);
  return runIn(lab, ['ssh', ...sshArguments(lab, host, { user }), ...command]);
}

function runIn(lab: Lab, [command = '', ...rest]: string[]): Promise<number> {
  const inside = lab.inNetns(command, rest);
  return wait(spawn(inside.command, inside.args, { stdio: 'inherit' }));
}

/** An interrupted `up` takes down what it has. */
async function interruptible(name: string, work: Promise<Lab>): Promise<Lab> {
  const interrupt = (signal: NodeJS.Signals): void => {
    note(`${signal}: taking ${name} down`);
    teardown(name).finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    return await work;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

function afterDashes(args: string[]): string[] {
  return args[0] === '--' ? args.slice(1) : args;
}

function need<const N extends string[]>(
  args: string[],
  ...names: N
): [...{ [K in keyof N]: string }, ...string[]] {
  const lacking = names[args.length];
  if (lacking) throw new UsageError(`${lacking} is missing`);
  return args as [...{ [K in keyof N]: string }, ...string[]];
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    note(`lab: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof UsageError) note(`\n${usage}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  RunOptions,
  RunResult,
  Session,
  StepEvent,
  Target,
  Transport,
} from '../../src/model/transport.ts';
import { quote } from '../../src/shell/sh.ts';
import { undefinedIn } from '../shell/runnable.ts';
import { runShell } from '../shell/shells.ts';

/** What a program came to on a host: `[command, argument, …]`, as a real shell read it. */
export type Command = readonly string[];

/** A host as the fake transport shows it. */
export interface FakeHost {
  /** The sections that the gather script would print. */
  readonly sections: () => ReadonlyMap<string, string>;
  /** Carries out one command of a program; a number is its exit code. */
  readonly carryOut: (command: Command) => number | undefined;
  /** Who holds the run lock here, as its file says, or another answer of `take_lock`; undefined: nobody. */
  readonly holder?: () => string | undefined;
}

/** What programs call that must not run on the machine of whoever runs the tests. */
const COMMANDS = [
  ...[
    'put_file',
    'put_record',
    'remove_file',
    'put_block',
    'renew_copies',
    'expect_file',
    'expect_runs',
    'sysctl_set',
    'load_module',
    'swapoff',
    'swapon',
    'mask_unit',
    'unmask_unit',
    'set_hostname',
  ],
  ...['systemctl', 'long', 'follow', 'kube', 'kubeadm', 'apply_manifest', 'remember', 'mkdir', 'chmod', 'rm'],
  ...[
    'put_secret',
    'create_secret',
    'create_namespace',
    'create_node',
    'node_reports',
    'node_renews',
    'member_leave',
  ],
  ...['stop_kubelet', 'begin_clean_up', 'end_clean_up', 'no_leftovers', 'forget_host', 'reset_kubeadm'],
  ...['pods', 'mounts', 'files', 'etcd', 'kubeconfigs', 'cni', 'ipvs', 'rules', 'ipsets', 'tables'].map(
    (kind) => `clear_${kind}`,
  ),
  ...['clear_links', 'clear_state', 'clear_containers', 'restore_unit'],
  ...['drain_node', 'volumes_leave', 'node_empties', 'out_of_service', 'delete_node', 'forget'],
  ...['members_meet', 'stop_components', 'yield_leadership'],
  ...['etcd_ready', 'etcd_defrag', 'etcd_compact', 'etcd_disarm'],
];

/** Sections of scripts that only ask. */
const QUESTIONS = ['clock', 'lock', 'leftovers', 'keys', 'restore'];

/**
 * A transport without a network: facts come from `sections`, and programs run in a real shell in which every command
 * that would change something is handed to `carryOut` instead.
 */
export class FakeTransport implements Transport {
  readonly #hosts: ReadonlyMap<string, FakeHost>;
  /** Scripts in the order they were sent, with the host. */
  readonly sent: { readonly host: string; readonly script: string }[] = [];
  readonly connected: string[] = [];
  readonly closed: string[] = [];
  /** Errors that connecting to hosts gives. */
  readonly unreachable = new Map<string, Error>();
  /** Hosts whose connection was lost since. */
  readonly over = new Set<string>();
  readonly #lose = new Map<string, (holder: string) => void>();
  /** Called before a script runs; may throw, or wait. */
  onRun: (host: string, script: string, options: RunOptions) => Promise<void> | void = () => undefined;

  constructor(hosts: ReadonlyMap<string, FakeHost>) {
    this.#hosts = hosts;
  }

  async connect({ name }: Target): Promise<Session> {
    const error = this.unreachable.get(name);
    if (error !== undefined) throw error;
    const host = this.#hosts.get(name);
    if (host === undefined) throw new Error(`there is no host ${name}`);
    this.connected.push(name);
    const nonce = `nonce-${name}`;
    const { over } = this;
    return {
      host: name,
      nonce,
      verified: { hostKey: `ssh-ed25519 SHA256:${name}` },
      beat: () => undefined,
      open: () => Promise.reject(new Error('this host has no second channel')),
      onLost: (callback) => this.#lose.set(name, callback),
      get isOver() {
        return over.has(name);
      },
      close: async () => {
        this.closed.push(name);
      },
      run: async (script, options = {}) => {
        options.signal?.throwIfAborted();
        const missing = undefinedIn(script);
        if (missing.length > 0) throw new Error(`the script does not define ${missing.join(', ')}`);
        this.sent.push({ host: name, script });
        await this.onRun(name, script, options);
        options.signal?.throwIfAborted();
        if (QUESTIONS.some((name) => script.includes(`\nsection ${name} `))) return gathered(host);
        return program(host, nonce, script, options);
      },
    };
  }

  /** The run lock of a host is another's from now on. */
  lose(host: string, holder: string): void {
    this.#lose.get(host)?.(holder);
  }

  async close(): Promise<void> {
    this.closed.push('*');
  }

  /** Hosts that programs were sent to, in order. */
  programs(): string[] {
    return this.sent.filter(({ script }) => script.includes('\nstep_1() {')).map(({ host }) => host);
  }
}

function gathered(host: FakeHost): RunResult {
  const holder = host.holder?.();
  const lock = holder === undefined ? 'taken\n' : holder.startsWith('{') ? `held\n${holder}\n` : holder;
  return result({ sections: new Map([...host.sections(), ['lock', lock]]) });
}

function result(some: Partial<RunResult>): RunResult {
  const now = Date.now();
  return {
    exitCode: 0,
    sections: new Map(),
    sectionCodes: new Map(),
    steps: [],
    output: '',
    sentAt: now,
    firstByteAt: now,
    ...some,
  };
}

/** Runs a program step by step, for as long as the commands of each step do. */
function program(
  host: FakeHost,
  nonce: string,
  script: string,
  { onEvent, onOutput }: RunOptions,
): RunResult {
  const steps: RunResult['steps'][number][] = [];
  for (const { id, commands } of stepsOf(script, nonce)) {
    onEvent?.({ type: 'start', step: id });
    let exitCode = 0;
    for (const command of commands) {
      onOutput?.(`did ${command.join(' ')}`, id);
      exitCode = host.carryOut(command) ?? 0;
      if (exitCode !== 0) break;
    }
    const outcome = exitCode === 0 ? 'done' : 'fail';
    steps.push({ id, outcome, exitCode, output: exitCode === 0 ? '' : `it said no to ${id}\n` });
    const event: StepEvent =
      exitCode === 0 ? { type: 'done', step: id } : { type: 'fail', step: id, exitCode };
    onEvent?.(event);
    if (exitCode !== 0) return result({ steps, exitCode });
  }
  return result({ steps });
}

/** Where a program begins to call its steps, after the functions. */
const FIRST_CALL = /^step \S+ step_1$/m;

/** The commands of each step, from a run in which all of them succeed. */
function stepsOf(script: string, nonce: string): { readonly id: string; readonly commands: Command[] }[] {
  const first = FIRST_CALL.exec(script)?.index;
  if (first === undefined) return [];
  const directory = mkdtempSync(join(tmpdir(), 'kubestrap-fake-'));
  try {
    const tape = join(directory, 'tape');
    const write = `printf '%s\\0' "$#" "$0" "$@" >>${quote(tape)}`;
    const fakes = COMMANDS.map(
      (name) => `${name}() { ${write.replace('"$0"', name)}; [ -t 0 ] || cat >/dev/null; }`,
    );
    const ids = `step() { printf '%s\\0' 1 step "$1" >>${quote(tape)}; ( "$2" ) </dev/null; }`;
    const { stderr } = runShell(
      `KS=${nonce}\n${script.slice(0, first)}\n${[...fakes, ids].join('\n')}\n${script.slice(first)}`,
    );
    if (stderr !== '') throw new Error(`the program cannot be read: ${stderr}`);
    return split(readFileSync(tape, 'utf8'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function split(tape: string): { id: string; commands: Command[] }[] {
  const words = tape.split('\0');
  const steps: { id: string; commands: Command[] }[] = [];
  for (let at = 0; at < words.length - 1; ) {
    const count = Number(words[at]);
    const command = words.slice(at + 1, at + 2 + count);
    if (command[0] === 'step') steps.push({ id: command[1] ?? '', commands: [] });
    else steps.at(-1)?.commands.push(command);
    at += count + 2;
  }
  return steps;
}

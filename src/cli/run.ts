import { createRunSecrets } from '../cluster/token.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import type { Target, VerifiedKeys } from '../model/transport.ts';
import { APPLY_PHASES } from '../phases/index.ts';
import type { Phase } from '../phases/phase.ts';
import { redactDeep } from '../secrets/redact.ts';
import { loadCluster } from '../spec/load.ts';
import type { AcceptedKey } from '../ssh/host-key.ts';
import { createTransport } from '../ssh/transport.ts';
import { createProgressView } from '../ui/progress.ts';
import { openRunLog } from '../ui/run-log.ts';
import { detectTerminal, type Terminal } from '../ui/terminal.ts';
import type { Context } from '../workflow/context.ts';
import { LockLostError, UsageError } from '../workflow/errors.ts';
import type { ProgressEvent } from '../workflow/events.ts';
import { Fleet } from '../workflow/fleet.ts';
import { caPassphrases, keepInput, resolveInputSecrets, sudoPasswords } from './input-secrets.ts';
import { interruptible } from './interrupt.ts';
import type { GlobalOptions } from './options.ts';

/** What a command that talks to hosts is given. */
export interface Live {
  readonly context: Context;
  /** Ends the drawing of progress: before anything else is written to the terminal. Progress goes on in a new view. */
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Loads both files, warns, and checks `--limit`. Throws InputError or UsageError; no host is touched. */
export async function loadInputs(options: GlobalOptions): Promise<Cluster> {
  const loaded = await loadCluster({ inventoryFile: options.inventory, specFile: options.spec });
  const { cluster, warnings } = loaded;
  keepInput(loaded);
  for (const warning of warnings) process.stderr.write(`${warningLine(warning)}\n`);
  const known = new Set(cluster.hosts.map(({ name }) => name));
  const unknown = (options.limit ?? []).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `--limit names hosts that the inventory does not have: ${unknown.join(', ')}. It has ${[...known].join(', ')}`,
    );
  }
  return cluster;
}

function warningLine({ file, line, column, message, hint }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `warning: ${place}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
}

/** The phases that `--only` and `--skip-phases` leave. Throws UsageError for names that are none. */
export function selectPhases(
  only: readonly string[] | undefined,
  skip: readonly string[] | undefined,
): readonly Phase[] {
  const names = APPLY_PHASES.map(({ name }) => name);
  const unknown = [...(only ?? []), ...(skip ?? [])].filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`no such phase: ${unknown.join(', ')}. There are ${names.join(', ')}`);
  return APPLY_PHASES.filter(
    ({ name }) => (only?.includes(name) ?? true) && !(skip?.includes(name) ?? false),
  );
}

/** Of `--without-majority`, for commands that change control planes. */
export function minority(flags: { readonly withoutMajority: boolean }): Pick<Context, 'acceptsMinority'> {
  return flags.withoutMajority ? { acceptsMinority: true } : {};
}

/**
 * Runs `work` with connections, progress, a log and signals set up, and takes all of it down again. `pinned`: keys that
 * hosts must show, by name.
 */
export async function withHosts<T>(
  options: GlobalOptions,
  command: string,
  phases: readonly Phase[],
  cluster: Cluster,
  work: (live: Live) => Promise<T>,
  pinned: Readonly<Record<string, VerifiedKeys>> = {},
): Promise<T> {
  const homeless = cluster.hosts.some(({ ssh }) => ssh.knownHostsFile === '');
  if (homeless) {
    throw new UsageError(
      `host keys cannot be checked: ${options.inventory} has no ssh.knownHostsFile for some hosts, and this user has no home directory for the default (~/.ssh/known_hosts). Set HOME, or ssh.knownHostsFile`,
    );
  }
  const terminal = detectTerminal(process.stderr, { noColor: !options.color });
  const log = options.logDir === undefined ? null : openRunLog(options.logDir, { clock: Date.now, command });
  let view = newView(terminal, options);
  const progress = (event: ProgressEvent) => {
    const shown = redactDeep(event);
    view.progress(shown);
    log?.progress(shown);
  };
  let begun = () => false;
  try {
    return await interruptible(
      async (signal) => {
        const limit = options.limit === undefined ? null : new Set(options.limit);
        const wanted = phases.some(({ name }) => name === 'ingress-certificates')
          ? caPassphrases(cluster)
          : [];
        await resolveInputSecrets(cluster, [...sudoPasswords(cluster, limit), ...wanted], signal);
        const onAccepted = ({ host, name, type, fingerprint, file }: AcceptedKey) =>
          progress({
            type: 'note',
            level: 'info',
            host,
            message: `new host key of ${host} (${name}) added to ${file}: ${type} ${fingerprint}`,
          });
        const fleet = new Fleet({
          transport: createTransport({ knownHosts: { acceptNew: options.acceptNewHostKeys, onAccepted } }),
          concurrency: options.concurrency,
          signal,
          target: async (host) => ({ ...(await target(cluster, host)), ...pinnedOf(pinned[host.name]) }),
        });
        begun = () => fleet.hasBegun;
        fleet.signal.addEventListener('abort', () => {
          const { reason } = fleet.signal;
          if (!(reason instanceof LockLostError)) return;
          const message = `${reason.message}: stopping; steps in hand end first`;
          progress({ type: 'note', level: 'warning', host: reason.host, message });
        });
        const context: Context = {
          cluster,
          fleet,
          phases,
          limit,
          secrets: createRunSecrets(),
          progress,
          concurrency: options.concurrency,
          signal: fleet.signal,
        };
        const pause = async () => {
          await view.close();
          view = newView(terminal, options);
        };
        try {
          return await work({ context, pause, signal: fleet.signal });
        } catch (error) {
          // what failed because the run was stopped is no news
          throw fleet.signal.aborted ? fleet.signal.reason : error;
        } finally {
          await view.close();
          await fleet.close();
        }
      },
      {
        onStop: (message) => progress({ type: 'note', level: 'warning', message }),
        hasBegun: () => begun(),
      },
    );
  } finally {
    await log?.close();
    const failed = log?.failure();
    if (failed) process.stderr.write(`warning: the run log could not be written: ${failed.message}\n`);
  }
}

function newView(terminal: Terminal, { verbose }: GlobalOptions) {
  return createProgressView({
    stream: process.stderr,
    kind: terminal.tty ? 'tty' : 'plain',
    color: terminal.color,
    unicode: terminal.unicode,
    verbose,
  });
}

function pinnedOf(keys: VerifiedKeys | undefined): Pick<Target, 'pinned'> {
  return keys === undefined ? {} : { pinned: keys };
}

async function target(cluster: Cluster, { name, address, ssh }: Host): Promise<Target> {
  if (ssh.sudoPassword === undefined || ssh.user === 'root') return { name, address, ssh };
  const wanted = [{ name: 'sudo-password', reference: ssh.sudoPassword }];
  const [sudoPassword] = await resolveInputSecrets(cluster, wanted);
  return { name, address, ssh, ...(sudoPassword === undefined ? {} : { sudoPassword }) };
}

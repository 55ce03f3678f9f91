import { gatherScript, parseFacts } from '../facts/gather.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type {
  RunOptions,
  RunResult,
  Session,
  SideChannel,
  Target,
  Transport,
  VerifiedKeys,
} from '../model/transport.ts';
import { wantedFacts } from '../node/index.ts';
import { complete } from '../shell/library.ts';
import { revealSecrets, type Script } from '../shell/sh.ts';
import { forEachHost } from '../ssh/window.ts';
import { FactsError, LockFailedError, LockLostError } from './errors.ts';
import { failureOf } from './failure-of.ts';
import {
  describeHolder,
  type Holder,
  keepScript,
  lockScript,
  parseHolder,
  readVerdict,
  type Verdict,
} from './lock.ts';

/** Milliseconds that gathering facts may take on one host. */
const FACTS_TIMEOUT = 120_000;
/** Milliseconds between heartbeats of the run lock. */
const BEAT = 10_000;
/** Milliseconds that asking one host for its lock may take. */
const LOCK_TIMEOUT = 30_000;

export interface FleetOptions {
  readonly transport: Transport;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Reads a host's sudo password where the inventory names one. */
  readonly target: (host: Host) => Promise<Target>;
}

function readFacts(host: string, result: RunResult): HostFacts {
  try {
    return parseFacts(result);
  } catch (cause) {
    throw new FactsError(host, cause, result.output);
  }
}

/**
 * The connections of one run: one a host, kept until the end; and its run lock on each, once it was asked for. A lock that
 * is lost anywhere aborts `signal` with a LockLostError.
 */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #beat: NodeJS.Timeout;
  #hasBegun = false;
  /** Hosts that could not be reached, or were lost. */
  readonly unreachable = new Map<string, Failure>();
  /** Aborts when the run is to stop: interrupted, or without its lock. */
  readonly signal: AbortSignal;
  readonly #lost = new AbortController();
  #holder: Holder | undefined;
  #isLeased = false;
  readonly #verdicts = new Map<string, Verdict>();
  /** Hosts on which a step was begun. */
  readonly #changed = new Set<string>();
  /** Keys of the hosts that were reached, as they were verified in this run. */
  readonly verified = new Map<string, VerifiedKeys>();

  constructor(options: FleetOptions) {
    this.#options = options;
    this.signal = AbortSignal.any([options.signal, this.#lost.signal]);
    this.#beat = setInterval(() => {
      for (const [host, session] of this.#sessions) if (this.#isTaken(host)) session.beat();
    }, BEAT);
    this.#beat.unref();
  }

  /** From now on the run lock of every host is taken in the script that reads its facts, and looked after in later ones. */
  lease(holder: Holder): void {
    this.#holder = holder;
  }

  /** From now on scripts that `run` sends start only under the lock of their host. */
  leased(): void {
    this.#isLeased = true;
  }

  get takesLocks(): boolean {
    return this.#isLeased;
  }

  /** What a host last said of its run lock; undefined: it was not asked. */
  verdict(host: string): Verdict | undefined {
    return this.#verdicts.get(host);
  }

  /** Is the run lock of this host ours, as far as can be known here? */
  holds(host: string): boolean {
    return this.#isTaken(host) && this.#sessions.get(host)?.isOver === false;
  }

  /** Asks a host for its lock once more. A host that cannot keep one is in `unreachable` from then on. */
  async takeLock(host: string): Promise<Verdict> {
    const session = this.#sessions.get(host);
    const holder = this.#holder;
    if (session === undefined || holder === undefined) throw new Error(`no lock was asked for on ${host}`);
    const script = lockScript(session.nonce, holder);
    const result = await send(session, script, { signal: this.signal, timeoutMs: LOCK_TIMEOUT });
    try {
      return this.#noted(host, result);
    } catch (error) {
      if (!(error instanceof LockFailedError)) throw error;
      this.unreachable.set(host, failureOf(host, error));
      return readVerdict(result);
    }
  }

  /**
   * Facts of these hosts, connecting where there is no connection yet. Hosts that fail are in `unreachable`, not
   * in the result.
   */
  async gather(
    cluster: Cluster,
    hosts: readonly Host[],
  ): Promise<Map<string, { facts: HostFacts; result: RunResult }>> {
    const known = hosts.filter(({ name }) => !this.unreachable.has(name));
    const gathered = await this.#each(known, async (host) => {
      const session = await this.#session(host);
      const script = gatherScript(wantedFacts(cluster, host), this.#lockPart(host.name, session));
      const result = await send(session, script, { signal: this.signal, timeoutMs: FACTS_TIMEOUT });
      this.#noted(host.name, result);
      return { facts: readFacts(host.name, result), result };
    });
    this.signal.throwIfAborted();
    return new Map(gathered);
  }

  /** What a script of its own prints on each of these hosts. Hosts that fail are in `unreachable`, as in `gather`. */
  async ask(
    hosts: readonly Host[],
    script: (host: Host) => Script,
    timeoutMs: number,
  ): Promise<ReadonlyMap<string, RunResult>> {
    const { signal } = this;
    const answers = await this.#each(hosts, async (host) => {
      const session = await this.#session(host);
      return send(session, script(host), { signal, timeoutMs });
    });
    signal.throwIfAborted();
    return new Map(answers);
  }

  /**
   * Runs a script on one host: under its lock, where this run takes locks. Rejects when the connection or the run is lost.
   */
  async run(host: string, script: Script, options: RunOptions): Promise<RunResult> {
    const session = this.#sessions.get(host);
    if (session === undefined) throw new Error(`no connection to ${host}`);
    const onEvent: RunOptions['onEvent'] =
      options.onEvent &&
      ((event) => {
        this.#changed.add(host);
        options.onEvent?.(event);
      });
    return send(session, script, {
      signal: this.signal,
      ...options,
      ...(this.#isLeased ? { locked: true } : {}),
      ...(onEvent === undefined ? {} : { onEvent }),
    });
  }

  /** Starts a command on one host beside the scripts, as the user who logs in there. Rejects as `Session.open` does. */
  async open(host: string, command: string, signal?: AbortSignal): Promise<SideChannel> {
    const session = this.#sessions.get(host);
    if (session === undefined) throw new Error(`no connection to ${host}`);
    return session.open(command, signal ?? this.signal);
  }

  /** Called before the first script of a run that changes a host: from then on "nothing was changed" is not said. */
  begin(): void {
    this.#hasBegun = true;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    await Promise.allSettled([...this.#sessions.values()].map((session) => session.close()));
    await this.#options.transport.close();
  }

  async #session(host: Host): Promise<Session> {
    const open = this.#sessions.get(host.name);
    if (open !== undefined) return open;
    const target = await this.#options.target(host);
    const session = await this.#options.transport.connect(target, this.signal);
    session.onLost((holder) => this.#lose(host.name, parseHolder(holder)));
    this.#sessions.set(host.name, session);
    this.verified.set(host.name, session.verified);
    return session;
  }

  #isTaken(host: string): boolean {
    return this.#verdicts.get(host)?.is === 'taken';
  }

  #lockPart(host: string, { nonce }: Session): Script | undefined {
    if (this.#holder === undefined) return undefined;
    return this.#isTaken(host) ? keepScript(nonce) : lockScript(nonce, this.#holder);
  }

  /** Remembers what a host says of its lock. Throws LockFailedError, and LockLostError where it was ours. */
  #noted(host: string, result: RunResult): Verdict {
    if (this.#holder === undefined) return { is: 'taken' };
    const verdict = readVerdict(result);
    const wasOurs = this.#isTaken(host);
    this.#verdicts.set(host, verdict);
    if (wasOurs && verdict.is !== 'taken') this.#lose(host, 'holder' in verdict ? verdict.holder : null);
    if (verdict.is === 'failed') throw new LockFailedError(host, verdict.why);
    if (this.#isLeased && verdict.is !== 'taken')
      throw new LockFailedError(
        host,
        describeVerdict(verdict),
        'wait until that has ended, and run the same command again',
      );
    return verdict;
  }

  /** Stops the run: nothing new is started anywhere. */
  #lose(host: string, holder: Holder | null): void {
    this.#lost.abort(new LockLostError(host, holder && describeHolder(holder), [...this.#changed]));
  }

  async #each<T>(hosts: readonly Host[], work: (host: Host) => Promise<T>): Promise<[string, T][]> {
    const { concurrency } = this.#options;
    const { signal } = this;
    const outcomes = await forEachHost(hosts, { concurrency, signal }, work);
    return outcomes.flatMap((outcome): [string, T][] => {
      if ('value' in outcome) return [[outcome.item.name, outcome.value]];
      const { name } = outcome.item;
      this.unreachable.set(name, failureOf(name, outcome.error));
      return [];
    });
  }
}

/** THE way of a script to a host: with the functions that it calls, and with secrets. */
function send(session: Session, script: Script, options: RunOptions): Promise<RunResult> {
  return session.run(complete(script).write(revealSecrets), options);
}

function describeVerdict(verdict: Verdict): string {
  if (verdict.is === 'busy') return `${verdict.what} still runs there`;
  return `${describeHolder('holder' in verdict ? verdict.holder : null)} holds it`;
}

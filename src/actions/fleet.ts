import { gatherScript, parseFacts } from '../facts/index.ts';
import type { HostFacts } from '../facts/types.ts';
import { wantedFacts } from '../node/index.ts';
import { library } from '../program/library.ts';
import { lines, revealSecrets, type Script } from '../program/sh.ts';
import type { Cluster, Host } from '../spec/model.ts';
import type { RunOptions, RunResult, Session, Target, Transport } from '../ssh/types.ts';
import { forEachHost } from '../ssh/window.ts';
import { FactsError } from './errors.ts';

/** Milliseconds that gathering facts may take on one host. */
const FACTS_TIMEOUT = 120_000;
/** Milliseconds between heartbeats of the run lock. */
const BEAT = 10_000;

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

/** The connections of one run: one a host, kept until the end. */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #beat: NodeJS.Timeout;
  #hasBegun = false;
  /** Hosts that could not be reached, or were lost. */
  readonly unreachable = new Map<string, unknown>();

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#beat = setInterval(() => {
      for (const session of this.#sessions.values()) session.beat();
    }, BEAT);
    this.#beat.unref();
  }

  /**
   * Facts of these hosts, connecting where there is no connection yet. Hosts that fail are in `unreachable`, not
   * in the result. `before` may add to a host's script what must happen before the facts are read.
   */
  async gather(
    cluster: Cluster,
    hosts: readonly Host[],
    before?: (host: Host, session: Session) => Script | undefined,
  ): Promise<Map<string, { facts: HostFacts; result: RunResult }>> {
    const known = hosts.filter(({ name }) => !this.unreachable.has(name));
    const gathered = await this.#each(known, async (host) => {
      const session = await this.#session(host);
      const script = gatherScript(wantedFacts(cluster, host), before?.(host, session));
      const result = await session.run(script.write(revealSecrets), {
        signal: this.#options.signal,
        timeoutMs: FACTS_TIMEOUT,
      });
      return { facts: readFacts(host.name, result), result };
    });
    this.#options.signal.throwIfAborted();
    return new Map(gathered);
  }

  /** What a script of its own prints on each of these hosts. Hosts that fail are in `unreachable`, as in `gather`. */
  async ask(
    hosts: readonly Host[],
    script: (host: Host) => Script,
    timeoutMs: number,
  ): Promise<ReadonlyMap<string, RunResult>> {
    const { signal } = this.#options;
    const answers = await this.#each(hosts, async (host) => {
      const session = await this.#session(host);
      return session.run(script(host).write(revealSecrets), { signal, timeoutMs });
    });
    signal.throwIfAborted();
    return new Map(answers);
  }

  /** Runs a script on one host. Rejects when the connection or the run is lost. */
  async run(host: string, script: Script, options: RunOptions): Promise<RunResult> {
    return this.runWithNonce(host, () => script, options);
  }

  /** As `run`, for scripts that hold the nonce of their session. */
  async runWithNonce(
    host: string,
    script: (nonce: string) => Script,
    options: RunOptions,
  ): Promise<RunResult> {
    const session = this.#sessions.get(host);
    if (session === undefined) throw new Error(`no connection to ${host}`);
    const text = lines([library(), script(session.nonce)]).write(revealSecrets);
    return session.run(text, { signal: this.#options.signal, ...options });
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
    const session = await this.#options.transport.connect(target, this.#options.signal);
    this.#sessions.set(host.name, session);
    return session;
  }

  async #each<T>(hosts: readonly Host[], work: (host: Host) => Promise<T>): Promise<[string, T][]> {
    const { concurrency, signal } = this.#options;
    const outcomes = await forEachHost(hosts, { concurrency, signal }, work);
    return outcomes.flatMap((outcome): [string, T][] => {
      if ('value' in outcome) return [[outcome.item.name, outcome.value]];
      this.unreachable.set(outcome.item.name, outcome.error);
      return [];
    });
  }
}

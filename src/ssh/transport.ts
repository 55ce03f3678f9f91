import type { Duplex } from 'node:stream';
import type { Session, Target, Transport } from '../model/transport.ts';
import { AgentKeys } from './agent.ts';
import { LOCK_DIRECTORY } from './channel-loop.ts';
import type { Connection } from './connection.ts';
import { dialError, dialTcp } from './dial.ts';
import { ConnectError } from './errors.ts';
import { Gates } from './gates.ts';
import { EarlyLoss, type Endpoint, handshake } from './handshake.ts';
import type { NewKeys } from './host-key.ts';
import { IdentityError, identities } from './identities.ts';
import { KnownHostsFile } from './known-hosts.ts';
import { forwardError, lostEarly, timedOut } from './login-errors.ts';
import { openSession } from './open-session.ts';
import { PasswordTrials } from './password-trials.ts';
import { onAbort, sleep, unlessAborted } from './wait.ts';

export interface TransportOptions {
  /** What becomes of keys that known_hosts does not have. */
  readonly knownHosts: NewKeys;
  /**
   * From the first packet to a login, in ms; also how long the SSH agent may take to list its keys, a channel to open,
   * and a login shell and sudo each to answer. Default 15 s.
   */
  readonly connectTimeoutMs?: number;
  /** Handshakes that are not authenticated yet, at once, to one address or through one bastion. Default 8. */
  readonly handshakes?: number;
  /** The agent's socket; default SSH_AUTH_SOCK. Empty: no agent. */
  readonly agentSocket?: string;
  /** Default: every 15 s, dead after 3 without an answer. */
  readonly keepalive?: { readonly intervalMs: number; readonly count: number };
  /** Where the run lock lives on the hosts. */
  readonly lockDirectory?: string;
  /** Opens the stream to an address instead of TCP; for tests. */
  readonly dial?: (address: string, port: number, signal: AbortSignal) => Promise<Duplex>;
}

/** After a lost handshake, in ms; each is multiplied by 0.5 to 1.5. */
const RETRY_MS = [300, 900, 2000];

/** Makes the SSH engine. Nothing is opened, and ssh2 is not loaded, before the first `connect`. */
export function createTransport(options: TransportOptions): Transport {
  return new SshTransport(options);
}

type Login = Pick<Target['ssh'], 'user' | 'port' | 'identityFile'>;

/** Where logins take turns, and what one waits for first. */
interface Gate {
  readonly key: string;
  readonly awaits: string;
}

function direct({ address }: Endpoint): Gate {
  return { key: address, awaits: 'a TCP connection' };
}

interface EndpointSettings {
  readonly knownHostsFile: string;
  /** The only key that it may show. */
  readonly pinned: string | undefined;
  readonly signal: AbortSignal | undefined;
}

class SshTransport implements Transport {
  readonly #options: TransportOptions;
  readonly #timeoutMs: number;
  readonly #gates: Gates;
  readonly #agent: AgentKeys | undefined;
  /** Aborts what is shared and on its way when the transport closes. */
  readonly #closing = new AbortController();
  readonly #knownHosts = new Map<string, KnownHostsFile>();
  readonly #bastions = new Map<string, Promise<Connection>>();
  readonly #sessions = new Set<Session>();
  readonly #trials = new PasswordTrials();

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#timeoutMs = options.connectTimeoutMs ?? 15_000;
    this.#gates = new Gates(options.handshakes ?? 8);
    const socket = (options.agentSocket ?? process.env.SSH_AUTH_SOCK) || undefined;
    this.#agent = socket === undefined ? undefined : new AgentKeys(socket, this.#timeoutMs);
  }

  async connect(target: Target, signal?: AbortSignal): Promise<Session> {
    signal?.throwIfAborted();
    const { name, address, ssh, pinned } = target;
    const endpoint = await this.#endpoint(name, address, ssh, {
      knownHostsFile: ssh.knownHostsFile,
      pinned: pinned?.hostKey,
      signal,
    });
    const connection = await this.#reach(target, endpoint, signal);
    const bastion = ssh.bastion === undefined ? undefined : await this.#bastion(target);
    const settings = {
      verified: {
        hostKey: connection.hostKey,
        ...(bastion === undefined ? {} : { bastionHostKey: bastion.hostKey }),
      },
      lockDirectory: this.#options.lockDirectory ?? LOCK_DIRECTORY,
      timeoutMs: this.#timeoutMs,
      trials: this.#trials,
    };
    const session = await openSession(connection, target, settings, signal);
    this.#sessions.add(session);
    connection.closed.then(() => this.#sessions.delete(session));
    return session;
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('the transport was closed'));
    this.#agent?.close();
    await Promise.all([...this.#sessions].map((session) => session.close()));
    const bastions = [...this.#bastions.values()];
    this.#bastions.clear();
    await Promise.allSettled(bastions.map(async (bastion) => (await bastion).close()));
  }

  async #reach(target: Target, endpoint: Endpoint, signal?: AbortSignal): Promise<Connection> {
    const settings = target.ssh.bastion;
    if (settings === undefined) return this.#login(endpoint, direct(endpoint), this.#dial(endpoint), signal);
    const bastion = await unlessAborted(this.#bastion(target), signal);
    const dial = async (stop: AbortSignal) => {
      const opening = bastion.forward(endpoint.address, endpoint.port);
      // when nobody waits any more, a stream that opens late is closed at once
      opening.then((stream) => stop.aborted && stream.destroy()).catch(() => undefined);
      try {
        return await unlessAborted(opening, stop);
      } catch (error) {
        throw stop.aborted ? stop.reason : forwardError(error, endpoint, settings.address);
      }
    };
    const gate = {
      key: `via ${settings.address}:${settings.port}`,
      awaits: `the bastion ${settings.address} to reach it`,
    };
    return this.#login(endpoint, gate, dial, signal);
  }

  /** The shared connection to a target's bastion; made by whoever needs it first. */
  #bastion(target: Target): Promise<Connection> {
    const { bastion, knownHostsFile } = target.ssh;
    if (bastion === undefined) throw new TypeError(`${target.name} has no bastion`);
    const key = JSON.stringify([bastion, knownHostsFile]);
    const existing = this.#bastions.get(key);
    if (existing !== undefined) return existing;
    const opening = this.#openBastion(bastion, knownHostsFile, target.pinned?.bastionHostKey);
    this.#bastions.set(key, opening);
    const forget = () => {
      if (this.#bastions.get(key) === opening) this.#bastions.delete(key);
    };
    opening.then((connection) => connection.closed.then(forget), forget);
    return opening;
  }

  async #openBastion(
    bastion: Login & { address: string },
    knownHostsFile: string,
    pinned: string | undefined,
  ): Promise<Connection> {
    const name = `bastion ${bastion.address}`;
    // shared by many runs of `connect`: ended by the transport alone
    const { signal } = this.#closing;
    const endpoint = await this.#endpoint(name, bastion.address, bastion, { knownHostsFile, pinned, signal });
    return this.#login(endpoint, direct(endpoint), this.#dial(endpoint), signal);
  }

  #dial(endpoint: Endpoint): (stop: AbortSignal) => Promise<Duplex> {
    const dial = this.#options.dial ?? dialTcp;
    return (stop) => dial(endpoint.address, endpoint.port, stop);
  }

  /** Dials and logs in, again after a pause when sshd dropped us before authentication. */
  async #login(
    endpoint: Endpoint,
    gate: Gate,
    dial: (stop: AbortSignal) => Promise<Duplex>,
    signal?: AbortSignal,
  ): Promise<Connection> {
    const leave = await this.#gates.enter(gate.key, signal);
    try {
      for (let attempt = 0; ; attempt++) {
        try {
          return await this.#attempt(endpoint, gate.awaits, dial, signal);
        } catch (error) {
          if (!(error instanceof EarlyLoss)) throw error;
          const pause = RETRY_MS[attempt];
          if (pause === undefined) throw lostEarly(error, endpoint, attempt + 1);
          await sleep(pause * (0.5 + Math.random()), signal);
        }
      }
    } finally {
      leave();
    }
  }

  async #attempt(
    endpoint: Endpoint,
    firstAwaits: string,
    dial: (stop: AbortSignal) => Promise<Duplex>,
    signal?: AbortSignal,
  ): Promise<Connection> {
    const stop = new AbortController();
    const undo = onAbort(signal, () => stop.abort(signal?.reason));
    let awaited = () => firstAwaits;
    const timer = setTimeout(
      () => stop.abort(timedOut(endpoint, this.#timeoutMs, awaited())),
      this.#timeoutMs,
    );
    try {
      signal?.throwIfAborted();
      const dialed = () =>
        dial(stop.signal).catch((error: unknown) => {
          if (stop.signal.aborted) throw stop.signal.reason;
          throw dialError(error, endpoint.host, `${endpoint.address}:${endpoint.port}`);
        });
      return await handshake(dialed, endpoint, stop.signal, (next) => {
        awaited = next;
      });
    } finally {
      clearTimeout(timer);
      undo();
    }
  }

  async #endpoint(
    host: string,
    address: string,
    login: Login,
    { knownHostsFile, pinned, signal }: EndpointSettings,
  ): Promise<Endpoint> {
    const file = this.#knownHosts.get(knownHostsFile) ?? new KnownHostsFile(knownHostsFile);
    this.#knownHosts.set(knownHostsFile, file);
    const { user, port, identityFile } = login;
    try {
      return {
        host,
        address,
        port,
        user,
        identities: await identities({
          user,
          ...(identityFile === undefined ? {} : { identityFile }),
          ...(this.#agent === undefined ? {} : { agent: this.#agent }),
          ...(signal === undefined ? {} : { signal }),
        }),
        knownHosts: file,
        newKeys: this.#options.knownHosts,
        ...(pinned === undefined ? {} : { pinned }),
        keepalive: this.#options.keepalive ?? { intervalMs: 15_000, count: 3 },
      };
    } catch (error) {
      if (!(error instanceof IdentityError)) throw error;
      const { message, remedy } = error;
      throw new ConnectError({
        host,
        address: `${address}:${port}`,
        kind: 'auth',
        message: `cannot log in to ${host}: ${message}`,
        remedy,
      });
    }
  }
}

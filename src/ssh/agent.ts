import type { BaseAgent, OpenSSHAgent, ParsedKey } from 'ssh2';
import { unlessAborted } from './wait.ts';

/** The agent accepted a connection and did not answer on it. */
export class SilentAgent extends Error {
  override readonly name = 'SilentAgent';
  readonly remedy =
    'Restart the agent (`ssh-add -l` must answer), unset SSH_AUTH_SOCK, or set ssh.identityFile.';

  constructor(socket: string, timeoutMs: number) {
    super(`the SSH agent (${socket}) did not answer within ${timeoutMs / 1000} s`);
  }
}

/** An agent reduced to some of its keys, for one login. */
interface Offer {
  readonly agent: BaseAgent;
  /** Whether the agent was asked something and has not answered. */
  readonly isBusy: () => boolean;
  /** Drops what was asked. */
  readonly release: () => void;
}

/** The keys of the user's SSH agent, asked for once in a run. */
export class AgentKeys {
  readonly socket: string;
  readonly #timeoutMs: number;
  readonly #offers = new Set<Offer>();
  #keys: Promise<readonly ParsedKey[]> | undefined;

  constructor(socket: string, timeoutMs: number) {
    this.socket = socket;
    this.#timeoutMs = timeoutMs;
  }

  /** None where nobody listens on the socket. Throws SilentAgent, or the signal's reason. */
  list(signal?: AbortSignal): Promise<readonly ParsedKey[]> {
    this.#keys ??= this.#ask();
    return unlessAborted(this.#keys, signal);
  }

  /** An agent that offers these keys and signs with them. */
  async offering(keys: readonly ParsedKey[]): Promise<Offer> {
    const offer = await this.#connectable();
    offer.agent.getIdentities = (callback) => callback(undefined, [...keys]);
    return offer;
  }

  /** Drops every open question: the socket of a silent agent keeps the process from ending. */
  close(): void {
    for (const offer of this.#offers) offer.release();
  }

  async #ask(): Promise<readonly ParsedKey[]> {
    const { utils } = (await import('ssh2')).default;
    const { agent, release } = await this.#connectable();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new SilentAgent(this.socket, this.#timeoutMs)), this.#timeoutMs);
        agent.getIdentities((error, keys) => {
          if (error || keys === undefined) return resolve([]);
          resolve(
            keys.flatMap((key) => {
              if (typeof key === 'object' && 'getPublicSSH' in key) return [key];
              const raw = typeof key === 'object' && 'pubKey' in key ? key.pubKey : key;
              const parsed = utils.parseKey(raw as Buffer);
              return parsed instanceof Error ? [] : [parsed];
            }),
          );
        });
      });
    } finally {
      clearTimeout(timer);
      release();
    }
  }

  /** The agent with its connections known: ssh2 opens one for each question, and waits on it for ever. */
  async #connectable(): Promise<Offer> {
    const agent = (await import('ssh2')).default.createAgent(this.socket) as OpenSSHAgent;
    const open = new Set<{ destroy(): unknown }>();
    const connect = agent.getStream.bind(agent);
    agent.getStream = (callback) => {
      connect((error, stream) => {
        if (stream !== undefined && stream !== null) {
          open.add(stream);
          stream.once('close', () => open.delete(stream));
        }
        callback(error, stream);
      });
    };
    const release = () => {
      for (const stream of open) stream.destroy();
    };
    const offer = { agent, isBusy: () => open.size > 0, release };
    this.#offers.add(offer);
    return offer;
  }
}

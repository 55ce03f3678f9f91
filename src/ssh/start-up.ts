import { type ChannelFailure, explainChannelFailure } from './channel-failure.ts';
import type { Privilege } from './channel-loop.ts';
import type { ConnectError } from './errors.ts';
import type { Exit } from './link.ts';
import type { Verdict } from './password-trials.ts';
import { Occurrences } from './sudo-prompt.ts';
import { Tail } from './text.ts';

/** Kept of what a login shell prints before the loop answers, in bytes. */
const NOISE = 4096;

/** Of whom messages speak. */
interface About {
  readonly host: string;
  readonly address: string;
  readonly user: string;
  readonly privilege: Privilege;
}

/** What became of sudo's question for a password. */
interface Asked extends Pick<ChannelFailure, 'askedAgain' | 'awaits'> {
  readonly isRepeatedIn: (text: string) => boolean;
}

/** A channel from its opening until the loop answers: what is heard in that time, how long it may take, and why it failed. */
export class StartUp {
  readonly #about: About;
  readonly #timeoutMs: number;
  readonly #expired: () => void;
  readonly #noise = { stdout: new Tail(NOISE), stderr: new Tail(NOISE) };
  /** Beginnings of what we send that come back. */
  readonly #repeats: Occurrences;
  #timer: NodeJS.Timeout | undefined;
  #isTooSlow = false;
  #missing: string | undefined;
  #exit: Exit | undefined;

  /** `expired` is called when the login shell, or sudo, has not answered within `timeoutMs`. */
  constructor(about: About, nonce: string, timeoutMs: number, expired: () => void) {
    this.#about = about;
    this.#repeats = new Occurrences(`kubestrap ${nonce} `);
    this.#timeoutMs = timeoutMs;
    this.#expired = expired;
  }

  heard(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    this.#noise[stream].push(chunk);
    if (stream === 'stdout') this.#repeats.push(chunk.toString('latin1'));
  }

  /** The login shell has ended; undefined: the link was lost before that. */
  exited(exit: Exit | undefined): void {
    this.#exit = exit;
  }

  /** The loop ran, and the host does not have this program. */
  misses(program: string | undefined): void {
    this.#missing = program;
  }

  /** Gives whoever is to answer next its whole time. */
  wait(): void {
    this.within(this.#timeoutMs, () => {
      this.#isTooSlow = true;
      this.#expired();
    });
  }

  /** Instead of the wait for an answer. Time in ms. */
  within(ms: number, expired: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(expired, ms);
  }

  /** Nothing is waited for. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Says why the channel did not come up, and what that says of the password. `lost` is what broke the connection. */
  explain(
    lost: Error | undefined,
    sudo: Asked | undefined,
  ): { readonly error: ConnectError; readonly verdict: Verdict } {
    const { host, address, user, privilege } = this.#about;
    const noise = { stdout: this.#noise.stdout.text(), stderr: this.#noise.stderr.text() };
    return explainChannelFailure({
      host,
      address,
      user,
      sudo: privilege,
      // sent by us and come back
      repeated: this.#repeats.count > 0 || sudo?.isRepeatedIn(noise.stdout + noise.stderr) === true,
      ...noise,
      exitCode: this.#exit?.code,
      missing: this.#missing,
      askedAgain: sudo?.askedAgain ?? false,
      awaits: sudo?.awaits ?? 'shell',
      lost: lost ?? (this.#exit === undefined ? new Error('the host closed it') : undefined),
      ...(this.#isTooSlow ? { timedOutAfterMs: this.#timeoutMs } : {}),
    });
  }
}

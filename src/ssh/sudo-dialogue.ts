import type { Secret } from '../secrets/secret.ts';
import type { ChannelFailure } from './channel-failure.ts';
import type { ConnectError } from './errors.ts';
import type { Link } from './link.ts';
import type { Asker, PasswordTrials, Verdict } from './password-trials.ts';
import type { StartUp } from './start-up.ts';
import type { SudoPrompt } from './sudo-prompt.ts';

/** How long a sudo that is killed may take to be gone, in ms. */
const KILL_MS = 3000;

/** What the dialogue needs of the session whose loop sudo is to start. */
export interface SudoPeer {
  readonly asker: Asker;
  /** Shared by all hosts of a run. */
  readonly trials: PasswordTrials;
  readonly startUp: StartUp;
  /** Whether the loop is still to answer. */
  readonly isStarting: () => boolean;
  readonly write: (text: string) => void;
  /** Starts a command on a channel of its own. */
  readonly exec: Link['exec'];
  /** Calls back when the script that the session was opened for is over. */
  readonly onOver: (callback: () => void) => void;
  /** sudo has let the loop start. */
  readonly passed: () => void;
  /** The password was not sent: why. sudo is ended then. */
  readonly refused: (error: ConnectError) => void;
  /** The channel is of no use any more. */
  readonly over: () => void;
}

/** Answers sudo: its first question, and no other. */
export class SudoDialogue {
  readonly #prompt: SudoPrompt;
  readonly #password: Secret | undefined;
  readonly #peer: SudoPeer;
  /** Reports what became of the password; there once it was sent. */
  #report: ((verdict: Verdict) => void) | undefined;
  #turn: 'none' | 'asked' | 'sent' = 'none';
  #askedAgain = false;

  constructor(prompt: SudoPrompt, password: Secret | undefined, peer: SudoPeer) {
    this.#prompt = prompt;
    this.#password = password;
    this.#peer = peer;
  }

  heard(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    this.#prompt.push(stream, chunk);
  }

  /** Does what is next, while the loop has not been sent. */
  advance(): void {
    const { asked, passed } = this.#prompt;
    if (passed) {
      this.report('accepted');
      this.#peer.startUp.wait();
      this.#peer.passed();
    } else if (asked > 1 && this.#turn === 'sent') {
      this.report('rejected');
      this.#askedAgain = true;
      this.#kill();
    } else if (asked > 0 && this.#turn === 'none') this.#sendPassword();
  }

  /** Reports what became of the password, if it was sent; the first report counts. */
  report(verdict: Verdict): void {
    this.#report?.(verdict);
  }

  /** sudo asked for the password again after it was given. */
  get askedAgain(): boolean {
    return this.#askedAgain;
  }

  /** What is to come next. */
  get awaits(): ChannelFailure['awaits'] {
    if (this.#prompt.passed) return 'shell';
    if (this.#turn === 'sent') return 'verdict';
    return this.#prompt.pid === undefined ? 'shell' : 'sudo';
  }

  /** Whether the password that was sent is in this text. */
  isRepeatedIn(text: string): boolean {
    return this.#turn === 'sent' && this.#password !== undefined && text.includes(this.#password.reveal());
  }

  #sendPassword(): void {
    const { trials, asker, startUp, isStarting, write, onOver, refused } = this.#peer;
    const password = this.#password;
    if (password === undefined) return;
    this.#turn = 'asked';
    // the wait for other hosts is no fault of this one
    startUp.pause();
    const ended = new AbortController();
    onOver(() => ended.abort(new Error('the session is over')));
    trials.turn(password, asker, ended.signal).then(
      (report) => {
        if (!isStarting()) {
          report('unknown');
          return;
        }
        this.#report = report;
        this.#turn = 'sent';
        startUp.wait();
        write(`${password.reveal()}\n`);
      },
      (error) => {
        if (!isStarting()) return;
        refused(error);
        this.#kill();
      },
    );
  }

  /**
   * Ends a sudo that waits for a password. The end of its input would do so too, but PAM takes that for another wrong
   * password (pam_faillock counts it); a sudo that is killed has asked and not been answered.
   */
  #kill(): void {
    const { startUp, exec, over } = this.#peer;
    const { pid } = this.#prompt;
    startUp.pause();
    if (pid === undefined) {
      over();
      return;
    }
    startUp.within(KILL_MS, over);
    exec(`kill -KILL ${pid}`)
      .then(({ stdout, stderr, closed }) => {
        stdout.resume();
        stderr.resume();
        return closed;
      })
      .then(over, over);
  }
}

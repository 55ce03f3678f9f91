import { randomBytes } from 'node:crypto';
import type { ClientChannel } from 'ssh2';
import type {
  RunOptions,
  RunResult,
  Session,
  SideChannel,
  Target,
  VerifiedKeys,
} from '../model/transport.ts';
import { ActiveRun } from './active-run.ts';
import { type ChannelFailure, explainChannelFailure } from './channel-failure.ts';
import {
  channelCommand,
  channelPreamble,
  type LockSettings,
  type Privilege,
  runCommand,
} from './channel-loop.ts';
import type { Connection } from './connection.ts';
import { ConnectError } from './errors.ts';
import { FrameScanner, type FrameSink } from './frames.ts';
import type { PasswordTrials, Verdict } from './password-trials.ts';
import { openSideChannel } from './side-channel.ts';
import { Occurrences, SudoPrompt } from './sudo-prompt.ts';
import { clean, Tail } from './text.ts';
import { onAbort, unlessAborted } from './wait.ts';

/** The loop kills a stopped script after 5 s, longer on a busy host; it may take this long, in ms, to say so. */
const STOP_MS = 10_000;
/** How long an idle loop may take to release the lock and end, in ms. */
const CLOSE_MS = 2000;
/** How long a sudo that is killed may take to be gone, in ms. */
const KILL_MS = 3000;
/** Kept of what a login shell prints before the loop answers, in bytes. */
const NOISE = 4096;

interface SessionSettings extends LockSettings {
  readonly verified: VerifiedKeys;
  /** How long the channel may take to open, and the login shell and sudo each to answer, in ms. */
  readonly timeoutMs: number;
  /** Shared by all hosts of a run. */
  readonly trials: PasswordTrials;
}

/** One persistent `sh` channel on a connection of its own. */
export class ChannelSession implements Session {
  readonly host: string;
  readonly nonce = randomBytes(16).toString('hex');
  readonly verified: VerifiedKeys;
  readonly #connection: Connection;
  readonly #channel: ClientChannel;
  readonly #target: Target;
  readonly #privilege: Privilege;
  readonly #settings: SessionSettings;
  readonly #noise = { stdout: new Tail(NOISE), stderr: new Tail(NOISE) };
  /** Beginnings of what we send that come back. */
  readonly #repeats = new Occurrences(`kubestrap ${this.nonce} `);
  /** Undefined: no sudo password is needed. */
  readonly #prompt: SudoPrompt | undefined;
  #state: 'new' | 'starting' | 'ready' | 'over' = 'new';
  /** What goes to stdin once sudo has passed. */
  #held: Buffer[] | undefined;
  /** Reports what became of the password; there once it was sent. */
  #report: ((verdict: Verdict) => void) | undefined;
  #passwordTurn: 'none' | 'asked' | 'sent' = 'none';
  #runs = 0;
  #current: ActiveRun | undefined;
  /** The end of the last run asked for, so that scripts take turns. */
  #queue: Promise<void> = Promise.resolve();
  #missing: string | undefined;
  #exited = false;
  #exitCode: number | undefined;
  #startTimer: NodeJS.Timeout | undefined;
  #startedTooSlowly = false;
  #askedAgain = false;
  #wasReady = false;
  #closing: Promise<void> | undefined;
  #failure: ConnectError | undefined;
  /** What the host asks to see that we live; undefined: answered. */
  #challenge: string | undefined;
  /** Who has the lock that was ours, as they wrote it. */
  #holder: string | undefined;
  #onLost: ((holder: string) => void) | undefined;

  /**
   * Opens the channel and returns at once: the loop goes out with the first script, which saves a round trip. So it
   * is the first `run` that rejects with a ConnectError when sudo or the login shell fails.
   */
  static async open(
    connection: Connection,
    target: Target,
    settings: SessionSettings,
    signal?: AbortSignal,
  ): Promise<ChannelSession> {
    const privilege: Privilege =
      target.ssh.user === 'root' ? 'root' : target.sudoPassword === undefined ? 'sudo' : 'sudo-with-password';
    const prompt = privilege === 'sudo-with-password' ? new SudoPrompt() : undefined;
    const limit = AbortSignal.timeout(settings.timeoutMs);
    const ends = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    try {
      const opening = connection.exec(
        channelCommand(prompt ?? (privilege === 'root' ? 'root' : 'sudo')),
        (channel) => new ChannelSession(connection, channel, target, { privilege, prompt }, settings),
      );
      return await unlessAborted(opening, ends);
    } catch (error) {
      connection.destroy();
      if (signal?.aborted) throw signal.reason;
      if (limit.aborted) throw channelTimedOut(target, settings.timeoutMs);
      throw new ConnectError({
        host: target.name,
        address: `${target.address}:${target.ssh.port}`,
        kind: 'shell',
        message: `${target.name} opens no session for ${target.ssh.user}: ${error instanceof Error ? error.message : error}`,
        remedy: "Check MaxSessions and ForceCommand in the host's sshd_config, and the user's login shell.",
        cause: error,
      });
    }
  }

  private constructor(
    connection: Connection,
    channel: ClientChannel,
    target: Target,
    { privilege, prompt }: { readonly privilege: Privilege; readonly prompt: SudoPrompt | undefined },
    settings: SessionSettings,
  ) {
    this.host = target.name;
    this.verified = settings.verified;
    this.#connection = connection;
    this.#channel = channel;
    this.#target = target;
    this.#privilege = privilege;
    this.#prompt = prompt;
    this.#settings = settings;
    const stdout = new FrameScanner(this.nonce, this.#sink('stdout'));
    const stderr = new FrameScanner(this.nonce, this.#sink('stderr'));
    channel.on('data', (chunk: Buffer) => this.#received('stdout', stdout, chunk));
    channel.stderr.on('data', (chunk: Buffer) => this.#received('stderr', stderr, chunk));
    channel.on('exit', (code: number | null) => {
      this.#exited = true;
      this.#exitCode = code ?? undefined;
    });
    channel.on('error', () => undefined);
    channel.on('close', () => this.#over());
    // after the channel's own last words
    connection.closed.then(() => setImmediate(() => this.#over()));
  }

  async run(script: string, options: RunOptions = {}): Promise<RunResult> {
    options.signal?.throwIfAborted();
    const turn = this.#queue;
    let done = () => {};
    const slot = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#queue = turn.then(() => slot);
    let run: ActiveRun;
    try {
      await unlessAborted(turn, options.signal);
      run = this.#start(script, options);
    } catch (error) {
      done();
      throw error;
    }
    run.over.then(done);
    return run.result;
  }

  open(command: string, signal?: AbortSignal): Promise<SideChannel> {
    return openSideChannel(this.#connection, this.host, command, signal);
  }

  beat(): void {
    if (this.#state !== 'ready' || this.#closing !== undefined || this.#challenge === undefined) return;
    this.#channel.write(`beat ${this.#challenge}\n`);
    this.#challenge = undefined;
  }

  onLost(callback: (holder: string) => void): void {
    this.#onLost = callback;
    if (this.#holder !== undefined) callback(this.#holder);
  }

  get isOver(): boolean {
    return this.#state === 'over' || this.#closing !== undefined;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #start(script: string, options: RunOptions): ActiveRun {
    // a login shell that ended before the first script was sent is no lost connection
    if (this.#state === 'over' && !this.#wasReady && this.#closing === undefined)
      this.#failure ??= this.#channelFailure();
    if (this.#failure !== undefined) throw this.#failure;
    const run = new ActiveRun(++this.#runs, this.host, this.#guarded(options));
    const body = runCommand(run.id, script, run.mode);
    if (this.#closing !== undefined || this.#state === 'over') {
      const [kind, what] = this.#closing
        ? (['closed', 'was closed'] as const)
        : (['lost', 'is gone'] as const);
      throw run.error(kind, `the connection ${what} before the script was sent`, 'Run again.', false);
    }
    this.#current = run;
    this.#limit(run, options);
    if (this.#state === 'new') this.#begin(body);
    else this.#channel.write(body);
    return run;
  }

  /** Sends the loop and the first script: at once, or when sudo has let the loop start. */
  #begin(body: Buffer): void {
    this.#state = 'starting';
    this.#held = [channelPreamble(this.nonce, this.#settings), body];
    this.#limitStart();
    if (this.#prompt === undefined) this.#release();
    else this.#elevate(this.#prompt);
  }

  #limitStart(): void {
    clearTimeout(this.#startTimer);
    this.#startTimer = setTimeout(() => {
      this.#startedTooSlowly = true;
      this.#over();
    }, this.#settings.timeoutMs);
  }

  #release(): void {
    for (const bytes of this.#held ?? []) this.#channel.write(bytes);
    this.#held = undefined;
  }

  /** Answers sudo: its first question, and no other; sends the loop once sudo has passed. */
  #elevate(prompt: SudoPrompt): void {
    if (this.#state !== 'starting' || this.#held === undefined) return;
    if (prompt.passed) {
      this.#report?.('accepted');
      this.#limitStart();
      this.#release();
    } else if (prompt.asked > 1 && this.#passwordTurn === 'sent') this.#refusedPassword(prompt);
    else if (prompt.asked > 0 && this.#passwordTurn === 'none') this.#sendPassword();
  }

  #sendPassword(): void {
    const { sudoPassword } = this.#target;
    if (sudoPassword === undefined) return;
    this.#passwordTurn = 'asked';
    // the wait for other hosts is no fault of this one
    clearTimeout(this.#startTimer);
    const over = new AbortController();
    this.#current?.cleanup(() => over.abort(new Error('the session is over')));
    const asker = { host: this.host, address: this.#address, user: this.#target.ssh.user };
    this.#settings.trials.turn(sudoPassword, asker, over.signal).then(
      (report) => {
        if (this.#state !== 'starting') {
          report('unknown');
          return;
        }
        this.#report = report;
        this.#passwordTurn = 'sent';
        this.#limitStart();
        this.#channel.write(`${sudoPassword.reveal()}\n`);
      },
      (error) => {
        if (this.#state !== 'starting') return;
        this.#failure = error;
        this.#killSudo();
      },
    );
  }

  #refusedPassword(prompt: SudoPrompt): void {
    this.#report?.('rejected');
    this.#askedAgain = prompt.asked > 1;
    this.#killSudo();
  }

  /**
   * Ends a sudo that waits for a password. The end of its input would do so too, but PAM takes that for another wrong
   * password (pam_faillock counts it); a sudo that is killed has asked and not been answered.
   */
  #killSudo(): void {
    const pid = this.#prompt?.pid;
    clearTimeout(this.#startTimer);
    if (pid === undefined) {
      this.#over();
      return;
    }
    this.#startTimer = setTimeout(() => this.#over(), KILL_MS);
    this.#connection
      .exec(`kill -KILL ${pid}`, (channel) => {
        channel.on('error', () => undefined).on('close', () => this.#over());
        channel.resume();
        channel.stderr.resume();
      })
      .catch(() => this.#over());
  }

  /** A throwing callback fails its run, not the connection. */
  #guarded(options: RunOptions): RunOptions {
    const guard = <Args extends unknown[]>(callback: (...args: Args) => void) => {
      return (...args: Args) => {
        try {
          callback(...args);
        } catch (error) {
          const run = this.#current;
          if (run !== undefined) this.#stop(run, () => error);
        }
      };
    };
    return {
      ...options,
      ...(options.onEvent === undefined ? {} : { onEvent: guard(options.onEvent) }),
      ...(options.onOutput === undefined ? {} : { onOutput: guard(options.onOutput) }),
    };
  }

  #limit(run: ActiveRun, options: RunOptions): void {
    const { signal, timeoutMs } = options;
    run.cleanup(onAbort(signal, () => this.#stop(run, () => signal?.reason)));
    if (timeoutMs !== undefined) {
      const timer = setTimeout(() => {
        const what = `the script did not end within ${timeoutMs / 1000} s`;
        const remedy = 'Look at its last output and at the host; run again with more time.';
        this.#stop(run, () => run.error('timed-out', what, remedy, run.mustFinish));
        // nobody ends it, so nobody can say when it ends
        if (run.mustFinish) run.rejectNow();
      }, timeoutMs);
      run.cleanup(() => clearTimeout(timer));
    }
  }

  /** Ends the run's script on the host; a run that must finish only remembers that it has failed. */
  #stop(run: ActiveRun, failure: () => unknown): void {
    if (run.failing) return;
    run.failWith(failure);
    if (run.mustFinish) return;
    // before the loop answers nothing runs: dropping the connection is the quickest end
    if (this.#state !== 'ready') {
      this.#drop();
      return;
    }
    if (run.reached.stdout) this.#sendStop(run);
    const timer = setTimeout(() => this.#drop(), STOP_MS);
    run.cleanup(() => clearTimeout(timer));
  }

  /** Only after the run's first frame: earlier its watchdog might not listen yet. */
  #sendStop(run: ActiveRun): void {
    this.#channel.write(`stop ${run.id}\n`);
  }

  #received(stream: 'stdout' | 'stderr', scanner: FrameScanner, chunk: Buffer): void {
    if (this.#state === 'over') return;
    if (this.#state !== 'ready') {
      this.#noise[stream].push(chunk);
      if (stream === 'stdout') this.#repeats.push(chunk.toString('latin1'));
      this.#prompt?.push(stream, chunk);
    }
    scanner.push(chunk);
    if (this.#state === 'starting' && this.#prompt !== undefined) this.#elevate(this.#prompt);
    const run = this.#current;
    if (run === undefined) return;
    const { tooMuch } = run.output;
    if (tooMuch !== undefined) {
      const remedy = 'A script that writes this much is a defect, or the host is not what it seems.';
      this.#stop(run, () => run.error('too-much-output', tooMuch, remedy, run.mustFinish));
    }
    if (run.output.ended) this.#finish(run);
  }

  #sink(stream: 'stdout' | 'stderr'): FrameSink {
    const current = () => (this.#current?.reached[stream] ? this.#current.output[stream] : undefined);
    return {
      text: (bytes) => current()?.text(bytes),
      lineEnd: () => current()?.lineEnd(),
      frame: (line, afterNewline, raw) => {
        if (!this.#own(stream, line)) current()?.frame(line, afterNewline, raw);
      },
    };
  }

  /** Handles the loop's own frames; false for those of a script. */
  #own(stream: 'stdout' | 'stderr', line: string): boolean {
    const [type, word, ...rest] = line.split(' ');
    const run = this.#current;
    if (this.#state === 'starting' && type === 'error') {
      this.#missing = word;
      return true;
    }
    if (this.#state === 'starting' && type === 'ready') {
      clearTimeout(this.#startTimer);
      this.#state = 'ready';
      this.#wasReady = true;
      this.#challenge = word;
      return true;
    }
    if (type === 'beat') {
      this.#challenge = word;
      return true;
    }
    if (type === 'lost') {
      this.#lockLost(line.slice('lost '.length));
      return true;
    }
    if (type === 'not-started' && run !== undefined && word === String(run.id)) {
      this.#notStarted(run, rest.join(' '));
      return true;
    }
    if (run === undefined || type !== 'run' || word !== String(run.id) || run.reached[stream]) return false;
    run.reached[stream] = true;
    if (stream === 'stdout' && run.failing && !run.mustFinish) this.#sendStop(run);
    return true;
  }

  #lockLost(holder: string): void {
    if (this.#holder !== undefined) return;
    this.#holder = clean(holder);
    this.#onLost?.(this.#holder);
  }

  #notStarted(run: ActiveRun, why: string): void {
    const what = `the script was not started: ${clean(why)}`;
    run.failWith(() =>
      run.error('not-started', what, 'See what runs on the host, and run the same command again.', false),
    );
  }

  #finish(run: ActiveRun): void {
    this.#current = undefined;
    run.finish();
  }

  #drop(): void {
    this.#connection.destroy();
    this.#over();
  }

  /** The channel is gone: tells the run in hand why. */
  #over(): void {
    if (this.#state === 'over') return;
    const started = this.#state === 'ready';
    this.#state = 'over';
    clearTimeout(this.#startTimer);
    const run = this.#current;
    // before the run's end is told: other hosts wait for it
    if (!started && this.#failure === undefined && this.#current !== undefined)
      this.#failure = this.#channelFailure();
    if (run !== undefined) {
      run.failWith(() => (started ? this.#lost(run) : this.#failure));
      this.#finish(run);
    }
    // a channel without its connection, or the other way round, is of no use
    if (this.#closing === undefined) this.#connection.close();
  }

  #lost(run: ActiveRun): unknown {
    const cause = this.#connection.error;
    const why = cause === undefined ? 'the host closed the connection' : `connection lost (${cause.message})`;
    // closed in order: the host's watchdog saw it too. Broken: the host may not have noticed.
    const mayStillRun = run.mustFinish || cause !== undefined;
    return run.error('lost', why, 'Check the host and run again.', mayStillRun, cause);
  }

  get #address(): string {
    return `${this.#target.address}:${this.#target.ssh.port}`;
  }

  #channelFailure(): ConnectError {
    const { timeoutMs } = this.#settings;
    const password = this.#passwordTurn === 'sent' ? this.#target.sudoPassword?.reveal() : undefined;
    const noise = { stdout: this.#noise.stdout.text(), stderr: this.#noise.stderr.text() };
    const { error, verdict } = explainChannelFailure({
      host: this.host,
      address: this.#address,
      user: this.#target.ssh.user,
      sudo: this.#privilege,
      // sent by us and come back
      repeated:
        this.#repeats.count > 0 ||
        (password !== undefined && (noise.stdout + noise.stderr).includes(password)),
      ...noise,
      exitCode: this.#exitCode,
      missing: this.#missing,
      askedAgain: this.#askedAgain,
      awaits: this.#awaited(),
      lost: this.#connection.error ?? (this.#exited ? undefined : new Error('the host closed it')),
      ...(this.#startedTooSlowly ? { timedOutAfterMs: timeoutMs } : {}),
    });
    this.#report?.(verdict);
    return error;
  }

  #awaited(): ChannelFailure['awaits'] {
    if (this.#prompt === undefined || this.#prompt.passed) return 'shell';
    if (this.#passwordTurn === 'sent') return 'verdict';
    return this.#prompt.pid === undefined ? 'shell' : 'sudo';
  }

  async #close(): Promise<void> {
    const run = this.#current;
    if (run !== undefined) {
      run.failWith(() =>
        run.error('closed', 'the connection was closed while the script ran', 'Run again.', run.mustFinish),
      );
      run.rejectNow();
    }
    // The loop ends what runs, releases the lock, and then the channel closes. With nothing running there is
    // nothing to wait for: the loop does the same when it finds us gone.
    if (this.#state === 'ready' && run === undefined) this.#channel.end();
    else if (this.#state === 'ready') {
      const gone = new Promise<void>((resolve) => {
        this.#channel.once('close', resolve);
        this.#connection.closed.then(resolve);
      });
      this.#channel.end();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, run?.mustFinish ? CLOSE_MS : STOP_MS);
      });
      await Promise.race([gone, limit]);
      clearTimeout(timer);
    }
    await this.#connection.close();
    this.#over();
  }
}

function channelTimedOut({ name, address, ssh: { port, user } }: Target, timeoutMs: number): ConnectError {
  return new ConnectError({
    host: name,
    address: `${address}:${port}`,
    kind: 'timeout',
    message: `${name} (${address}:${port}) opened no session for ${user} within ${timeoutMs / 1000} s: logged in, waited for a channel`,
    remedy:
      "Look at sshd's log on the host: its session set-up (PAM, a busy disk, logind) hangs. Restart sshd, or the host.",
  });
}

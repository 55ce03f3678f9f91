import { randomBytes } from 'node:crypto';
import type {
  RunOptions,
  RunResult,
  Session,
  SideChannel,
  Target,
  VerifiedKeys,
} from '../model/transport.ts';
import { ActiveRun } from './active-run.ts';
import { channelPreamble, type LockSettings, type Privilege, runCommand } from './channel-loop.ts';
import type { ConnectError } from './errors.ts';
import { FrameScanner, type FrameSink } from './frames.ts';
import { Lease } from './lease.ts';
import type { Channel, Link } from './link.ts';
import type { PasswordTrials } from './password-trials.ts';
import { guarded, limit } from './run-limits.ts';
import { openSideChannel } from './side-channel.ts';
import { StartUp } from './start-up.ts';
import { SudoDialogue } from './sudo-dialogue.ts';
import type { SudoPrompt } from './sudo-prompt.ts';
import { clean } from './text.ts';
import { Turns } from './turns.ts';

/** The loop kills a stopped script after 5 s, longer on a busy host; it may take this long, in ms, to say so. */
const STOP_MS = 10_000;
/** How long an idle loop may take to release the lock and end, in ms. */
const CLOSE_MS = 2000;

export interface SessionSettings extends LockSettings {
  readonly verified: VerifiedKeys;
  /** How long the channel may take to open, and the login shell and sudo each to answer, in ms. */
  readonly timeoutMs: number;
  /** Shared by all hosts of a run. */
  readonly trials: PasswordTrials;
}

/** One persistent `sh` channel on a link of its own; `openSession` opens it. */
export class ChannelSession implements Session {
  readonly host: string;
  readonly nonce = randomBytes(16).toString('hex');
  readonly verified: VerifiedKeys;
  readonly #link: Link;
  readonly #channel: Channel;
  readonly #settings: SessionSettings;
  readonly #startUp: StartUp;
  /** Undefined: no sudo password is needed. */
  readonly #sudo: SudoDialogue | undefined;
  readonly #lease = new Lease();
  /** Scripts take turns. */
  readonly #turns = new Turns();
  #state: 'new' | 'starting' | 'ready' | 'over' = 'new';
  /** What goes to stdin once sudo has passed. */
  #held: Buffer[] | undefined;
  #runs = 0;
  #current: ActiveRun | undefined;
  #wasReady = false;
  #closing: Promise<void> | undefined;
  #failure: ConnectError | undefined;

  constructor(
    link: Link,
    channel: Channel,
    target: Target,
    { privilege, prompt }: { readonly privilege: Privilege; readonly prompt: SudoPrompt | undefined },
    settings: SessionSettings,
  ) {
    this.host = target.name;
    this.verified = settings.verified;
    this.#link = link;
    this.#channel = channel;
    this.#settings = settings;
    const { user, port } = target.ssh;
    const about = { host: target.name, address: `${target.address}:${port}`, user };
    this.#startUp = new StartUp({ ...about, privilege }, this.nonce, settings.timeoutMs, () => this.#over());
    this.#sudo =
      prompt &&
      new SudoDialogue(prompt, target.sudoPassword, {
        asker: about,
        trials: settings.trials,
        startUp: this.#startUp,
        isStarting: () => this.#state === 'starting',
        write: (text) => channel.stdin.write(text),
        exec: (command) => link.exec(command),
        onOver: (callback) => this.#current?.cleanup(callback),
        passed: () => this.#release(),
        refused: (error) => {
          this.#failure = error;
        },
        over: () => this.#over(),
      });
    const stdout = new FrameScanner(this.nonce, this.#sink('stdout'));
    const stderr = new FrameScanner(this.nonce, this.#sink('stderr'));
    channel.stdout.on('data', (chunk: Buffer) => this.#received('stdout', stdout, chunk));
    channel.stderr.on('data', (chunk: Buffer) => this.#received('stderr', stderr, chunk));
    channel.closed.then((exit) => {
      this.#startUp.exited(exit);
      this.#over();
    });
  }

  async run(script: string, options: RunOptions = {}): Promise<RunResult> {
    options.signal?.throwIfAborted();
    const done = await this.#turns.take(options.signal);
    try {
      const run = this.#start(script, options);
      run.over.then(done);
      return run.result;
    } catch (error) {
      done();
      throw error;
    }
  }

  open(command: string, signal?: AbortSignal): Promise<SideChannel> {
    return openSideChannel(this.#link, this.host, command, signal);
  }

  beat(): void {
    if (this.#state !== 'ready' || this.#closing !== undefined) return;
    const challenge = this.#lease.takeChallenge();
    if (challenge !== undefined) this.#channel.stdin.write(`beat ${challenge}\n`);
  }

  onLost(callback: (holder: string) => void): void {
    this.#lease.onLost(callback);
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
    const run = new ActiveRun(
      ++this.#runs,
      this.host,
      guarded(options, (error) => this.#callbackFailed(error)),
    );
    const body = runCommand(run.id, script, run.mode);
    if (this.#closing !== undefined || this.#state === 'over') {
      const [kind, what] = this.#closing
        ? (['closed', 'was closed'] as const)
        : (['lost', 'is gone'] as const);
      throw run.error(kind, `the connection ${what} before the script was sent`, 'Run again.', false);
    }
    this.#current = run;
    limit(run, options, (...args) => this.#stop(...args));
    if (this.#state === 'new') this.#begin(body);
    else this.#channel.stdin.write(body);
    return run;
  }

  /** Sends the loop and the first script: at once, or when sudo has let the loop start. */
  #begin(body: Buffer): void {
    this.#state = 'starting';
    this.#held = [channelPreamble(this.nonce, this.#settings), body];
    this.#startUp.wait();
    if (this.#sudo === undefined) this.#release();
    else this.#elevate();
  }

  #release(): void {
    for (const bytes of this.#held ?? []) this.#channel.stdin.write(bytes);
    this.#held = undefined;
  }

  #elevate(): void {
    if (this.#state === 'starting' && this.#held !== undefined) this.#sudo?.advance();
  }

  #callbackFailed(error: unknown): void {
    const run = this.#current;
    if (run !== undefined) this.#stop(run, () => error);
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
    this.#channel.stdin.write(`stop ${run.id}\n`);
  }

  #received(stream: 'stdout' | 'stderr', scanner: FrameScanner, chunk: Buffer): void {
    if (this.#state === 'over') return;
    if (this.#state !== 'ready') {
      this.#startUp.heard(stream, chunk);
      this.#sudo?.heard(stream, chunk);
    }
    scanner.push(chunk);
    this.#elevate();
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
      this.#startUp.misses(word);
      return true;
    }
    if (this.#state === 'starting' && type === 'ready') {
      this.#startUp.pause();
      this.#state = 'ready';
      this.#wasReady = true;
      this.#lease.challenged(word);
      return true;
    }
    if (type === 'beat') {
      this.#lease.challenged(word);
      return true;
    }
    if (type === 'lost') {
      this.#lease.lost(line.slice('lost '.length));
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
    this.#link.destroy();
    this.#over();
  }

  /** The channel is gone: tells the run in hand why. */
  #over(): void {
    if (this.#state === 'over') return;
    const started = this.#state === 'ready';
    this.#state = 'over';
    this.#startUp.pause();
    const run = this.#current;
    // before the run's end is told: other hosts wait for it
    if (!started && this.#failure === undefined && this.#current !== undefined)
      this.#failure = this.#channelFailure();
    if (run !== undefined) {
      run.failWith(() => (started ? this.#lost(run) : this.#failure));
      this.#finish(run);
    }
    // a channel without its link, or the other way round, is of no use
    if (this.#closing === undefined) this.#link.close();
  }

  #lost(run: ActiveRun): unknown {
    const cause = this.#link.error;
    const why = cause === undefined ? 'the host closed the connection' : `connection lost (${cause.message})`;
    // closed in order: the host's watchdog saw it too. Broken: the host may not have noticed.
    const mayStillRun = run.mustFinish || cause !== undefined;
    return run.error('lost', why, 'Check the host and run again.', mayStillRun, cause);
  }

  #channelFailure(): ConnectError {
    const { error, verdict } = this.#startUp.explain(this.#link.error, this.#sudo);
    this.#sudo?.report(verdict);
    return error;
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
    if (this.#state === 'ready' && run === undefined) this.#channel.stdin.end();
    else if (this.#state === 'ready') {
      this.#channel.stdin.end();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, run?.mustFinish ? CLOSE_MS : STOP_MS);
      });
      await Promise.race([this.#channel.closed, limit]);
      clearTimeout(timer);
    }
    await this.#link.close();
    this.#over();
  }
}

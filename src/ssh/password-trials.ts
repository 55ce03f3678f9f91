import type { Secret } from '../secrets/secret.ts';
import { ConnectError } from './errors.ts';
import { onAbort } from './wait.ts';

/** What became of one try. `unknown`: sudo gave no verdict, which a lock-out policy may count as a failure. */
export type Verdict = 'accepted' | 'rejected' | 'unknown';

/** Tries without a verdict after which a password that no host has accepted is not sent any more. */
const UNKNOWN_LIMIT = 3;

interface Trial {
  accepted: boolean;
  /** The host that rejected it, while none has accepted it. */
  rejectedBy: string | undefined;
  unknown: number;
  busy: boolean;
  readonly waiting: (() => void)[];
}

/** Who wants to send a password, for messages. */
export interface Asker {
  readonly host: string;
  readonly address: string;
  readonly user: string;
}

/**
 * Guards against one wrong password that locks an account on hundreds of hosts, or in the directory they share: until
 * a host has accepted a password, it is tried on one host at a time, and after a rejection on no other. Once accepted
 * it is right somewhere, and each host may try it once.
 */
export class PasswordTrials {
  readonly #trials = new Map<string, Trial>();

  /**
   * Waits until this host may try the password; the returned function reports the outcome, and must be called.
   * Rejects with a ConnectError where the password was rejected elsewhere, or with the signal's reason.
   */
  async turn(password: Secret, asker: Asker, signal?: AbortSignal): Promise<(verdict: Verdict) => void> {
    const trial = this.#trial(`${asker.user}\0${password.reveal()}`);
    for (;;) {
      signal?.throwIfAborted();
      if (trial.accepted) return () => undefined;
      if (trial.rejectedBy !== undefined) throw notTried(asker, `${trial.rejectedBy} rejected it`);
      if (trial.unknown >= UNKNOWN_LIMIT)
        throw notTried(asker, `sudo gave no verdict on ${trial.unknown} other hosts`);
      if (!trial.busy) break;
      await waitForOutcome(trial, signal);
    }
    trial.busy = true;
    let reported = false;
    return (verdict) => {
      if (reported) return;
      reported = true;
      trial.busy = false;
      if (verdict === 'accepted') trial.accepted = true;
      else if (verdict === 'rejected') trial.rejectedBy = asker.host;
      else trial.unknown++;
      for (const wake of trial.waiting.splice(0)) wake();
    };
  }

  #trial(key: string): Trial {
    const trial = this.#trials.get(key) ?? {
      accepted: false,
      rejectedBy: undefined,
      unknown: 0,
      busy: false,
      waiting: [],
    };
    this.#trials.set(key, trial);
    return trial;
  }
}

function waitForOutcome(trial: Trial, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      undo();
      resolve();
    };
    trial.waiting.push(wake);
    const undo = onAbort(signal, () => resolve());
  });
}

function notTried({ host, address, user }: Asker, why: string): ConnectError {
  return new ConnectError({
    host,
    address,
    kind: 'sudo',
    message: `${host} (${address}), user ${user}: the sudo password was not tried here, because ${why}`,
    remedy:
      'Correct what ssh.sudoPassword refers to. If the password is wrong on that host alone, leave the host out with --limit.',
  });
}

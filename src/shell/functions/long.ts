import { call, type Script } from '../sh.ts';

export interface LongRun {
  /** Of the unit, after `kubestrap-`. */
  readonly name: string;
  /** What `started` said when this was planned; `-`: nothing. */
  readonly seen: string;
  /** A file that may hold secrets: it is there as `clean.new` before, and gone afterwards. */
  readonly clean: string;
}

/** Runs a command as a systemd unit that outlives the connection, or attaches to it. */
export const long = ({ name, seen, clean }: LongRun, command: Script): Script =>
  call('long', name, seen, clean, command);

/** Prints what a unit writes until it ends, from the directory of its run. */
export const follow = (unit: string, directory: Script): Script => call('follow', unit, directory);

/** Fails where the runs of kubeadm are not as they were seen: `[started, exit]` of init, then of join. */
export const expectRuns = (init: string, join: string): Script => call('expect_runs', init, join);

/** Does the unit run, or start, or stop? */
export const unitRunning = (unit: Script): Script => call('unit_running', unit);

import type { Cluster } from '../model/cluster.ts';
import type { Confirm } from '../workflow/confirmed.ts';
import type { Context } from '../workflow/context.ts';
import { type Holder, self } from '../workflow/lock.ts';
import { type Asking, confirmPlan, type Shown } from './confirm-plan.ts';
import type { GlobalOptions } from './options.ts';
import { minority, withHosts } from './run.ts';

/** What the action of a command that changes hosts is given. */
interface Gate<P> {
  /** Undefined: the action only shows the plan. */
  readonly holder: Holder | undefined;
  readonly confirm: Confirm<P>;
}

interface ChangeOf<P, R> {
  /** As it is typed; named to whoever waits for the lock, and in the run log. */
  readonly command: string;
  readonly cluster: Cluster;
  readonly flags: { readonly dryRun: boolean; readonly withoutMajority?: boolean };
  /** The question with its plan, which may depend on what was found. */
  readonly asking: (planning: P) => Asking;
  readonly action: (context: Context, gate: Gate<P>) => Promise<R>;
}

/** Runs an action that changes hosts: it connects, and shows and asks as `--dry-run` and `-y` say. */
export async function runChange<P extends Shown, R>(
  options: GlobalOptions,
  { command, cluster, flags, asking, action }: ChangeOf<P, R>,
): Promise<R> {
  const { dryRun, withoutMajority = false } = flags;
  return withHosts(options, command, [], cluster, (live) =>
    action(
      { ...live.context, ...minority({ withoutMajority }) },
      {
        holder: dryRun ? undefined : self(command, new Date()),
        confirm: confirmPlan<P>(options, live, (planning) => ({ ...asking(planning), dryRun })),
      },
    ),
  );
}

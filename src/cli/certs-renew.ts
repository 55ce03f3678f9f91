import { certsRenewAction, chooseCertificates, type RenewResult } from '../actions/certs-renew.ts';
import { RefusedError } from '../actions/errors.ts';
import { self } from '../actions/lock.ts';
import { hasWork } from '../plan/assemble.ts';
import { confirm } from '../ui/confirm.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { showPlan } from './plan.ts';
import { loadInputs, withHosts } from './run.ts';

export interface RenewFlags {
  readonly only?: readonly string[];
  readonly dryRun: boolean;
}

/** `kubestrap certs renew`: plan, confirm, renew, restart, verify. */
export async function run(options: GlobalOptions, flags: RenewFlags): Promise<void> {
  const only = chooseCertificates(flags.only);
  const cluster = await loadInputs(options);
  const result = await withHosts(options, 'certs renew', [], cluster, ({ context, pause, signal }) =>
    certsRenewAction(context, {
      holder: flags.dryRun ? undefined : self('certs renew', new Date()),
      only,
      confirm: async ({ plan }) => {
        await pause();
        if (options.output === 'text') showPlan(plan, options);
        if (flags.dryRun || !hasWork(plan) || options.yes) return true;
        if (!process.stdin.isTTY) {
          throw new RefusedError(
            'nobody can confirm the plan here: stdin is no terminal',
            [],
            ['run with -y once you have read the plan'],
          );
        }
        return confirm('Renew these certificates?', { input: process.stdin, output: process.stderr, signal });
      },
    }),
  );
  show(result, options);
  if (flags.dryRun && result.plan.refusals.length > 0) process.exitCode = EXIT.refused;
}

function show({ plan, changed, renewed }: RenewResult, { output }: GlobalOptions): void {
  if (output === 'json') {
    process.stdout.write(`${JSON.stringify({ version: 1, changed, plan, renewed })}\n`);
    return;
  }
  if (!changed) return;
  const ends = Object.values(renewed).flatMap((names) => Object.values(names));
  const first = ends.toSorted()[0]?.slice(0, 10) ?? '';
  const adminIsNew = Object.values(renewed).some((names) => 'admin.conf' in names);
  const hosts = Object.keys(renewed).length;
  process.stdout.write(
    `Renewed ${ends.length} certificates on ${hosts} control plane${hosts === 1 ? '' : 's'}; the first of them ends ${first}. What reads them runs with the new ones.\n`,
  );
  if (adminIsNew) {
    process.stdout.write(
      'Copies of admin.conf elsewhere hold the old certificate until it ends: fetch a new one with "kubestrap kubeconfig".\n',
    );
  }
}

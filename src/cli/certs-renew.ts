import { certsRenewAction, chooseCertificates, type RenewResult } from '../actions/certs-renew.ts';
import { safeJson } from '../ui/json.ts';
import { count } from '../ui/style.ts';
import { runChange } from './change.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { loadInputs } from './run.ts';

export interface RenewFlags {
  readonly only?: readonly string[];
  readonly withoutMajority: boolean;
  readonly dryRun: boolean;
}

/** `kubestrap certs renew`: plan, confirm, renew, restart, verify. */
export async function run(options: GlobalOptions, flags: RenewFlags): Promise<void> {
  const only = chooseCertificates(flags.only);
  const cluster = await loadInputs(options);
  const result = await runChange(options, {
    command: 'certs renew',
    cluster,
    flags,
    asking: () => ({
      question: 'Renew these certificates?',
      nothing: 'Nothing to do: no certificate to renew was found',
    }),
    action: (context, gate) => certsRenewAction(context, { ...gate, only }),
  });
  show(result, options);
  const { refusals, hosts } = result.plan;
  if (flags.dryRun && refusals.length > 0) process.exitCode = EXIT.refused;
  else if (flags.dryRun && hosts.some(({ reachable }) => !reachable)) process.exitCode = EXIT.failed;
}

function show({ plan, changed, renewed }: RenewResult, { output }: GlobalOptions): void {
  if (output === 'json') {
    process.stdout.write(`${safeJson({ version: 1, changed, plan, renewed })}\n`);
    return;
  }
  if (!changed) return;
  const ends = Object.values(renewed).flatMap((names) => Object.values(names));
  const first = ends.toSorted()[0]?.slice(0, 10) ?? '';
  const adminIsNew = Object.values(renewed).some((names) => 'admin.conf' in names);
  const hosts = Object.keys(renewed).length;
  process.stdout.write(
    `Renewed ${ends.length} certificates on ${count(hosts, 'control plane')}; the first of them ends ${first}. What reads them runs with the new ones.\n`,
  );
  if (adminIsNew) {
    process.stdout.write(
      'Copies of admin.conf elsewhere hold the old certificate until it ends: fetch a new one with "kubestrap kubeconfig".\n',
    );
  }
}

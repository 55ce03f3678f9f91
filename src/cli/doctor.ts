import { chooseChecks, doctorAction } from '../actions/doctor.ts';
import type { Check } from '../doctor/check.ts';
import { isUnwell } from '../doctor/diagnose.ts';
import { formatCheckList } from '../ui/doctor-list.ts';
import { formatDiagnosis } from '../ui/doctor-view.ts';
import { safeJson } from '../ui/json.ts';
import { RunFailedError } from '../workflow/errors.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { pageOptions } from './page-options.ts';
import { loadInputs, withHosts } from './run.ts';

export interface DoctorFlags {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly list: boolean;
}

/** `kubestrap doctor`: every check on every host. Exit code 1 where one found an error, or a host did not answer. */
export async function run(options: GlobalOptions, flags: DoctorFlags): Promise<void> {
  const checks = chooseChecks(flags.only, flags.skip);
  if (flags.list) return list(checks, options);
  const cluster = await loadInputs(options);
  const { diagnosis, unreachable } = await withHosts(options, 'doctor', [], cluster, ({ context }) =>
    doctorAction(context, checks),
  );
  process.stdout.write(
    options.output === 'json'
      ? `${safeJson(diagnosis)}\n`
      : formatDiagnosis(diagnosis, pageOptions(process.stdout, options)),
  );
  if (unreachable.length > 0) process.exitCode = new RunFailedError('', unreachable).exitCodeOfRun;
  else if (isUnwell(diagnosis)) process.exitCode = EXIT.failed;
}

function list(checks: readonly Check[], options: GlobalOptions): void {
  if (options.output === 'json') {
    const named = checks.map(({ name, title }) => ({ name, title }));
    process.stdout.write(`${safeJson({ version: 1, checks: named })}\n`);
    return;
  }
  process.stdout.write(formatCheckList(checks, pageOptions(process.stdout, options)));
}

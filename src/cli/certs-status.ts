import { certsStatusAction } from '../actions/certs-status.ts';
import { stageFiles } from '../pki/landing.ts';
import { calendarText } from '../pki/status/ics.ts';
import { prometheusText } from '../pki/status/prometheus.ts';
import { verdict } from '../pki/status/report.ts';
import type { StatusReport, Thresholds } from '../pki/status/types.ts';
import { formatCertificates } from '../ui/certs-view.ts';
import { safeJson } from '../ui/json.ts';
import { DAY_MS } from '../values/validity.ts';
import { RunFailedError, UsageError } from '../workflow/errors.ts';
import { EXIT } from './exit-codes.ts';
import type { GlobalOptions } from './options.ts';
import { pageOptions } from './page-options.ts';
import { loadInputs, withHosts } from './run.ts';

export interface StatusFlags {
  /** Milliseconds; absent: 30 days, and 7. */
  readonly warn?: number;
  readonly critical?: number;
  readonly dir?: string;
  readonly format?: 'prometheus' | 'ics';
  readonly out?: string;
}

const EXIT_OF = { fine: EXIT.done, attention: EXIT.changes, failed: EXIT.failed } as const;

/** `kubestrap certs status`: every certificate, how long it lasts, and what is wrong with it. */
export async function status(options: GlobalOptions, flags: StatusFlags): Promise<void> {
  const thresholds = thresholdsOf(flags);
  checkOutput(options, flags);
  const cluster = await loadInputs(options);
  const { report, unreachable } = await withHosts(options, 'certs-status', [], cluster, ({ context }) =>
    certsStatusAction(context, { thresholds, directory: flags.dir }),
  );
  const text = textOf(report, options, flags);
  if (flags.out === undefined) process.stdout.write(text);
  else await write(flags.out, text, options);
  const code = EXIT_OF[verdict(report)];
  process.exitCode = unreachable.length > 0 ? new RunFailedError('', unreachable).exitCodeOfRun : code;
}

/** Of one that is given and one that is not, the other is no further away. */
function thresholdsOf({ warn, critical }: StatusFlags): Thresholds {
  const warnMs = warn ?? Math.max(30 * DAY_MS, critical ?? 0);
  const criticalMs = critical ?? Math.min(7 * DAY_MS, warnMs);
  if (criticalMs > warnMs) {
    throw new UsageError('--critical is longer than --warn: critical is what is nearer to its end');
  }
  return { warnMs, criticalMs };
}

function checkOutput({ output }: GlobalOptions, { format, out }: StatusFlags): void {
  if (format !== undefined && output === 'json') {
    throw new UsageError(`--format ${format} and -o json are two documents: give one of them`);
  }
  if (out !== undefined && format === undefined && output === 'text') {
    throw new UsageError('--out writes a document: add --format prometheus, --format ics or -o json');
  }
}

function textOf(report: StatusReport, options: GlobalOptions, { format }: StatusFlags): string {
  if (format === 'prometheus') return prometheusText(report);
  if (format === 'ics') return calendarText(report);
  if (options.output === 'json') return `${safeJson(report)}\n`;
  return formatCertificates(report, pageOptions(process.stdout, options));
}

/** Whole or not at all: a collector may read it at any time. */
async function write(path: string, content: string, { output }: GlobalOptions): Promise<void> {
  const staged = await stageFiles([{ path, content, mode: 0o644 }]);
  await staged.commit();
  process.stdout.write(output === 'json' ? `${safeJson({ version: 1, file: path })}\n` : `Wrote ${path}.\n`);
}

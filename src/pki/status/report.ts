import type { HostReach } from '../../model/reach.ts';
import { mostCommon } from './compare.ts';
import type { CertificateRow, Severity, StatusReport, Thresholds } from './types.ts';

export interface ReportParts {
  readonly cluster: string;
  readonly now: Date;
  readonly thresholds: Thresholds;
  readonly hosts: readonly HostReach[];
  readonly rows: readonly CertificateRow[];
  readonly unanswered: StatusReport['unanswered'];
}

/** All rows and what they come to. Pure. */
export function reportOf({ cluster, now, thresholds, hosts, rows, unanswered }: ReportParts): StatusReport {
  const certificates = withOddCas(rows);
  const count = (severity: Severity) => certificates.filter((row) => row.severity === severity).length;
  return {
    version: 1,
    cluster,
    checkedAt: now.toISOString(),
    thresholds: { warnSeconds: thresholds.warnMs / 1000, criticalSeconds: thresholds.criticalMs / 1000 },
    hosts,
    certificates,
    unanswered,
    summary: {
      certificates: certificates.length,
      ok: count('ok'),
      warning: count('warning'),
      critical: count('critical'),
      expired: count('expired'),
      differing: certificates.filter(({ problems }) => problems.length > 0).length,
      hosts: hosts.length,
      unreachable: hosts.filter(({ reachable }) => !reachable).length,
    },
  };
}

/** All hosts have the same CAs: where one is another than most have, its row says so. Of two, the first is believed. */
function withOddCas(rows: readonly CertificateRow[]): readonly CertificateRow[] {
  const cas = rows.filter(({ area, host }) => area === 'CAs' && host !== null);
  const usual = new Map(
    [...new Set(cas.map(({ name }) => name))].map((name) => [
      name,
      mostCommon(cas.filter((row) => row.name === name).map((row) => row.fingerprint)),
    ]),
  );
  return rows.map((row) => {
    const most = row.area === 'CAs' && row.host !== null ? usual.get(row.name) : undefined;
    if (most === undefined || row.fingerprint === '' || row.fingerprint === most) return row;
    const problem = {
      code: 'other-ca',
      message: 'it is another CA than most hosts have',
      remedy:
        'the host belongs to another cluster, or its files were copied from one: take it out and join it again',
    } as const;
    return { ...row, problems: [...row.problems, problem] };
  });
}

/** Things do not work now: certificates that have ended, have not begun, or cannot be read. */
function isBroken({ severity, problems }: CertificateRow): boolean {
  return (
    severity === 'expired' || problems.some(({ code }) => code === 'not-yet-valid' || code === 'unreadable')
  );
}

/**
 * - `failed`: no certificate was found, or something has ended, or could not be asked or read
 * - `attention`: something ends within the thresholds, or differs from the spec
 */
export function verdict({
  certificates,
  summary,
  unanswered,
}: StatusReport): 'fine' | 'attention' | 'failed' {
  if (
    certificates.length === 0 ||
    summary.unreachable > 0 ||
    unanswered.length > 0 ||
    certificates.some(isBroken)
  )
    return 'failed';
  return summary.warning + summary.critical + summary.differing > 0 ? 'attention' : 'fine';
}

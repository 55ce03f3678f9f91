/** What is wrong with certificates as findings, which are drawn as those of `doctor` are. Pure. */

import type { HostFinding } from '../doctor/diagnose.ts';
import type { CertificateRow, Severity, StatusReport } from '../pki/status/types.ts';
import { lengthText } from '../values/validity.ts';
import { placeText } from './certs-fold.ts';

/** Ends of certificates, by what is to be done, then what is wrong besides. */
export function findingsOf({ certificates, thresholds, unanswered }: StatusReport): readonly HostFinding[] {
  const lengths: Readonly<Record<Severity, string>> = {
    ok: '',
    warning: `end within ${lengthText(thresholds.warnSeconds * 1000)}`,
    critical: `end within ${lengthText(thresholds.criticalSeconds * 1000)}`,
    expired: 'have ended',
  };
  return [
    ...ending(certificates, lengths),
    ...certificates.flatMap((row) =>
      row.problems.map(
        ({ code, message, names, remedy }): HostFinding => ({
          check: row.name,
          severity: code.endsWith('-names') ? 'warning' : 'error',
          message,
          host: placeText(row),
          remedy,
          ...(names === undefined ? {} : { evidence: [names.join(', ')] }),
        }),
      ),
    ),
    ...unanswered.map(
      ({ message, remedy }): HostFinding => ({
        check: 'Secrets',
        severity: 'unknown',
        message,
        host: 'the cluster',
        remedy,
      }),
    ),
  ];
}

/** One finding a host for all that end alike and are renewed alike: the table says when. */
function ending(
  certificates: readonly CertificateRow[],
  lengths: Readonly<Record<Severity, string>>,
): readonly HostFinding[] {
  const groups = new Map<string, CertificateRow[]>();
  for (const row of certificates) {
    const { severity, daysLeft, problems, remedy } = row;
    const isEarly = problems.some(({ code }) => code === 'not-yet-valid');
    if (severity === 'ok' || daysLeft === null || isEarly) continue;
    const key = JSON.stringify([severity, remedy, placeText(row)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((rows): HostFinding[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const { severity, remedy } = first;
    return [
      {
        check: first.renewedBy === 'nobody' ? first.name : first.renewedBy,
        severity: severity === 'warning' ? 'warning' : 'error',
        message: `certificates ${lengths[severity]}`,
        host: placeText(first),
        evidence: [rows.map(({ name }) => name).join(', ')],
        remedy,
      },
    ];
  });
}

import { createHash } from 'node:crypto';
import type { CertificateRow, StatusReport } from './types.ts';

const LINE_OCTETS = 75;

/** A content line in pieces of at most 75 octets, no character cut in two (RFC 5545, 3.1). Ends with CRLF. */
export function fold(line: string): string {
  let out = '';
  let used = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (used + octets > LINE_OCTETS) {
      out += '\r\n ';
      used = 1;
    }
    out += character;
    used += octets;
  }
  return `${out}\r\n`;
}

/** A value of type TEXT (RFC 5545, 3.3.11); control characters are not allowed in one. */
export function textValue(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\x00-\x08\x0b-\x1f\x7f]/g, '')
    .replaceAll(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n');
}

/** `20271121T225400Z` */
function utc(date: string): string {
  return `${date.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** A length of time (RFC 5545, 3.3.6), whole hours at least. */
function duration(seconds: number): string {
  const hours = Math.max(1, Math.round(seconds / 3600));
  return hours % 24 === 0 ? `P${hours / 24}D` : `PT${hours}H`;
}

/**
 * A calendar with an event for each kind of certificate, at the first of its ends on all hosts, and two alarms before
 * it. The UID stays the same over a renewal, so that a calendar that imports this again moves the event.
 */
export function calendarText(report: StatusReport): string {
  const groups = new Map<string, CertificateRow[]>();
  for (const row of report.certificates) {
    if (row.notAfter === null) continue;
    const { place, name, path } = row;
    // on hosts, names are the same everywhere; other files are told apart by their path
    const key = JSON.stringify([place, name, row.area === 'Other files' || place !== 'host' ? path : '']);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//kubestrap//certs status//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${textValue(`Certificates of ${report.cluster}`)}`,
    ...[...groups].flatMap(([key, rows]) => event(key, rows, report)),
    'END:VCALENDAR',
  ];
  return lines.map(fold).join('');
}

function event(key: string, rows: readonly CertificateRow[], report: StatusReport): readonly string[] {
  const { cluster, checkedAt, thresholds } = report;
  const sorted = rows.toSorted((a, b) => Date.parse(a.notAfter ?? '') - Date.parse(b.notAfter ?? ''));
  const [first] = sorted;
  if (first === undefined || first.notAfter === null) return [];
  const uid = createHash('sha256')
    .update(JSON.stringify([cluster, key]))
    .digest('hex')
    .slice(0, 32);
  const start = utc(first.notAfter);
  const hosts = [...new Set(sorted.map((row) => row.host ?? row.path))];
  const where = hosts.length === 1 ? hosts[0] : `${hosts[0]} and ${hosts.length - 1} more`;
  const summary = `${cluster}: certificate ${first.name} ends (${where})`;
  const description = [
    ...sorted.map((row) => `${row.host ?? row.place} ${row.path}: ${row.notAfter}`),
    `Renewed by: ${first.renewedBy}`,
    first.remedy,
  ].join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@kubestrap`,
    `DTSTAMP:${utc(checkedAt)}`,
    `DTSTART:${start}`,
    `SUMMARY:${textValue(summary)}`,
    `DESCRIPTION:${textValue(description)}`,
    'TRANSP:TRANSPARENT',
    ...alarm(thresholds.warnSeconds, summary),
    ...alarm(thresholds.criticalSeconds, summary),
    'END:VEVENT',
  ];
}

function alarm(seconds: number, summary: string): readonly string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:-${duration(seconds)}`,
    `DESCRIPTION:${textValue(summary)}`,
    'END:VALARM',
  ];
}

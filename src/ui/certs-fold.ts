/** Folding of certificates: what is the same on several hosts is one line. Pure; no host is lost. */

import { AREAS, type Area } from '../pki/status/inventory.ts';
import type { CertificateRow } from '../pki/status/types.ts';

/** Certificates of one name that differ in nothing but host and dates. */
export interface FoldedRow {
  /** The one that ends first. */
  readonly first: CertificateRow;
  readonly rows: readonly CertificateRow[];
  /** Hosts, or where it is if that is no host. */
  readonly places: readonly string[];
  readonly daysLeft: { readonly least: number; readonly most: number } | null;
}

/** What one calls the CA: the name it has, or `itself`. */
export function signerText({ signedBy, issuer }: CertificateRow): string {
  if (signedBy === 'itself' || signedBy === 'the CA in the same file') return 'itself';
  return /(?:^|, )CN=([^,]*)/.exec(issuer)?.[1] ?? issuer;
}

/** Where a certificate is, as one says it. */
export function placeText({ place, host, path }: CertificateRow): string {
  if (place === 'secret') return `Secret ${path}`;
  return host ?? `file ${path}`;
}

/** Areas that have certificates, each with its folded rows, all in the order of the inventory. */
export function foldCertificates(
  rows: readonly CertificateRow[],
): readonly (readonly [Area, readonly FoldedRow[]])[] {
  const groups = new Map<string, CertificateRow[]>();
  for (const row of rows) {
    const { place, area, name, path, severity, renewedBy, problems } = row;
    const key = JSON.stringify([place, area, name, path, severity, renewedBy, problems, signerText(row)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const folded = [...groups.values()].flatMap(folding);
  return AREAS.flatMap((area) => {
    const here = folded.filter(({ first }) => first.area === area);
    return here.length === 0 ? [] : [[area, together(here)] as const];
  });
}

function folding(rows: readonly CertificateRow[]): readonly FoldedRow[] {
  const days = rows.flatMap(({ daysLeft }) => daysLeft ?? []);
  const [first] = rows.toSorted((a, b) => (a.notAfter ?? '').localeCompare(b.notAfter ?? ''));
  if (first === undefined) return [];
  const daysLeft = days.length === 0 ? null : { least: Math.min(...days), most: Math.max(...days) };
  return [{ first, rows, places: [...new Set(rows.map(placeText))], daysLeft }];
}

/** Lines of one certificate beside each other, wherever they were found first. */
function together(rows: readonly FoldedRow[]): readonly FoldedRow[] {
  const names = [...new Set(rows.map(({ first }) => first.name))];
  return names.flatMap((name) => rows.filter(({ first }) => first.name === name));
}

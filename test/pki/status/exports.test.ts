import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarText, fold, textValue } from '../../../src/pki/status/ics.ts';
import { labelText, prometheusText } from '../../../src/pki/status/prometheus.ts';
import { reportOf } from '../../../src/pki/status/report.ts';
import type { CertificateRow, StatusReport } from '../../../src/pki/status/types.ts';
import { formatCertificates } from '../../../src/ui/certs-view.ts';

function row(overrides: Partial<CertificateRow> = {}): CertificateRow {
  return {
    place: 'host',
    host: 'cp-1',
    area: 'Control plane',
    name: 'apiserver',
    path: '/etc/kubernetes/pki/apiserver.crt',
    subject: 'CN=kube-apiserver',
    issuer: 'CN=kubernetes',
    fingerprint: 'ab',
    signedBy: '/etc/kubernetes/pki/ca.crt',
    names: ['DNS:kubernetes'],
    notBefore: '2026-11-21T22:00:00.000Z',
    notAfter: '2027-11-21T22:00:00.000Z',
    daysLeft: 364,
    renewedBy: 'kubeadm',
    severity: 'ok',
    problems: [],
    remedy: 'renew it, soon; or not',
    ...overrides,
  };
}

function report(
  rows: readonly CertificateRow[],
  cluster = 'prod',
  at = '2026-11-21T23:00:00Z',
): StatusReport {
  return reportOf({
    cluster,
    now: new Date(at),
    thresholds: { warnMs: 30 * 86_400_000, criticalMs: 12 * 3_600_000 },
    hosts: ['cp-1', 'cp-2'].map((name) => ({ name, role: 'control-plane', reachable: name === 'cp-1' })),
    rows,
    unanswered: [],
  });
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('a"b', 'a\\nb', 'a\nb', '\\'),
);

describe('Prometheus', () => {
  it('has help, type and samples of each metric, as the text format has them', () => {
    expect(
      prometheusText(report([row()])),
    ).toBe(`# HELP kubestrap_certificate_not_after_seconds When the certificate ends, in seconds since the epoch.
# TYPE kubestrap_certificate_not_after_seconds gauge
kubestrap_certificate_not_after_seconds{cluster="prod",place="host",host="cp-1",name="apiserver",path="/etc/kubernetes/pki/apiserver.crt",renewed_by="kubeadm"} 1826834400
# HELP kubestrap_certificate_not_before_seconds When the certificate begins, in seconds since the epoch.
# TYPE kubestrap_certificate_not_before_seconds gauge
kubestrap_certificate_not_before_seconds{cluster="prod",place="host",host="cp-1",name="apiserver",path="/etc/kubernetes/pki/apiserver.crt",renewed_by="kubeadm"} 1795298400
# HELP kubestrap_certificate_problems What is wrong with the certificate besides its end: missing, unreadable, another CA, names that differ.
# TYPE kubestrap_certificate_problems gauge
kubestrap_certificate_problems{cluster="prod",place="host",host="cp-1",name="apiserver",path="/etc/kubernetes/pki/apiserver.crt",renewed_by="kubeadm"} 0
# HELP kubestrap_certificate_host_up Whether the host answered (1) or not (0).
# TYPE kubestrap_certificate_host_up gauge
kubestrap_certificate_host_up{cluster="prod",host="cp-1"} 1
kubestrap_certificate_host_up{cluster="prod",host="cp-2"} 0
# HELP kubestrap_certificate_check_seconds When this was looked at, in seconds since the epoch.
# TYPE kubestrap_certificate_check_seconds gauge
kubestrap_certificate_check_seconds{cluster="prod"} 1795302000
# HELP kubestrap_certificate_check_unanswered Questions without an answer that are not about one host.
# TYPE kubestrap_certificate_check_unanswered gauge
kubestrap_certificate_check_unanswered{cluster="prod"} 0
`);
  });

  it('reads back every label as it went in, and no line is anything else', () => {
    const line = /^[a-z_]+\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*\} -?\d+$/;
    const unescaped = (value: string) =>
      value.replaceAll(/\\(.)/g, (_all, character) => (character === 'n' ? '\n' : character));
    fc.assert(
      fc.property(text, text, (name, path) => {
        expect(unescaped(labelText(name))).toBe(name);
        const lines = prometheusText(report([row({ name, path })], path))
          .split('\n')
          .slice(0, -1);
        for (const one of lines) if (!one.startsWith('# ')) expect(one).toMatch(line);
      }),
    );
  });

  it('has a series once, where rows say the same', () => {
    const lines = prometheusText(report([row(), row()])).match(/^kubestrap_certificate_problems.*$/gm);
    expect(lines).toHaveLength(1);
  });
});

describe('the calendar', () => {
  it('folds lines at 75 octets, never within a character, and unfolds to what went in', () => {
    const lineText = text.map((value) => value.replaceAll(/[\r\n]/g, '').replaceAll(/\p{Surrogate}/gu, ''));
    fc.assert(
      fc.property(
        fc.oneof(
          lineText,
          lineText.map((value) => value.repeat(20)),
        ),
        (line) => {
          const folded = fold(line);
          expect(folded.endsWith('\r\n')).toBe(true);
          expect(folded.slice(0, -2).replaceAll('\r\n ', '')).toBe(line);
          for (const one of folded.slice(0, -2).split('\r\n')) {
            expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
            expect(Buffer.from(one).toString()).toBe(one);
          }
        },
      ),
    );
  });

  it('keeps every property on its own line, whatever a certificate is called', () => {
    fc.assert(
      fc.property(text, text, (name, path) => {
        const calendar = calendarText(report([row({ name, path })], name));
        const lines = calendar.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
        for (const one of lines) expect(one).toMatch(/^[A-Z-]+:[^\r\n]*$/);
        expect(lines.filter((one) => one === 'BEGIN:VEVENT')).toHaveLength(1);
      }),
    );
    expect(textValue('a;b,c\\d\ne\r\nf\u0007')).toBe('a\\;b\\,c\\\\d\\ne\\nf');
  });

  it('has one event for a certificate of several hosts, at its first end, with two alarms', () => {
    const calendar = calendarText(
      report([row(), row({ host: 'cp-2', notAfter: '2027-11-20T10:11:12.000Z' })]),
    );
    const lines = calendar.replaceAll('\r\n ', '').split('\r\n');
    expect(lines.filter((one) => one.startsWith('DTSTART'))).toEqual(['DTSTART:20271120T101112Z']);
    expect(lines).toContain('DTSTAMP:20261121T230000Z');
    expect(lines).toContain('SUMMARY:prod: certificate apiserver ends (cp-2 and 1 more)');
    expect(lines.filter((one) => one.startsWith('TRIGGER'))).toEqual(['TRIGGER:-P30D', 'TRIGGER:-PT12H']);
  });

  it('keeps the UID over a renewal, and has another for another certificate', () => {
    const uid = (one: CertificateRow) => /UID:(\S+)/.exec(calendarText(report([one])))?.[1];
    expect(uid(row({ notAfter: '2028-11-21T22:00:00.000Z', fingerprint: 'cd' }))).toBe(uid(row()));
    expect(uid(row({ name: 'etcd-peer' }))).not.toBe(uid(row()));
  });

  it('has no event where there is no end', () => {
    expect(calendarText(report([row({ notAfter: null })]))).not.toContain('VEVENT');
  });
});

describe('the table', () => {
  const view = (rows: readonly CertificateRow[], width = 100, verbose = false) =>
    formatCertificates(report(rows), { color: false, width, verbose, unicode: true });

  it('says once what is the same on several hosts, with the range of days', () => {
    const hosts = ['w-1', 'w-2', 'w-3', 'w-4'].map((host, i) =>
      row({ host, area: 'Kubelets', name: 'kubelet-client', daysLeft: 100 + i }),
    );
    expect(view(hosts)).toMatch(/✔ kubelet-client {2}w-1…w-4 {2}100…103 d {2}2027-11-21 {2}kubernetes/);
  });

  it('shows what ends, what differs and what to do, and the summary last', () => {
    const names = ['DNS:api.example.org'];
    const problem = { code: 'missing-names', message: 'it lacks names', names, remedy: 'issue it' } as const;
    const shown = view([
      row({ problems: [problem] }),
      row({ name: 'etcd-peer', area: 'etcd', severity: 'expired', daysLeft: -3 }),
    ]);
    expect(shown).toContain('✖ kubeadm: certificates have ended');
    expect(shown).toContain('│ etcd-peer');
    expect(shown).toContain('│ DNS:api.example.org');
    expect(shown).toContain('→ issue it');
    const [sum, next] = shown.trimEnd().split('\n').slice(-2);
    expect(sum).toBe('2 certificates on 1 host: 1 ended, 1 not as it should be, 1 host unreachable.');
    expect(next).toBe('Next to end: apiserver on cp-1, in 364 days.');
  });

  it.each([30, 50, 70, 90, 200])('fits into %i columns', (width) => {
    const table = view([row({ host: 'a-host-with-a-rather-long-name' })], width, true).split('\n\n')[0] ?? '';
    for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(Math.max(33, width));
  });

  it('shows no control characters of a certificate', () => {
    const shown = view(
      [row({ name: 'a\u001b[31mb', subject: 'CN=\u0007x', issuer: 'CN=\u001b]0;t\u0007' })],
      100,
      true,
    );
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

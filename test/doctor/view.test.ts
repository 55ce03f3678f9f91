import { describe, expect, test } from 'vitest';
import type { Severity } from '../../src/doctor/check.ts';
import { type Diagnosis, diagnose, type HostFinding } from '../../src/doctor/diagnose.ts';
import { CHECKS } from '../../src/doctor/index.ts';
import { formatDiagnosis } from '../../src/ui/doctor-view.ts';
import { displayWidth } from '../../src/ui/width.ts';
import { examination } from './subjects.ts';

const clean = diagnose(CHECKS, examination(), new Set(['cp-1', 'worker-1']));

function withFindings(findings: readonly HostFinding[]): Diagnosis {
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  const summary = {
    ...clean.summary,
    error: count('error'),
    warning: count('warning'),
    unknown: count('unknown'),
    info: count('info'),
  };
  return { ...clean, findings, summary };
}

const show = (diagnosis: Diagnosis, width = 80, verbose = false) =>
  formatDiagnosis(diagnosis, { color: false, width, verbose });
const finding = (host: string, some: Partial<HostFinding> = {}): HostFinding => ({
  check: 'swap',
  host,
  severity: 'error',
  message: 'swap is on',
  evidence: ['/dev/sda2'],
  remedy: 'turn it off',
  ...some,
});

describe('the view of a diagnosis', () => {
  test('what hosts share is said once, with evidence by host where it differs', () => {
    const text = show(
      withFindings([finding('w-1'), finding('w-2', { evidence: ['/dev/sdb1'] }), finding('w-3')]),
    );
    expect(text.split('\n').slice(0, 6)).toEqual([
      'Errors',
      '  ✖ swap: swap is on',
      '      w-1, w-2, w-3 (3 hosts)',
      '      │ w-1, w-3: /dev/sda2',
      '      │ w-2: /dev/sdb1',
      '      → turn it off',
    ]);
  });

  test('the worst comes first, the summary last; notes are counted, and shown with -v', () => {
    const findings = [
      finding('a', { severity: 'info', message: 'a note' }),
      finding('a', { severity: 'warning' }),
      finding('a'),
    ];
    const text = show(withFindings(findings));
    expect(text.indexOf('Errors')).toBeLessThan(text.indexOf('Warnings'));
    expect(text).not.toContain('a note');
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      '2 hosts examined: 1 error, 1 warning. 1 note (-v shows them).',
    );
    expect(show(withFindings(findings), 80, true)).toContain('a note');
  });

  test('nothing found: one line of what passed, and a summary', () => {
    expect(show(withFindings([]), Number.POSITIVE_INFINITY)).toMatch(
      /^ {2}✔ all \d+ checks passed: state, programs, [\s\S]*\n\n2 hosts examined: nothing found\.\n$/,
    );
  });

  test.each([40, 60, 80, 110])('no line is wider than a terminal of %i columns', (width) => {
    const long = finding('w-1', {
      message: 'm '.repeat(80),
      evidence: ['e'.repeat(300)],
      remedy: 'r '.repeat(90),
    });
    for (const line of show(withFindings([long]), width).split('\n'))
      expect(displayWidth(line)).toBeLessThanOrEqual(width);
  });

  test('what a host says cannot draw on the terminal', () => {
    const text = show(
      withFindings([
        finding('w-1', { evidence: ['\u001b[2Jgone\r\nnext'], message: '\u001b]0;title\u0007x' }),
      ]),
    );
    expect(text).not.toMatch(/[\u001b\r]/);
  });
});

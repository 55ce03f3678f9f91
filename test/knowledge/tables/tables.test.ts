import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Finding, flagFindings, gateFindings } from '../../../src/knowledge/tables/findings.ts';
import { flagRows, PROGRAMS, rowsOfFlag } from '../../../src/knowledge/tables/flags.ts';
import { GATE_ROWS, gateRow } from '../../../src/knowledge/tables/gates.ts';
import type { FlagRow, GateRow, Program } from '../../../src/knowledge/tables/types.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from '../../../src/knowledge/versions.ts';
import { makeVersion } from '../../fixtures/cluster.ts';

const flags = PROGRAMS.flatMap((program) => flagRows(program).map((row) => ({ program, row })));
const gates = GATE_ROWS.map((row) => ({ program: row.programs?.[0] ?? ('kubelet' as const), row }));

const at = (minor: number) => makeVersion(`v1.${minor}.0`);
const severities = (findings: readonly Finding[]) => findings.map(({ severity }) => severity);

/** A value that a row is about. */
function valueFor({ value }: FlagRow): string {
  if (value === undefined) return 'x';
  return 'item' in value ? `NodeRestriction,${value.item}` : 'other';
}
/** A name that a row is about. */
const nameFor = ({ name }: FlagRow | GateRow): string => name.replace('*', 'x');

const title = ({ program, row }: { program: Program; row: FlagRow | GateRow }): string =>
  `${program} ${row.name}${'value' in row ? `=${JSON.stringify(row.value)}` : ''}`;

describe('every row', () => {
  it.each([...flags, ...gates].map((each) => [title(each), each.row] as const))(
    '%s has a source and minors in order',
    (_, row) => {
      expect(row.source).toMatch(/\S/);
      const order = [row.since, row.deprecated, row.removed];
      const known = order.filter((minor) => minor !== undefined);
      expect(known).toEqual(known.toSorted((a, b) => a - b));
      // Some gates are born deprecated: they only bring back the old way for a while.
      if (flags.some((flag) => flag.row === row)) {
        expect(row.since ?? -1).toBeLessThan(row.deprecated ?? Number.POSITIVE_INFINITY);
      }
      expect(row.since ?? -1).toBeLessThan(row.removed ?? Number.POSITIVE_INFINITY);
      const between = ('ga' in row ? [row.ga, row.locked] : []).filter((minor) => minor !== undefined);
      for (const minor of between) {
        expect(minor).toBeGreaterThanOrEqual(row.since ?? 0);
        expect(minor).toBeLessThan(row.removed ?? Number.POSITIVE_INFINITY);
      }
      if ('inert' in row && row.inert !== undefined) {
        expect(row.inert).toBeGreaterThan(row.deprecated ?? 0);
        expect(row.inert).toBeLessThan(row.removed ?? Number.POSITIVE_INFINITY);
      }
    },
  );

  it('is there once', () => {
    const names = flags.map(title);
    expect(names).toEqual([...new Set(names)]);
    const gateNames = GATE_ROWS.map(({ name, programs = [] }) => `${name} ${programs}`);
    expect(gateNames).toEqual([...new Set(gateNames)]);
  });

  it('is found under its own name, and not behind another', () => {
    for (const { program, row } of flags)
      expect(rowsOfFlag(program, nameFor(row), valueFor(row))).toContainEqual(row);
    for (const { program, row } of gates) expect(gateRow(program, nameFor(row))).toBe(row);
  });

  it('says what to do instead', () => {
    for (const { row } of flags) expect(row.replacement, row.name).toMatch(/\S/);
  });
});

describe('flags', () => {
  it.each(flags.map((each) => [title(each), each] as const))('%s, minor by minor', (_, { program, row }) => {
    for (let minor = OLDEST_MINOR; minor <= NEWEST_MINOR; minor++) {
      const found = severities(flagFindings(program, nameFor(row), valueFor(row), at(minor)));
      expect(found, `1.${minor}`).toEqual(expectedOfFlag(row, minor));
    }
  });

  /** The life of a row, said once more. */
  function expectedOfFlag(row: FlagRow, minor: number): string[] {
    if (row.removed !== undefined && minor >= row.removed) {
      return [row.unverified?.includes('removed') ? 'warning' : 'error'];
    }
    if (row.since !== undefined && minor < row.since) return ['error'];
    if (row.undeprecated !== undefined && minor >= row.undeprecated) return [];
    return minor >= Math.min(row.deprecated ?? 99, row.inert ?? 99) ? ['warning'] : [];
  }

  it.each([
    ['kube-scheduler', 'address', '0.0.0.0', 15, []],
    [
      'kube-scheduler',
      'address',
      '0.0.0.0',
      22,
      ['--address of kube-scheduler is deprecated since 1.16, and gone in 1.24; use --bind-address'],
    ],
    [
      'kube-scheduler',
      'address',
      '0.0.0.0',
      23,
      ['--address of kube-scheduler does nothing since 1.23, and gone in 1.24; use --bind-address'],
    ],
    [
      'kube-scheduler',
      'address',
      '0.0.0.0',
      24,
      ['--address of kube-scheduler is gone since 1.24: it exits with "unknown flag"; use --bind-address'],
    ],
    ['kube-apiserver', 'cloud-provider', 'external', 28, []],
    ['kube-controller-manager', 'cloud-provider', 'external', 37, []],
    ['kube-controller-manager', 'cloud-provider', '', 37, []],
    [
      'kube-controller-manager',
      'cloud-provider',
      'aws',
      32,
      [
        '--cloud-provider=aws of kube-controller-manager is gone since 1.32: the controller manager knows no cloud of its own and exits; write `external`, and run a cloud controller manager',
      ],
    ],
    ['kube-apiserver', 'enable-admission-plugins', 'NodeRestriction', 37, []],
    [
      'kube-apiserver',
      'enable-admission-plugins',
      'NodeRestriction, PodSecurityPolicy',
      25,
      [
        '--enable-admission-plugins=PodSecurityPolicy of kube-apiserver is gone since 1.25: the API server does not know the plugin and exits; use Pod Security Admission, or a policy engine',
      ],
    ],
    ['kube-apiserver', 'audit-log-version', 'audit.k8s.io/v1', 37, []],
    ['kube-apiserver', 'enable-logs-handler', 'true', 37, []],
    ['kube-apiserver', 'max-requests-inflight', '800', 37, []],
    [
      'kube-apiserver',
      'kubelet-https',
      'true',
      23,
      [
        '--kubelet-https of kube-apiserver is gone since 1.23 as far as is known (unverified); leave it out: kubelets are always reached over HTTPS',
      ],
    ],
    [
      'kube-proxy',
      'healthz-port',
      '10256',
      37,
      [
        '--healthz-port of kube-proxy is deprecated since 1.18, and may be gone (unverified); use --healthz-bind-address',
      ],
    ],
    [
      'kube-scheduler',
      'log_dir',
      '/var/log',
      26,
      [
        '--log_dir of kube-scheduler is gone since 1.26: it exits with "unknown flag"; leave it out: programs log to stderr, and the container runtime keeps it',
      ],
    ],
    [
      'kubelet',
      'storage-driver-db',
      'x',
      37,
      ['--storage-driver-db of kubelet is gone since 1.37: it exits with "unknown flag"; leave it out'],
    ],
    ['kubelet', 'storage-driver', 'x', 37, []],
    ['kubelet', 'v', '4', 37, []],
  ] as const)('%s --%s=%s at 1.%d', (program, flag, value, minor, expected) => {
    const found = flagFindings(program, flag, value, at(minor));
    expect(found.map(({ message, hint }) => `${message}; ${hint}`)).toEqual(expected);
  });

  it('that no table has are never found fault with', () => {
    const known = new Set(flags.map(({ row }) => row.name));
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/).filter((flag) => !known.has(flag));
    const program = fc.constantFrom(...PROGRAMS);
    const minor = fc.integer({ min: OLDEST_MINOR, max: NEWEST_MINOR + 3 });
    fc.assert(
      fc.property(program, name, fc.string(), minor, (each, flag, value, number) => {
        fc.pre(!/^(storage-driver-|event-storage-)/.test(flag));
        expect(flagFindings(each, flag, value, at(number))).toEqual([]);
      }),
    );
  });
});

describe('feature gates', () => {
  it.each(gates.map((each) => [title(each), each] as const))('%s, minor by minor', (_, { program, row }) => {
    for (let minor = OLDEST_MINOR; minor <= NEWEST_MINOR; minor++) {
      for (const value of [true, false]) {
        const found = severities(gateFindings(program, nameFor(row), value, at(minor)));
        expect(found, `1.${minor} ${value}`).toEqual(expectedOfGate(row, minor, value));
      }
    }
  });

  /** The life of a row, said once more. */
  function expectedOfGate(row: GateRow, minor: number, value: boolean): string[] {
    if (row.removed !== undefined && minor >= row.removed) {
      return [row.unverified?.includes('removed') ? 'warning' : 'error'];
    }
    if (row.since !== undefined && minor < row.since) return ['error'];
    if (row.locked !== undefined && minor >= row.locked && value !== (row.lockedTo ?? true)) return ['error'];
    return minor >= Math.min(row.ga ?? 99, row.deprecated ?? 99) ? ['warning'] : [];
  }

  it.each([
    ['kube-apiserver', 'EphemeralContainers', true, 24, []],
    [
      'kube-apiserver',
      'EphemeralContainers',
      true,
      26,
      [
        'the feature gate EphemeralContainers is no choice any more since 1.25, and gone in 1.27; remove it: it is always on',
      ],
    ],
    [
      'kubelet',
      'EphemeralContainers',
      false,
      27,
      [
        'the feature gate EphemeralContainers is gone since 1.27: kubelet exits with "unrecognized feature gate"; remove it: it is always on, and cannot be turned off',
      ],
    ],
    [
      'kubelet',
      'SidecarContainers',
      true,
      27,
      [
        'the feature gate SidecarContainers came with 1.28, and v1.27.0 has none: kubelet exits with "unrecognized feature gate"; undefined',
      ],
    ],
    [
      'kube-apiserver',
      'SidecarContainers',
      false,
      33,
      [
        'the feature gate SidecarContainers is locked to true since 1.33: kube-apiserver does not start; remove it: it is always on, and cannot be turned off',
      ],
    ],
    [
      'kubeadm',
      'PublicKeysECDSA',
      true,
      37,
      [
        'the feature gate PublicKeysECDSA is gone since 1.37: kubeadm refuses the configuration; `encryptionAlgorithm` of v1beta4 takes its place (1.31)',
      ],
    ],
    ['kubeadm', 'IPv6DualStack', true, 20, []],
    ['kubelet', 'RotateKubeletServerCertificate', true, 37, []],
    ['kubelet', 'InTreePluginPortworxUnregister', true, 34, []],
    ['kubelet', 'EndpointSliceTerminatingCondition', true, 26, []],
  ] as const)('%s %s=%s at 1.%d', (program, gate, value, minor, expected) => {
    const found = gateFindings(program, gate, value, at(minor));
    expect(found.map(({ message, hint }) => `${message}; ${hint}`)).toEqual(expected);
  });

  it('go from the kubelet before they go from the rest', () => {
    const of = (program: Program) => severities(gateFindings(program, 'DynamicKubeletConfig', true, at(24)));
    expect([of('kubelet'), of('kube-apiserver')]).toEqual([['error'], ['warning']]);
  });
});

import { expect, test } from 'vitest';
import { bareFacts } from '../../src/facts/gather.ts';
import { bootOverrides } from '../../src/phases/boot-overrides.ts';

const OURS = '/etc/sysctl.d/99-kubestrap.conf';
const wanted = [{ key: 'net.ipv4.conf.all.rp_filter', value: '1' }];

function overrides(...sysctlFiles: { file: string; key: string; value: string | null }[]) {
  const steps = bootOverrides('prepare', OURS, wanted, { ...bareFacts(), sysctlFiles });
  return steps.map(({ change: { resource, before, after } }) => [resource, before, after]);
}

test('a file read after ours that sets another value is named', () => {
  const file = '/etc/sysctl.d/99-sysctl.conf';
  expect(overrides({ file, key: 'net.ipv4.conf.all.rp_filter', value: '2' })).toEqual([
    ['sysctl net.ipv4.conf.all.rp_filter at boot', '2', '1'],
  ]);
});

test.each([
  [
    'a file read before ours',
    { file: '/etc/sysctl.d/10-a.conf', key: 'net.ipv4.conf.all.rp_filter', value: '2' },
  ],
  ['our own file', { file: OURS, key: 'net.ipv4.conf.all.rp_filter', value: '2' }],
  [
    'the value that we want',
    { file: '/etc/sysctl.d/99-z.conf', key: 'net.ipv4.conf.all.rp_filter', value: '1' },
  ],
  ['another key', { file: '/etc/sysctl.d/99-z.conf', key: 'net.ipv4.conf.default.rp_filter', value: '2' }],
])('%s overrides nothing', (_what, line) => {
  expect(overrides(line)).toEqual([]);
});

test('a pattern sets no key that our file names, and the last line of a key counts', () => {
  const file = '/etc/sysctl.d/99-z.conf';
  const key = 'net.ipv4.conf.all.rp_filter';
  expect(overrides({ file, key: 'net.ipv4.conf.*.rp_filter', value: '0' })).toEqual([]);
  expect(overrides({ file, key, value: '0' }, { file, key, value: '1' })).toEqual([]);
  expect(overrides({ file, key, value: '1' }, { file, key, value: '0' })).toHaveLength(1);
});

test('a line without a value keeps a key from being set where it comes after ours', () => {
  const key = 'net.ipv4.conf.all.rp_filter';
  expect(overrides({ file: '/etc/sysctl.d/99-z.conf', key, value: null })).toEqual([
    [`sysctl ${key} at boot`, 'not set', '1'],
  ]);
  expect(overrides({ file: '/etc/sysctl.d/10-a.conf', key, value: null })).toEqual([]);
});

test('forwarding has two names', () => {
  const sysctlFiles = [{ file: '/etc/sysctl.d/99-z.conf', key: 'net.ipv4.conf.all.forwarding', value: '0' }];
  const forward = [{ key: 'net.ipv4.ip_forward', value: '1' }];
  const steps = bootOverrides('prepare', OURS, forward, { ...bareFacts(), sysctlFiles });
  expect(steps.map(({ change }) => change.reason)).toEqual([
    expect.stringContaining('sets net.ipv4.conf.all.forwarding, which is the same switch'),
  ]);
});

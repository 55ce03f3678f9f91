import { describe, expect, test } from 'vitest';
import type { ServiceFact, TimeSyncFact } from '../../src/facts/types.ts';
import { nameSecrets } from '../../src/program/sh.ts';
import { file } from '../../src/resources/file.ts';
import { packagePresent } from '../../src/resources/package.ts';
import type { Planned, Resource } from '../../src/resources/resource.ts';
import { removeTimeClient, timeClient } from '../../src/resources/time-client.ts';
import { timeSync } from '../../src/resources/time-sync.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeSynchronised } from '../fixtures/time-sync.ts';

const NTP = 'ntp.service';
const unit = (active: string, enabled: string, load = 'loaded'): ServiceFact => ({ load, active, enabled });
const host = (overrides: Partial<TimeSyncFact>, more: Parameters<typeof makeFacts>[0] = {}) =>
  makeFacts({ timeSync: makeSynchronised(overrides), ...more });
const withNtp = (is: ServiceFact | undefined) =>
  host({ units: new Map(is === undefined ? [] : [[NTP, is]]) });

/** `before -> after: shell`; null: nothing to change. */
function text(planned: Planned | null): string | null {
  if (planned === null) return null;
  const { before, after, supported } = planned.change;
  const shell = planned.script.write(nameSecrets);
  return `${before ?? 'absent'} -> ${after}${supported === false ? ' (!)' : ''}: ${shell}`;
}

describe('the client that keeps the clock', () => {
  test.each([
    ['runs and starts at boot', unit('active', 'enabled'), null],
    [
      'does not start at boot',
      unit('active', 'disabled'),
      'disabled, active -> enabled, active: time_client ntp.service enabled active',
    ],
    [
      'does not run',
      unit('failed', 'enabled'),
      'enabled, inactive -> enabled, active: time_client ntp.service - active',
    ],
    [
      'was masked',
      unit('inactive', 'masked', 'masked'),
      'masked, inactive -> enabled, active: time_client ntp.service enabled active',
    ],
    ['has no say in when it starts', unit('active', 'static'), null],
    ['is not installed yet', undefined, 'absent -> enabled, active: time_client ntp.service enabled active'],
  ])('%s', (_title, is, expected) => {
    expect(text(timeClient({ unit: NTP, on: true }).plan(withNtp(is)))).toBe(expected);
  });
});

describe('another client', () => {
  test.each([
    ['that is not installed is no matter', undefined, null],
    ['that is off is left so', unit('inactive', 'disabled'), null],
    ['that is masked is left so', unit('inactive', 'masked', 'masked'), null],
    [
      'is turned off, now and at boot',
      unit('active', 'enabled'),
      'enabled, active -> disabled, inactive: time_client ntp.service disabled inactive',
    ],
    [
      'that only starts at boot is turned off there',
      unit('inactive', 'enabled'),
      'enabled, inactive -> disabled, inactive: time_client ntp.service disabled inactive',
    ],
    [
      'that only runs is stopped',
      unit('activating', 'disabled'),
      'disabled, active -> disabled, inactive: time_client ntp.service - inactive',
    ],
  ])('%s', (_title, is, expected) => {
    expect(text(timeClient({ unit: NTP, on: false }).plan(withNtp(is)))).toBe(expected);
  });
});

describe('a client that leaves the spec', () => {
  test.each([
    [
      'starts again',
      'enabled, active',
      unit('inactive', 'disabled'),
      'disabled, inactive -> enabled, active: time_client ntp.service enabled active',
    ],
    [
      'stops again',
      'disabled, inactive',
      unit('active', 'enabled'),
      'enabled, active -> disabled, inactive: time_client ntp.service disabled inactive',
    ],
    [
      'is masked again',
      'masked, inactive',
      unit('active', 'enabled'),
      'enabled, active -> masked, inactive: time_client ntp.service masked inactive',
    ],
    ['is as it was', 'enabled, active', unit('active', 'enabled'), null],
    [
      'that kubestrap installed is turned off',
      null,
      unit('active', 'enabled'),
      'enabled, active -> disabled, inactive: time_client ntp.service disabled inactive',
    ],
    ['that was never there is no matter', null, undefined, null],
    ['that was off and is gone is no matter', 'disabled, inactive', undefined, null],
    [
      'that kept the clock and is gone is named',
      'enabled, active',
      undefined,
      'absent -> enabled, active (!): :',
    ],
  ])('%s', (_title, original, is, expected) => {
    expect(text(removeTimeClient(NTP, { value: 'x', original }, withNtp(is)))).toBe(expected);
  });

  test('is what its record says it was', () => {
    const { original } = timeClient({ unit: NTP, on: false });
    expect(original(withNtp(unit('active', 'enabled')))).toBe('enabled, active');
    expect(original(withNtp(undefined))).toBeNull();
  });
});

test('a package is installed where its unit is not there, and stays', () => {
  const chrony = packagePresent({ name: 'chrony', unit: 'chronyd.service', reason: 'x' });
  expect(text(chrony.plan(host({ units: new Map() })))).toBe(
    'absent -> installed: install_package chrony chronyd.service',
  );
  expect(
    chrony.plan(host({ units: new Map([['chronyd.service', unit('inactive', 'disabled')]]) })),
  ).toBeNull();
});

describe('the clock', () => {
  const clock = (overrides: Partial<Parameters<typeof timeSync>[0]> = {}): Resource =>
    timeSync({
      provider: 'chrony',
      servers: ['10.0.0.11', 'ntp.example.org'],
      waitMs: 90_500,
      maxCorrectionMs: 500,
      unit: 'chrony.service',
      changes: [],
      ...overrides,
    });
  const wait = "synchronised: wait_chrony 91 500 '10.0.0.11, ntp.example.org'";

  test('that is right is not waited for', () => {
    expect(clock().plan(host({}))).toBeNull();
  });

  test.each([
    ['is not synchronised', host({ synchronised: false }), 'not synchronised'],
    ['has yet to be corrected by more than is allowed', host({ correctionMs: -501 }), 'off by 0.501 s'],
    [
      'is kept by a client that has not read its configuration',
      host({}, { restarts: new Set(['chrony.service']) }),
      'synchronised as configured before',
    ],
  ])('that %s is waited for', (_title, facts, before) => {
    expect(text(clock().plan(facts))).toBe(`${before} -> ${wait}`);
  });

  test('is waited for where what keeps it changes', () => {
    const changes = [file({ path: '/etc/chrony.conf', content: 'x\n', mode: '0644', reason: 'x' })];
    expect(clock({ changes }).plan(host({}))?.change.before).toBe('synchronised as configured before');
  });

  test('that is to be corrected slowly is not set', () => {
    const slow = clock({ maxCorrectionMs: null });
    expect(slow.plan(host({ correctionMs: 9000 }))).toBeNull();
    expect(text(slow.plan(host({ synchronised: false })))).toContain(' wait_chrony 91 - ');
  });

  test('is asked of timesyncd in its own way', () => {
    expect(text(clock({ provider: 'timesyncd', servers: [] }).plan(host({ synchronised: false })))).toBe(
      "not synchronised -> synchronised: wait_timesyncd 91 'its own clock'",
    );
  });
});

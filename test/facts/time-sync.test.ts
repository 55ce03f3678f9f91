import { describe, expect, test } from 'vitest';
import { NO_TIME_SYNC, timeSync } from '../../src/facts/time-sync.ts';
import { TIME_CLIENTS } from '../../src/knowledge/time-clients.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeSynchronised, timeSyncOutput } from '../fixtures/time-sync.ts';

const block = (id: string, load: string, active: string, enabled: string) =>
  `Id=${id}\nLoadState=${load}\nActiveState=${active}\nUnitFileState=${enabled}\n`;

/** What systemctl prints where these units are there, and no others. */
const systemctl = (there: Readonly<Record<string, string>>) =>
  TIME_CLIENTS.map((unit) => there[unit] ?? block(unit, 'not-found', 'inactive', '')).join('\n');

const status = (text: string) => timeSync.parse(`--\n${text}`);

describe('who sets the clock', () => {
  test('is said by unit, as systemd has it', () => {
    const output = systemctl({
      'chrony.service': block('chrony.service', 'loaded', 'active', 'enabled'),
      'ntp.service': block('ntp.service', 'masked', 'inactive', 'masked'),
    });
    expect([...timeSync.parse(`${output}--\n`).units]).toEqual([
      ['chrony.service', { load: 'loaded', active: 'active', enabled: 'enabled' }],
      ['ntp.service', { load: 'masked', active: 'inactive', enabled: 'masked' }],
    ]);
  });

  test('an alias is no unit of its own', () => {
    const chrony = block('chrony.service', 'loaded', 'active', 'enabled');
    const { units } = timeSync.parse(
      `${systemctl({ 'chrony.service': chrony, 'chronyd.service': chrony })}--\n`,
    );
    expect([...units.keys()]).toEqual(['chrony.service']);
  });

  test('nobody, without systemd', () => {
    expect(timeSync.parse('--\n')).toEqual(NO_TIME_SYNC);
    expect(timeSync.parse('')).toEqual(NO_TIME_SYNC);
  });
});

describe('how well it is set', () => {
  test.each([
    [
      'chrony 4.3 that follows a server',
      '0A4D000B,10.77.0.11,11,1795298674.731863386,-0.250000000,-0.001500000,0.000001329,0.000,-0.230,1000000.000,0.004000000,1.688000000,64.0,Normal\n',
      {
        synchronised: true,
        source: '10.77.0.11',
        stratum: 11,
        correctionMs: -250,
        lastOffsetMs: -1.5,
        rootDistanceMs: 1690,
      },
    ],
    [
      'chrony that serves its own clock',
      '7F7F0101,,10,1795298664.113471482,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,0.000000000,0.000000000,0.0,Normal\n',
      { synchronised: true, source: 'its own clock', stratum: 10, correctionMs: 0 },
    ],
    [
      'chrony before a leap second',
      'C0000201,192.0.2.1,2,1,0,0,0,0,0,0,0,0,64.0,Insert second\n',
      { synchronised: true, source: '192.0.2.1' },
    ],
    [
      'chrony without an answer',
      '00000000,,0,0.000000000,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,1.000000000,1.000000000,0.0,Not synchronised\n',
      { synchronised: false, source: null, stratum: null, correctionMs: null, rootDistanceMs: null },
    ],
    ['no chronyd', '506 Cannot talk to daemon\n', { synchronised: false, source: null }],
    [
      'timesyncd that follows a server',
      'synchronized\nServerName=ntp.example.org\nServerAddress=192.0.2.1\nNTPMessage={ Leap=0, Version=4, Mode=4, Stratum=2, Precision=-25 }\n',
      { synchronised: true, source: '192.0.2.1', stratum: 2, correctionMs: null },
    ],
    [
      'timesyncd that asks and got no answer',
      'ServerName=ntp.example.org\nServerAddress=192.0.2.1\n',
      { synchronised: false, source: null, stratum: null },
    ],
  ])('%s', (_what, output, expected) => {
    expect(status(output)).toMatchObject(expected);
  });
});

test('the fixture prints what is read back', () => {
  const facts = makeFacts({ timeSync: makeSynchronised({ lastOffsetMs: 0, rootDistanceMs: 0 }) });
  expect(timeSync.parse(timeSyncOutput(facts))).toEqual(facts.timeSync);
});

import { describe, expect, it } from 'vitest';
import { type Files, hosts, marked, problemsOf, spec } from './support.ts';

const cp = (name: string, last: number, rest = '') =>
  `name: ${name}, role: control-plane, address: 192.0.2.${last}${rest}`;
const three = (...rest: readonly string[]) =>
  hosts(...['cp-1', 'cp-2', 'cp-3'].map((name, index) => cp(name, 11 + index, rest[index])));
const sync = (text: string) => `node: { timeSync: { ${text} } }`;

/** Input, with a mark where its one problem is; how severe that is, and what message and hint must say. */
const cases: readonly (readonly [behaviour: string, files: Files, severity: string, ...says: string[]])[] = [
  [
    'refuses a client that asks nobody',
    { cluster: spec(sync('provider: ▸chrony')) },
    'error',
    'needs `servers`',
    'name NTP servers',
  ],
  [
    'refuses an empty list, where the host has its own',
    {
      inventory: three(`, ${sync('servers: []')}`),
      cluster: spec(sync('provider: ▸chrony, servers: [ntp.example.org]')),
    },
    'error',
    'needs `servers`',
  ],
  [
    'refuses to correct slowly what steps',
    { cluster: spec(sync('provider: timesyncd, servers: [ntp.example.org], correction: ▸slew')) },
    'error',
    'timesyncd steps',
    'use provider chrony',
  ],
  [
    'refuses a server that cannot serve',
    { inventory: three(), cluster: spec(sync('provider: timesyncd, servers: [192.0.2.99, ▸cp-1]')) },
    'error',
    'cp-1 has provider timesyncd, and serves no time',
    'needs provider chrony',
  ],
  [
    'refuses a server whose clock nobody keeps',
    {
      inventory: three(`, ${sync('provider: none')}`),
      cluster: spec(sync('provider: chrony, servers: [▸cp-1]')),
    },
    'error',
    'cp-1 has provider none',
  ],
  [
    'refuses a host by its address, which would not let anyone ask',
    { inventory: three(), cluster: spec(sync('provider: chrony, servers: [▸192.0.2.12]')) },
    'error',
    '192.0.2.12 is cp-2 of the inventory',
    'write cp-2',
  ],
  [
    'refuses hosts that each keep a time of their own',
    {
      inventory: three(`, ${sync('servers: ▸[cp-1]')}`, `, ${sync('servers: [cp-2]')}`),
      cluster: spec(sync('provider: chrony, servers: [cp-1]')),
    },
    'error',
    'each of cp-1, cp-2 keeps a time of its own',
    'drift apart',
  ],
  [
    'refuses a host with a time of its own beside one that has it from outside',
    {
      inventory: three('', `, ${sync('servers: [ntp.example.org]')}`),
      cluster: spec(sync('provider: chrony, servers: ▸[cp-1]')),
    },
    'error',
    'cp-1 keeps a time of its own, and cp-2 follows ntp.example.org',
  ],
  [
    'refuses to wait for longer than a phase may take',
    { cluster: spec(sync('provider: chrony, servers: [ntp.example.org], wait: ▸16m')) },
    'error',
    '15m at most',
  ],
  [
    'warns of servers that nothing asks',
    { cluster: spec(sync('servers: ▸[ntp.example.org]')) },
    'warning',
    'no effect without a provider',
  ],
];

describe('time synchronisation', () => {
  for (const [behaviour, files, severity, ...says] of cases) {
    it(behaviour, async () => {
      const { files: input, place } = marked(files);
      const [problem = '', ...more] = await problemsOf(input);
      expect(more).toEqual([]);
      expect(problem).toContain(`${place} ${severity} `);
      for (const text of says) expect(problem).toContain(text);
    });
  }

  it.each<readonly [string, Files]>([
    [
      'servers outside',
      { cluster: spec(sync('provider: timesyncd, servers: [ntp.example.org, "2001:db8::1"]')) },
    ],
    ['one host that keeps the time for all', { cluster: spec(sync('provider: chrony, servers: [cp-1]')) }],
    [
      'hosts that name each other',
      { inventory: three(), cluster: spec(sync('provider: chrony, servers: [cp-1, cp-2]')) },
    ],
    [
      'hosts that serve what they have from outside',
      {
        inventory: three(),
        cluster: spec(sync('provider: chrony, servers: [ntp.example.org, cp-1], wait: 15m')),
      },
    ],
    [
      'workers with timesyncd that ask a host with chrony',
      {
        inventory: hosts(
          cp('cp-1', 11),
          `name: w-1, role: worker, address: 192.0.2.21, ${sync('provider: timesyncd')}`,
        ),
        cluster: spec(sync('provider: chrony, servers: [cp-1]')),
      },
    ],
    ['bounds without a provider', { cluster: spec(sync('maxSkew: 1s, maxWorkerSkew: 2s')) }],
  ])('takes %s', async (_title, files) => {
    expect(await problemsOf(files)).toEqual([]);
  });
});

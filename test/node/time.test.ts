import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServiceFact } from '../../src/facts/services.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { TIME_CLIENTS } from '../../src/knowledge/time-clients.ts';
import type { Cluster, Host, TimeSync } from '../../src/model/cluster.ts';
import { clock, time } from '../../src/node/time.ts';
import { diffHost } from '../../src/resources/host-diff.ts';
import { makeCluster, makeHost, makeNode, makeTimeSync, makeWorker } from '../fixtures/cluster.ts';
import { makeFacts, makeFile } from '../fixtures/facts.ts';
import { makeSynchronised } from '../fixtures/time-sync.ts';
import { commandsOf, simulate } from '../workflow/simulate.ts';

const CHRONY = makeTimeSync({ provider: 'chrony', servers: ['ntp.example.org', '192.0.2.1'] });

/** cp-1 with these settings, and a worker that follows `worker`. */
function clusterOf(own: Partial<TimeSync>, worker: Partial<TimeSync> = {}): { cluster: Cluster; host: Host } {
  const host = makeHost({ node: makeNode({ timeSync: makeTimeSync(own) }) });
  const other = makeWorker({ node: makeNode({ timeSync: makeTimeSync(worker) }) });
  return { cluster: makeCluster({ hosts: [host, other] }), host };
}

function resources(own: Partial<TimeSync>, facts: HostFacts, worker?: Partial<TimeSync>) {
  const { cluster, host } = clusterOf(own, worker);
  const desired = { cluster, host, facts, entries: [] };
  return [...time.resources(desired), ...clock.resources(desired)];
}

const steps = (own: Partial<TimeSync>, facts: HostFacts, worker?: Partial<TimeSync>) =>
  diffHost('prepare', resources(own, facts, worker), facts, null);
const names = (own: Partial<TimeSync>, facts: HostFacts) =>
  steps(own, facts).map(({ change }) => `${change.action} ${change.resource}`);
const run = (own: Partial<TimeSync>, facts: HostFacts) => simulate(facts, steps(own, facts));

/** The file that a host gets its servers from. */
function configuration(own: Partial<TimeSync>, facts: HostFacts, worker?: Partial<TimeSync>) {
  const all = steps(own, facts, worker).flatMap(({ files = [] }) => files);
  return Object.fromEntries(all.map(({ path, content }) => [path, content.split('\n')]));
}

describe('the configuration', () => {
  test('of chrony names the servers, and is wholly ours', () => {
    expect(configuration(CHRONY, makeFacts())).toEqual({
      '/etc/chrony/chrony.conf': [
        '# Written by kubestrap; edits are lost.',
        'server ntp.example.org iburst',
        'server 192.0.2.1 iburst',
        'driftfile /var/lib/chrony/chrony.drift',
        'makestep 1.0 3',
        'maxupdateskew 100.0',
        'rtcsync',
        'leapsectz right/UTC',
        'logchange 0.5',
        '',
      ],
    });
  });

  test('is where the distribution has it', () => {
    expect(Object.keys(configuration(CHRONY, makeFacts({ os: 'rocky 9.4' })))).toEqual(['/etc/chrony.conf']);
    const unknown = makeFacts({
      os: 'nobody 1',
      timeSync: makeSynchronised({
        units: new Map([['chronyd.service', { load: 'loaded', active: 'active', enabled: 'enabled' }]]),
      }),
    });
    expect(Object.keys(configuration(CHRONY, unknown))).toEqual(['/etc/chrony.conf']);
  });

  test('of a host that serves allows those that ask it, and never everyone', () => {
    const lines = configuration({ ...CHRONY, servers: ['cp-1'] }, makeFacts(), {
      ...CHRONY,
      servers: ['cp-1'],
    });
    const own = lines['/etc/chrony/chrony.conf'] ?? [];
    expect(own.filter((line) => /^(server|local|allow)/.test(line))).toEqual([
      'local stratum 10 orphan',
      'allow 10.0.0.21',
      'allow 192.0.2.21',
    ]);
  });

  test('steps no clock where it is to be corrected slowly', () => {
    const lines = configuration({ ...CHRONY, correction: 'slew' }, makeFacts());
    expect(lines['/etc/chrony/chrony.conf']?.join('\n')).not.toContain('makestep');
  });

  test('of timesyncd has no servers that nobody named', () => {
    expect(configuration({ ...CHRONY, provider: 'timesyncd' }, makeFacts())).toEqual({
      '/etc/systemd/timesyncd.conf.d/kubestrap.conf': [
        '# Written by kubestrap; edits are lost.',
        '[Time]',
        'NTP=',
        'NTP=ntp.example.org 192.0.2.1',
        'FallbackNTP=',
        '',
      ],
    });
  });
});

test('a bare host gets the file, then the package, then the others off and ours on, and its clock waited for last', () => {
  const timesyncd = { load: 'loaded', active: 'active', enabled: 'enabled' };
  const facts = makeFacts({
    timeSync: { ...makeFacts().timeSync, units: new Map([['systemd-timesyncd.service', timesyncd]]) },
  });
  expect(names(CHRONY, facts)).toEqual([
    'create record',
    'create file /etc/chrony/chrony.conf',
    'create package chrony',
    'update time-client systemd-timesyncd.service',
    'update time-client chrony.service',
    'run time-sync clock',
  ]);
});

test('chrony that reads a new configuration is restarted before its clock is waited for', () => {
  const facts = run(CHRONY, makeFacts());
  const commands = commandsOf(steps({ ...CHRONY, servers: ['192.0.2.9'] }, facts)).map(([name, first]) =>
    name === 'put_file' ? name : `${name} ${first}`,
  );
  expect(commands.slice(1)).toEqual([
    'restart_due chrony.service',
    'put_file',
    'restart_unit chrony.service',
    'wait_chrony 120',
  ]);
});

describe('whatever a host has', () => {
  const service: fc.Arbitrary<ServiceFact> = fc.constantFrom(
    { load: 'loaded', active: 'active', enabled: 'enabled' },
    { load: 'loaded', active: 'inactive', enabled: 'disabled' },
    { load: 'loaded', active: 'inactive', enabled: 'enabled' },
    { load: 'masked', active: 'inactive', enabled: 'masked' },
  );
  const units = fc
    .array(fc.tuple(fc.constantFrom(...TIME_CLIENTS), service))
    .map((list) => new Map<string, ServiceFact>(list));
  const hosts: fc.Arbitrary<HostFacts> = fc
    .record({
      os: fc.constantFrom('debian 12', 'rocky 9.4', 'nobody 1'),
      units,
      synchronised: fc.boolean(),
      conf: fc.option(fc.constantFrom('pool x\n', ''), { nil: undefined }),
    })
    .map(({ os, units: of, synchronised, conf }) =>
      makeFacts({
        os,
        timeSync: makeSynchronised({ units: of, synchronised }),
        files: new Map(
          ['/etc/chrony/chrony.conf', '/etc/chrony.conf'].flatMap((path) =>
            conf === undefined ? [] : [[path, makeFile(conf)] as const],
          ),
        ),
      }),
    );
  const settings: fc.Arbitrary<Partial<TimeSync>> = fc.record({
    provider: fc.constantFrom('chrony', 'timesyncd', 'none'),
    servers: fc.constantFrom(['ntp.example.org'], ['cp-1'], ['192.0.2.1', 'worker-1']),
    correction: fc.constantFrom('step', 'slew'),
  });

  test('one run is enough, also from one spec to the next', () => {
    fc.assert(
      fc.property(settings, settings, hosts, (first, second, start) => {
        const once = run(first, start);
        expect(names(first, once)).toEqual([]);
        expect(names(second, run(second, once))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('a run that died at any command is made up for', () => {
    fc.assert(
      fc.property(settings, hosts, fc.nat({ max: 12 }), (own, start, died) => {
        const half = simulate(start, steps(own, start), died);
        expect(names(own, run(own, half))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('files and clients are as they were once the provider is none again', () => {
    fc.assert(
      fc.property(settings, hosts, (own, start) => {
        const end = run({}, run(own, start));
        const stand = (facts: HostFacts, unit: string) => facts.timeSync.units.get(unit);
        for (const unit of start.timeSync.units.keys()) expect(stand(end, unit)).toEqual(stand(start, unit));
        for (const [path, is] of start.files) expect(end.files.get(path)?.content).toBe(is.content);
        expect(end.record?.resources ?? {}).toEqual({});
      }),
      { numRuns: 40 },
    );
  });

  test('two clients never run at once', () => {
    fc.assert(
      fc.property(settings, hosts, (own, start) => {
        if (own.provider === 'none') return;
        const active = [...run(own, start).timeSync.units].filter(([, { active: is }]) => is === 'active');
        expect(active).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});

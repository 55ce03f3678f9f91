import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import type { Way } from './cut-off.ts';
import { onLab } from './on-lab.ts';
import { cutOffAt, prepareScenarios, type Scenario } from './prepare-scenarios.ts';

/** A sample of what test/soak/prepare.ts does at every call: each way, and what is dear to lose. */
const SAMPLE: readonly (readonly [scenario: 0 | 1, call: RegExp, way: Way])[] = [
  [0, /^mv .*record\.json/, 'the power is cut'],
  [0, /^chown .*99-kubestrap\.conf/, 'the script is killed'],
  [0, /^mv .*fstab/, 'the tool is killed'],
  [1, /^sync .*fstab/, 'the connection is lost'],
  [1, /^rm .*99-kubestrap\.conf/, 'the power is cut'],
  [1, /^mv .*\/etc\/hosts/, 'the script is killed'],
];

const HOSTS = ['cp-1', 'cp-2', 'cp-3'];

onLab('a preparation that is cut off', () => {
  let lab: Lab;
  const scenarios = new Map<string, readonly [Scenario, Scenario]>();

  beforeAll(async () => {
    lab = await up({ name: 'e2e-cut-off', hosts: HOSTS, kube: false });
    await Promise.all(HOSTS.map(async (host) => void scenarios.set(host, await prepareScenarios(lab, host))));
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('makes enough calls for the points to be as fine as they should be', () => {
    for (const [first, changed] of scenarios.values()) {
      expect(first.calls.length).toBeGreaterThan(40);
      expect(changed.calls.length).toBeGreaterThan(30);
    }
  });

  test.concurrent.each(HOSTS)(
    'leaves whole files and a true record, and the next apply goes on from there: %s',
    async (host) => {
      for (const [which, call, way] of SAMPLE.filter((_, index) => HOSTS[index % HOSTS.length] === host)) {
        const scenario = scenarios.get(host)?.[which];
        if (scenario === undefined) throw new Error(`${host} was not set up`);
        const point = 1 + scenario.calls.findIndex((text) => call.test(text));
        expect(point, `${scenario.name} calls ${call}`).toBeGreaterThan(0);
        expect(await cutOffAt(scenario, point, way), `${scenario.name}, ${way} at ${call}`).toEqual([]);
      }
    },
  );
});

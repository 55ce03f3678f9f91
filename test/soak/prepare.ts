import { parseArgs } from 'node:util';
import { WAYS, type Way } from '../e2e/cut-off.ts';
import { cutOffAt, prepareScenarios, type Scenario } from '../e2e/prepare-scenarios.ts';
import { up } from '../lab/lab.ts';

// Cuts applies of the phase prepare off at every call that their steps make, in every way, and applies again each
// time: some 360 times, half an hour on 2 cores. Exit code 1 when anything was found.
//   npx tsx test/lab/cli.ts session -- npx tsx test/soak/prepare.ts [--lanes N] [--every N] [--from N]
// --lanes: hosts at once. --every: takes each N-th call alone. --from: goes on with cut number N of an earlier run.

interface Cut {
  readonly number: number;
  /** Which of a host's scenarios. */
  readonly scenario: 0 | 1;
  readonly point: number;
  readonly way: Way;
}

const { values } = parseArgs({
  options: {
    lanes: { type: 'string', default: '3' },
    every: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
  },
});
const laneCount = positive('--lanes', values.lanes);
const every = positive('--every', values.every);
const from = positive('--from', values.from);

const started = Date.now();
const names = Array.from({ length: laneCount }, (_, index) => `cp-${index + 1}`);
const lab = await up({ name: 'soak-prepare', hosts: names, kube: false });
const lanes = await Promise.all(names.map((name) => prepareScenarios(lab, name)));
const all = lanes[0] === undefined ? [] : everyCut(lanes[0]);
const left = all.filter(({ number }) => number >= from);
const count = left.length;
const findings: string[] = count > 0 ? [] : ['there was nothing to cut off'];
await Promise.all(lanes.map(work));
await lab.down();

for (const finding of findings) console.log(`FOUND ${finding}`);
console.log(`${count} cuts, ${findings.length} findings, ${seconds()} s`);
process.exitCode = findings.length > 0 ? 1 : 0;

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} takes a whole number from 1 on`);
  return value;
}

function everyCut(scenarios: readonly [Scenario, Scenario]): Cut[] {
  const ways = Object.keys(WAYS).filter((way): way is Way => way in WAYS);
  const cuts = ([0, 1] as const).flatMap((scenario) =>
    scenarios[scenario].calls.flatMap((_, index) =>
      index % every === 0 ? ways.map((way) => ({ scenario, point: index + 1, way })) : [],
    ),
  );
  return cuts.map((cut, index) => ({ ...cut, number: index + 1 }));
}

/** One host takes the next cut as soon as it is through with its last. */
async function work(scenarios: readonly [Scenario, Scenario]): Promise<void> {
  for (let cut = left.shift(); cut !== undefined; cut = left.shift()) {
    const { number, point, way } = cut;
    const scenario = scenarios[cut.scenario];
    const found = await cutOffAt(scenario, point, way).catch((error: unknown) => [String(error)]);
    const where = `${scenario.host}, ${scenario.name}, ${way} before call ${point} (${scenario.calls[point - 1]})`;
    findings.push(...found.map((text) => `${where}: ${text}`));
    const verdict = found.length > 0 ? `${found.length} FOUND` : 'ok';
    console.log(`${number}/${all.length} ${seconds()} s  ${where}: ${verdict}`);
  }
}

function seconds(): string {
  return ((Date.now() - started) / 1000).toFixed(0);
}

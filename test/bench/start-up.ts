/** How long `kubestrap --version` takes against a bare `node -e 0`, both in this run. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const kubestrap = join(import.meta.dirname, '../../bin/kubestrap');
const RUNS = 31;

function milliseconds(args: string[]): number {
  const start = performance.now();
  execFileSync(process.execPath, args);
  return performance.now() - start;
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const bare: number[] = [];
const tool: number[] = [];
for (let i = 0; i < RUNS; i++) {
  bare.push(milliseconds(['-e', '0']));
  tool.push(milliseconds([kubestrap, '--version']));
}
const ratio = median(tool) / median(bare);
process.stdout.write(
  `kubestrap --version ${median(tool).toFixed(0)} ms, node -e 0 ${median(bare).toFixed(0)} ms: ${ratio.toFixed(2)} times (at most 1.6)\n`,
);

import { describe } from 'vitest';
import { missing } from '../lab/lab.ts';

const lacks = await missing();

if (lacks.length > 0) {
  const list = lacks.map((line) => `  - ${line}\n`).join('');
  if (process.env.CI === 'true') throw new Error(`the lab cannot run here:\n${list}`);
  process.stderr.write(`SKIPPED: no end-to-end test runs here, since the lab cannot:\n${list}`);
}

/** `describe` for tests with real hosts: skipped, loudly, where the lab cannot run, and an error in CI. */
export const onLab = lacks.length === 0 ? describe : describe.skip;

/**
 * Proves rows of "Where to add what" in docs/contributing.md: in a scratch copy of the working tree, adds a sysctl default, a
 * fact and a phase as the table says, and runs the checks and the unit tests that know of them. Leaves the working tree alone.
 */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const SYSCTL = "  { key: 'vm.max_map_count', value: '262144', reason: 'proof of a row' },";

const FACT = `import { sh } from '../shell/sh.ts';
import type { Fact } from './fact.ts';

/** Seconds since the host was started; null: it did not say. */
export const uptime: Fact<number | null> = {
  name: 'uptime',
  snippet: () => sh\`cat /proc/uptime\`,
  parse: (output) => (/^\\d/.test(output) ? Number.parseFloat(output) : null),
  bare: null,
};
`;

const PHASE = `import { present, reached } from '../cluster/state.ts';
import type { Phase } from './phase.ts';

/** Says which hosts were started a moment ago. */
export const startNotes: Phase = {
  name: 'start-notes',
  title: 'Name hosts that were started a moment ago',
  timeoutMinutes: 1,
  plan: (state) => ({
    rounds: [],
    blocked: reached(state, present(state))
      .filter(({ facts: { uptime } }) => uptime !== null && uptime < 60)
      .map(({ host }) => ({ host: host.name, reason: 'it was started a moment ago' })),
  }),
};
`;

const TEST = `import { expect, test } from 'vitest';
import { bareFacts, FACT_NAMES, parseFacts } from '../src/facts/gather.ts';
import { requiredSysctls } from '../src/knowledge/sysctls.ts';
import { APPLY_PHASES } from '../src/phases/index.ts';
import { makeCluster, makeHost } from './fixtures/cluster.ts';
import { makeFacts } from './fixtures/facts.ts';
import { makeState } from './fixtures/state.ts';

test('knows the sysctl', () => {
  expect(requiredSysctls(makeCluster(), makeHost()).map(({ key }) => key)).toContain('vm.max_map_count');
});

test('knows the fact', () => {
  const said = [['system', '0\\nn\\n'], ['record', 'absent\\n'], ['uptime', '12.5 1.0\\n']] as const;
  const sections = new Map([...FACT_NAMES.map((name) => [name, ''] as const), ...said]);
  expect(parseFacts({ sections, sentAt: 0, firstByteAt: 0 }).uptime).toBe(12.5);
  expect(bareFacts().uptime).toBeNull();
});

test('plans the phase', () => {
  const phase = APPLY_PHASES.find(({ name }) => name === 'start-notes');
  const host = makeHost();
  const state = makeState(makeCluster({ hosts: [host] }), { [host.name]: makeFacts({ uptime: 5 }) });
  expect(phase?.plan(state).blocked).toMatchObject([{ host: host.name }]);
});
`;

/** Whole files, and lines by the line that they follow. */
const FILES: Readonly<Record<string, string>> = {
  'src/facts/uptime.ts': FACT,
  'src/phases/start-notes.ts': PHASE,
  'test/prove-rows.test.ts': TEST,
};
const LINES: readonly (readonly [file: string, after: string, line: string])[] = [
  ['src/knowledge/sysctls.ts', 'const SYSCTLS: readonly Row[] = [', SYSCTL],
  ['src/facts/index.ts', 'export const FACTS = {', '  uptime,'],
  [
    'src/facts/index.ts',
    "import { timeSync } from './time-sync.ts';",
    "import { uptime } from './uptime.ts';",
  ],
  ['src/phases/index.ts', 'export const APPLY_PHASES: readonly Phase[] = [', '  startNotes,'],
  [
    'src/phases/index.ts',
    "import { settle } from './settle.ts';",
    "import { startNotes } from './start-notes.ts';",
  ],
  [
    'scripts/generate/phase-lists.ts',
    'const WORDS: Readonly<Record<string, Words>> = {',
    "  'start-notes': { on: 'nothing is run', does: 'names hosts that were started a moment ago' },",
  ],
];

/** What runs in the copy, in this order. Tables and golden files that pin what is default are not among the tests. */
const CHECKS = [
  ['biome', 'check', '--write', ...Object.keys(FILES)],
  ['tsx', 'scripts/generate.ts'],
  ['biome', 'check', 'src/facts', 'src/knowledge/sysctls.ts', 'src/phases', 'scripts/generate'],
  ['tsc', '--noEmit'],
  ['depcruise', 'src'],
  ['knip'],
  [
    'vitest',
    'run',
    '--project',
    'unit',
    'test/prove-rows',
    'test/facts/parsers',
    'test/node/sysctls',
    'test/actions/apply',
  ],
];

function copyTo(scratch: string): void {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0');
  for (const name of names.filter((one) => one !== '')) cpSync(join(root, name), join(scratch, name));
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
  // biome asks git what is to be left out
  execFileSync('git', ['init', '--quiet'], { cwd: scratch });
}

function edit(scratch: string): void {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(scratch, name), text);
  for (const [name, after, line] of LINES) {
    const file = join(scratch, name);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(`${after}\n`)) throw new Error(`${name} has no line "${after}": the row has moved`);
    writeFileSync(
      file,
      text.replace(`${after}\n`, () => `${after}\n${line}\n`),
    );
  }
}

function run(scratch: string, [program = '', ...args]: readonly string[]): void {
  const began = performance.now();
  const bin = join(scratch, 'node_modules', '.bin');
  try {
    execFileSync(join(bin, program), args, { cwd: scratch, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')} fails after the additions:\n${stdout}${stderr}`);
  }
  console.log(
    `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${program} ${args[0] ?? ''}`,
  );
}

const scratch = mkdtempSync(join(tmpdir(), 'kubestrap-rows-'));
try {
  copyTo(scratch);
  edit(scratch);
  for (const check of CHECKS) run(scratch, check);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

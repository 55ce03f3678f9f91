import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { inputsFor } from './inputs.ts';
import { program, shell } from './processes.ts';

// nothing listens on port 1
const { directory, options } = inputsFor([
  { name: 'cp-1', port: 1 },
  { name: 'w-1', port: 1 },
]);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a reader of stdout that leaves', () => {
  test.each([
    ['| true', ['validate'], 0],
    ['| head -1', ['render'], 0],
    ['| true', ['plan'], 1],
    ['| true', ['plan', '-o', 'json'], 1],
    ['| true', ['-y', 'apply'], 1],
  ])('leaves the exit code as it is: %s %j', async (pipe, words, code) => {
    const line = `"$@" ${pipe} >/dev/null; exit \${PIPESTATUS[0]}`;
    const { code: is, stderr } = await shell(line, [...options, ...words]);
    expect(is).toBe(code);
    expect(stderr).not.toMatch(/EPIPE|internal error/);
  });
});

describe('a stdout that takes nothing', () => {
  test.each([
    ['validate', ['validate', '-o', 'json'], 1, 'would be 0'],
    ['plan', ['plan', '-o', 'json'], 1, 'would be 1'],
    ['a usage error', ['plan', '--limit', 'nobody', '-o', 'json'], 2, 'would be 2'],
  ])('is an error on stderr, and success no more: %s', async (_what, words, code, said) => {
    const { code: is, stderr } = await shell('"$@" >/dev/full', [...options, ...words]);
    expect(is).toBe(code);
    expect(stderr).toContain('error: cannot write to stdout: ENOSPC');
    expect(stderr).toContain(said);
  });
});

describe('a stderr that takes nothing', () => {
  test.each(['2>&-', '2>/dev/full', '2> >(true)'])('changes neither result nor exit code: %s', async (to) => {
    const [with_, without] = await Promise.all([
      program([...options, 'plan', '-o', 'json']),
      shell(`"$@" ${to}`, [...options, 'plan', '-o', 'json']),
    ]);
    expect(without.code).toBe(with_.code);
    expect(JSON.parse(without.stdout)).toMatchObject({ version: 1, hosts: [{ reachable: false }, {}] });
  });
});

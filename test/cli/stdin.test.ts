import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const tsx = import.meta.resolve('tsx');
const example = join(root, 'inventories/single-node');
const text = (name: string) => readFileSync(join(example, name), 'utf8');

/** The command line in a process of its own: this one's stdin is nobody's. */
function kubestrap(input: string, ...args: readonly string[]) {
  const main = `import(${JSON.stringify(join(root, 'src/cli/main.ts'))}).then(async ({ main }) => {
    process.exitCode = await main(process.argv.slice(1));
  })`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', tsx, '-e', main, '--', ...args],
    {
      input,
      cwd: example,
      encoding: 'utf8',
    },
  );
  return { status, said: stdout + stderr };
}

describe('`-` as a file', () => {
  test('is read from stdin, with paths relative to the working directory, and its errors with their place', () => {
    const spec = `${text('cluster.yaml')}  patches: ./no-such-directory\n`;
    const { status, said } = kubestrap(spec, '-f', '-', 'validate');
    expect([status, said]).toEqual([2, expect.stringContaining('no such directory')]);
    expect(said).toMatch(/stdin:\d+:\d+/);
    // nothing else is wrong with what was read
    expect(said.match(/stdin:\d+:\d+/g)).toHaveLength(1);
  });

  test('cannot be both files', () => {
    const { status, said } = kubestrap('', '-i', '-', '-f', '-', 'validate');
    expect([status, said]).toEqual([2, expect.stringContaining('stdin')]);
    expect(said).toContain('name a file for -i or -f');
  });
});

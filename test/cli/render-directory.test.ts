import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from './capture.ts';

let directory: string;
let out: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-render-'));
  out = join(directory, 'out');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const inventory = new URL('../../inventories/single-node/', import.meta.url).pathname;
const inputs = ['-i', `${inventory}inventory.yaml`, '-f', `${inventory}cluster.yaml`];
const render = (target: string, ...options: string[]) => run(...inputs, ...options, 'render', '-d', target);

describe('render -d', () => {
  test('writes over what it wrote before', async () => {
    expect((await render(out)).code).toBe(0);
    writeFileSync(join(out, 'commands', 'node-1.sh'), `${'edited\n'.repeat(10_000)}`);
    expect((await render(out)).code).toBe(0);
    expect(readFileSync(join(out, 'commands', 'node-1.sh'), 'utf8')).not.toContain('edited');
  });

  test('writes to a directory that is a symbolic link itself', async () => {
    mkdirSync(join(directory, 'real'));
    symlinkSync('real', out);
    expect((await render(out)).code).toBe(0);
    expect(existsSync(join(directory, 'real', 'commands', 'node-1.sh'))).toBe(true);
  });

  test.each([
    [
      'a file that is a symbolic link',
      () => {
        mkdirSync(join(out, 'commands'), { recursive: true });
        symlinkSync('../../victim', join(out, 'commands', 'node-1.sh'));
      },
      'commands/node-1.sh is a symbolic link',
    ],
    [
      'a file that is a symbolic link to nothing',
      () => {
        mkdirSync(join(out, 'commands'), { recursive: true });
        symlinkSync('../../new', join(out, 'commands', 'node-1.sh'));
      },
      'commands/node-1.sh is a symbolic link',
    ],
    [
      'a directory that is a symbolic link',
      () => {
        mkdirSync(out);
        symlinkSync('..', join(out, 'node-1'));
      },
      'node-1 is a symbolic link',
    ],
    [
      'a file with a second name',
      () => {
        mkdirSync(join(out, 'commands'), { recursive: true });
        linkSync(join(directory, 'victim'), join(out, 'commands', 'node-1.sh'));
      },
      'second name',
    ],
    [
      'a FIFO',
      () => {
        mkdirSync(join(out, 'commands'), { recursive: true });
        spawnSync('mkfifo', [join(out, 'commands', 'node-1.sh')]);
      },
      'commands/node-1.sh is no file',
    ],
    [
      'a file where a directory belongs',
      () => {
        mkdirSync(out);
        writeFileSync(join(out, 'node-1'), '');
      },
      'node-1 is no directory',
    ],
  ])('refuses %s, with nothing written', async (_what, make, message) => {
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'precious\n');
    make();
    const { code, stderr } = await render(out);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(stderr).not.toContain('bug');
    expect(readFileSync(victim, 'utf8')).toBe('precious\n');
    expect(existsSync(join(directory, 'new'))).toBe(false);
    expect(existsSync(join(directory, 'etc'))).toBe(false);
  });
});

/** In a process of its own: a loop in there would stop this one, too. */
function outside(...argv: string[]) {
  const tsx = new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url).pathname;
  const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;
  const call = `import(${JSON.stringify(main)}).then(async ({ main }) => process.exit(await main(${JSON.stringify(argv)})))`;
  return spawnSync(process.execPath, [tsx, '-e', call], { timeout: 30_000, killSignal: 'SIGKILL' });
}

describe.skipIf(!existsSync('/proc/self'))('a file system that takes no directories', () => {
  test.each([
    ['render -d', [...inputs, 'render', '-d', '/proc/kubestrap/out']],
    ['init', ['init', '/proc/kubestrap/out']],
    ['--log-dir', [...inputs, '--log-dir', '/proc/kubestrap/logs', 'plan']],
  ])('%s names, and ends', (_what, argv) => {
    const { status, signal, stderr } = outside(...argv);
    expect({ status, signal, stderr: String(stderr) }).toMatchObject({
      status: 2,
      signal: null,
      stderr: expect.stringContaining('/proc takes no new directories'),
    });
  });
});

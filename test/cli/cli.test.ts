import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { Interrupted } from '../../src/cli/interrupt.ts';
import { selectPhases } from '../../src/cli/run.ts';
import { RenderError } from '../../src/knowledge/render-error.ts';
import { APPLY_PHASES } from '../../src/phases/index.ts';
import { InputError } from '../../src/spec/input-error.ts';
import { RefusedError, RunFailedError, StepError, UsageError } from '../../src/workflow/errors.ts';
import { failureOf } from '../../src/workflow/failure-of.ts';
import { run } from './capture.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-cli-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const inventories = new URL('../../inventories/', import.meta.url).pathname;
const inputs = (name: string) => [
  '-i',
  `${inventories}${name}/inventory.yaml`,
  '-f',
  `${inventories}${name}/cluster.yaml`,
];

/** Input files that nobody can use. */
function broken(): string[] {
  const [inventory, spec] = [join(directory, 'inventory.yaml'), join(directory, 'cluster.yaml')];
  writeFileSync(
    inventory,
    'apiVersion: kubestrap.dev/v1alpha1\nkind: Inventory\nhosts:\n  - { name: cp-1, rolle: worker, address: 127.0.0.1 }\n',
  );
  writeFileSync(
    spec,
    'apiVersion: kubestrap.dev/v1alpha1\nkind: Cluster\nmetadata: { name: x }\nspec: { kubernetesVersion: 1.36 }\n',
  );
  return ['-i', inventory, '-f', spec];
}

const step = new StepError({
  host: 'h',
  phase: 'p',
  step: 's',
  what: 'w',
  exitCode: 42,
  stderr: '',
  remedy: '',
});

describe('the exit code of', () => {
  test.each([
    ['a usage error', new UsageError('x'), 2],
    ['invalid input', new InputError([], []), 2],
    ['a spec that cannot be rendered', new RenderError('spec.x', 'x'), 2],
    ['problems of any kind', { problems: [] }, 2],
    ['a failed step', step, 1],
    ['a failed run', new RunFailedError('x', [failureOf('w-1', step)]), 1],
    ['a refusal', new RefusedError('x'), 4],
    ['Ctrl-C', new Interrupted('SIGINT'), 130],
    ['SIGTERM', new Interrupted('SIGTERM'), 143],
    ['a bug', new TypeError('x'), 1],
    ['a string', 'x', 1],
    ['null', null, 1],
    ['undefined', undefined, 1],
  ])('%s', (_what, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe('kubestrap', () => {
  const commands = ['init', 'validate', 'render', 'plan', 'apply', 'kubeconfig', 'schema'];

  test('--version prints the version of the package, and nothing else', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await run('--version')).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('--help names every command and every global option', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    for (const name of [
      '--inventory',
      '--spec',
      '--limit',
      '--concurrency',
      '--output',
      '--log-dir',
      '--yes',
      '--verbose',
      '--no-color',
    ])
      expect(stdout).toContain(name);
  });

  test.each([[['apply', '--help']], [['help', 'apply']]])('%j names every phase, in order', async (words) => {
    const { stdout } = await run(...words);
    const places = APPLY_PHASES.map(({ name, title }) =>
      stdout.search(new RegExp(`^  ${name} +${title}$`, 'm')),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test.each(commands)('%s --help exits with 0', async (name) => {
    const { code, stdout } = await run(name, '--help');
    expect([code, stdout.includes(`Usage: kubestrap ${name}`)]).toEqual([0, true]);
  });

  const mistakes: readonly (readonly [string, readonly string[]])[] = [
    ['no command', []],
    ['an unknown command', ['destroy']],
    ['an unknown option', ['plan', '--force']],
    ['a word too many', ['plan', 'now']],
    ['no whole number', ['plan', '--concurrency', 'many']],
    ['nothing at a time', ['plan', '--concurrency', '0']],
    ['a number below zero', ['plan', '--concurrency', '-3']],
    ['an unknown format', ['plan', '-o', 'yaml']],
    ['an empty name', ['plan', '--limit', 'cp-1,,cp-2']],
    ['no value', ['plan', '--inventory']],
    ['no kind', ['schema']],
  ];
  test.each(mistakes)('%s is a usage error', async (_what, argv) => {
    const { code, stdout, stderr, sockets } = await run(...argv);
    expect([code, stdout, sockets]).toEqual([2, '', 0]);
    expect(stderr).not.toBe('');
  });

  test.each(mistakes.filter(([what]) => !['an unknown format', 'no value'].includes(what)))(
    '%s is one JSON document where JSON was asked for',
    async (_what, argv) => {
      for (const flag of [['-o', 'json'], ['--output=json'], ['-ojson']]) {
        const { code, stdout } = await run(...flag, ...argv);
        expect(code).toBe(2);
        expect(JSON.parse(stdout)).toEqual({
          version: 1,
          error: { code: 'usage', message: expect.stringMatching(/\S/), problems: [] },
        });
      }
    },
  );

  test.each([
    ['an unknown phase', ['apply', '--only', 'prepare,nothing'], 'no such phase: nothing'],
    ['an unknown phase to skip', ['apply', '--skip-phases', 'nothing'], 'no such phase: nothing'],
    ['a host that is not in the inventory', ['plan', '--limit', 'cp-9'], 'cp-9'],
    ['an unknown schema', ['schema', 'nothing'], 'no schema "nothing"'],
    [
      'a plan that is not there',
      ['apply', '--plan', '/nonexistent/plan.json'],
      '--plan /nonexistent/plan.json',
    ],
  ])('%s is invalid, in both formats', async (_what, argv, message) => {
    const text = await run(...inputs('ha-stacked'), ...argv);
    expect(text).toMatchObject({ code: 2, stdout: '', sockets: 0 });
    expect(text.stderr.replaceAll(/\s+/g, ' ')).toContain(message);
    const json = await run(...inputs('ha-stacked'), '-o', 'json', ...argv);
    expect(json).toMatchObject({ code: 2, sockets: 0 });
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: 1,
      error: { code: 'usage', message: expect.stringContaining(message) },
    });
  });

  test('a saved plan of another version is invalid', async () => {
    const path = join(directory, 'plan.json');
    writeFileSync(path, '{"version":2}');
    expect(await run('apply', '--plan', path, ...inputs('ha-stacked'))).toMatchObject({
      code: 2,
      sockets: 0,
    });
  });
});

describe('a broken spec', () => {
  test.each([['validate'], ['render'], ['plan'], ['apply', '-y'], ['apply', '--dry-run'], ['kubeconfig']])(
    'stops %s %s with exit code 2, all problems, and no socket',
    async (...argv) => {
      const files = broken();
      const text = await run(...argv, ...files);
      expect(text).toMatchObject({ code: 2, stdout: '', sockets: 0 });
      expect(text.stderr).toContain('inventory.yaml:4');
      expect(text.stderr).toContain('cluster.yaml:4');

      const json = await run(...argv, ...files, '-o', 'json');
      expect(json).toMatchObject({ code: 2, sockets: 0 });
      const { error } = JSON.parse(json.stdout);
      expect(error.problems.length).toBeGreaterThan(1);
      expect(error.problems[0]).toMatchObject({ line: 4, severity: 'error', message: expect.any(String) });
    },
  );

  test('that is not there is said to be missing', async () => {
    const { code, stderr } = await run(
      'plan',
      '-i',
      join(directory, 'a.yaml'),
      '-f',
      join(directory, 'b.yaml'),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('a.yaml');
    expect(stderr).toContain('b.yaml');
  });
});

describe('offline commands', () => {
  test('init writes files that validate, and never over what is there', async () => {
    const target = join(directory, 'new');
    expect(await run('init', target)).toMatchObject({ code: 0 });
    const files = ['-i', join(target, 'inventory.yaml'), '-f', join(target, 'cluster.yaml')];
    const valid = await run('validate', '-o', 'json', ...files);
    expect(valid).toMatchObject({ code: 0, sockets: 0 });
    expect(JSON.parse(valid.stdout)).toMatchObject({ version: 1, valid: true });
    writeFileSync(join(target, 'inventory.yaml'), 'mine');
    expect(await run('init', target)).toMatchObject({ code: 2 });
    expect(readFileSync(join(target, 'inventory.yaml'), 'utf8')).toBe('mine');
  });

  test('validate says what it read', async () => {
    const { code, stdout } = await run('validate', ...inputs('ha-stacked'));
    expect([code, stdout]).toEqual([0, 'Valid: cluster prod, Kubernetes v1.36.2, 5 hosts.\n']);
  });

  test('render writes files by host and path, and says the same on stdout', async () => {
    const { code, stdout, sockets } = await run('render', '-d', directory, ...inputs('single-node'));
    expect([code, sockets]).toEqual([0, 0]);
    expect(stdout).toContain(directory);
    expect(existsSync(join(directory, 'node-1/etc/sysctl.d/99-kubestrap.conf'))).toBe(true);
    expect(readdirSync(join(directory, 'commands'))).toEqual(['node-1.sh']);
    const json = await run('render', '-o', 'json', ...inputs('single-node'));
    const { files } = JSON.parse(json.stdout);
    for (const { path, content } of files) expect(readFileSync(join(directory, path), 'utf8')).toBe(content);
  });

  test('render keeps to the hosts of --limit', async () => {
    const { stdout } = await run('render', '-o', 'json', '--limit', 'worker-1', ...inputs('ha-stacked'));
    const paths: string[] = JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
    expect(paths.every((path) => path.startsWith('worker-1/') || path === 'commands/worker-1.sh')).toBe(true);
  });

  test.each(['cluster', 'inventory'])('schema prints the schema of %s', async (kind) => {
    const { code, stdout } = await run('schema', kind);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('$schema');
  });
});

describe('phases to run', () => {
  const names = (...args: Parameters<typeof selectPhases>) => selectPhases(...args).map(({ name }) => name);

  test('are all, unless told otherwise', () => {
    expect(names(undefined, undefined)).toEqual(APPLY_PHASES.map(({ name }) => name));
  });

  test('keep their order, whatever order they are named in', () => {
    expect(names(['init', 'prepare'], undefined)).toEqual(['prepare', 'init']);
    expect(names(['init', 'prepare'], ['init'])).toEqual(['prepare']);
    expect(names(undefined, ['prepare'])).toEqual(
      APPLY_PHASES.map(({ name }) => name).filter((name) => name !== 'prepare'),
    );
  });
});

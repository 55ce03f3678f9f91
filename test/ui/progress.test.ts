import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProgressView } from '../../src/ui/progress.ts';
import { openRunLog } from '../../src/ui/run-log.ts';
import type { ProgressEvent } from '../../src/workflow/events.ts';

const prepare = 'prepare';

/** Two hosts, one of which fails, then a phase that never ends. */
const run: readonly ProgressEvent[] = [
  { type: 'phase-start', phase: prepare, title: 'Prepare hosts', hosts: ['cp-1', 'w-10'] },
  { type: 'host-start', phase: prepare, host: 'cp-1', steps: 2 },
  { type: 'step-start', phase: prepare, host: 'cp-1', step: 'sysctl net.ipv4.ip_forward' },
  { type: 'output', phase: prepare, host: 'cp-1', step: 'x', line: '\u001b[31mhello\u0007' },
  { type: 'step-end', phase: prepare, host: 'cp-1', step: 'sysctl net.ipv4.ip_forward', outcome: 'done' },
  { type: 'note', level: 'warning', host: 'cp-1', message: 'its clock is 320 ms off' },
  { type: 'step-start', phase: prepare, host: 'w-10', step: 'kernel-module ip_vs' },
  { type: 'step-end', phase: prepare, host: 'w-10', step: 'kernel-module ip_vs', outcome: 'fail' },
  { type: 'host-end', phase: prepare, host: 'w-10', outcome: 'failed', reason: 'modprobe: not found' },
  { type: 'host-end', phase: prepare, host: 'cp-1', outcome: 'done' },
  { type: 'phase-end', phase: prepare, outcome: 'done' },
  { type: 'phase-start', phase: 'install', title: 'Install packages', hosts: [] },
  { type: 'phase-end', phase: 'install', outcome: 'skipped', reason: 'install.source is none' },
  { type: 'phase-start', phase: 'init', title: 'Initialise the control plane', hosts: ['cp-1'] },
  { type: 'step-start', phase: 'init', host: 'cp-1', step: 'kubeadm init' },
];

/** A terminal that remembers; `screen` is what is left once escapes that erase lines are carried out. */
class FakeTerminal extends Writable {
  readonly isTTY = true;
  columns = 70;
  rows = 40;
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  get screen(): string {
    const lines = [''];
    for (const [token] of this.text.matchAll(/\u001b\[[?\d;]*[A-Za-z]|\n|[^\u001b\n]+/g)) {
      if (token === '\n') lines.push('');
      else if (token === '\u001b[1A') lines.pop();
      else if (token === '\u001b[2K') lines.splice(-1, 1, '');
      else if (!token.startsWith('\u001b')) lines.push((lines.pop() ?? '') + token);
    }
    return lines.join('\n').trimEnd();
  }
}

async function draw(
  events: readonly ProgressEvent[],
  over: { kind?: 'tty' | 'plain' | 'silent'; verbose?: boolean } = {},
) {
  const stream = new FakeTerminal();
  let time = 0;
  const view = createProgressView({
    stream,
    kind: 'tty',
    color: false,
    verbose: false,
    now: () => time,
    ...over,
  });
  for (const event of events) {
    view.progress(event);
    time += 700;
  }
  await view.close();
  return stream;
}

describe('the tree', () => {
  test('ends with what was done, what failed and why, and what was interrupted', async () => {
    const stream = await draw(run);
    expect(stream.screen).toMatchInlineSnapshot(`
      "⚠ Prepare hosts  1 of 2 hosts failed  7.0s
        ✔ cp-1
        ✖ w-10  kernel-module ip_vs  modprobe: not found
      ⚠ cp-1: its clock is 320 ms off
      ○ Install packages  skipped: install.source is none
      ⚠ Initialise the control plane  interrupted  1.4s
        ⚠ cp-1  kubeadm init  not finished"
    `);
    expect(stream.text.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stream.text.lastIndexOf('\u001b[?25l'));
  });

  test('draws a phase while it runs', async () => {
    const stream = new FakeTerminal();
    const view = createProgressView({ stream, kind: 'tty', color: false, verbose: false, now: () => 0 });
    for (const event of run.slice(0, 4)) view.progress(event);
    await expect
      .poll(() => stream.screen, { timeout: 5000 })
      .toMatch(/cp-1 {2}sysctl net.ipv4.ip_forward\n {4}│ hello\n {2}· w-10 {2}waiting/);
    await view.close();
  });

  test('with many hosts shows those that failed, and counts', async () => {
    const hosts = Array.from({ length: 100 }, (_, i) => `w-${i}`);
    const stream = await draw([
      { type: 'phase-start', phase: prepare, title: 'Prepare hosts', hosts },
      ...hosts.map(
        (host): ProgressEvent => ({
          type: 'host-end',
          phase: prepare,
          host,
          ...(host === 'w-7' ? { outcome: 'failed', reason: 'no disk space' } : { outcome: 'done' }),
        }),
      ),
      { type: 'phase-end', phase: prepare, outcome: 'done' },
    ]);
    expect(stream.screen).toMatchInlineSnapshot(`
      "⚠ Prepare hosts  1 of 100 hosts failed  1m11s
        ✖ w-7  no disk space"
    `);
  });

  test('shows a failure that comes after its phase has ended', async () => {
    const late: ProgressEvent = {
      type: 'host-end',
      phase: prepare,
      host: 'cp-1',
      outcome: 'failed',
      reason: 'too late',
    };
    expect((await draw([...run, late])).screen).toContain('⚠ cp-1: Prepare hosts: too late');
  });

  test('survives any order of events, leaves the cursor visible and no listener behind', async () => {
    const listeners = process.listenerCount('SIGINT');
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...run, ...run], { minLength: 1 }), async (events) => {
        const stream = await draw(events);
        expect(stream.text.trimEnd().endsWith('\u001b[?25h')).toBe(true);
        expect(stream.text).not.toMatch(/\u0007|\u001b\[31m/);
      }),
      { numRuns: 25 },
    );
    expect(process.listenerCount('SIGINT')).toBe(listeners);
  });
});

describe('plain progress', () => {
  test('is one line per event worth reading, without escapes', async () => {
    expect((await draw(run, { kind: 'plain' })).text).toMatchInlineSnapshot(`
      "[    0.0s] == Prepare hosts  (2 hosts)
      [    1.4s] cp-1  prepare  sysctl net.ipv4.ip_forward
      [    3.5s] WARNING: cp-1: its clock is 320 ms off
      [    4.2s] w-10  prepare  kernel-module ip_vs
      [    4.9s] w-10  prepare  kernel-module ip_vs  FAILED
      [    5.6s] w-10  prepare  FAILED  modprobe: not found
      [    6.3s] cp-1  prepare  done
      [    7.7s] == Install packages
      [    8.4s] == install skipped  install.source is none
      [    9.1s] == Initialise the control plane  (1 host)
      [    9.8s] cp-1  init  kubeadm init
      "
    `);
    const verbose = (await draw(run, { kind: 'plain', verbose: true })).text;
    expect(verbose).toContain('cp-1  prepare  | hello');
    expect(verbose).not.toContain('\u001b');
  });

  test('silent says nothing', async () => {
    expect((await draw(run, { kind: 'silent' })).text).toBe('');
  });
});

describe('the run log', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'run-log-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const clock = () => Date.UTC(2026, 0, 2, 3, 4, 5);
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

  test('keeps events and output of each host, private and without control characters', async () => {
    const log = openRunLog(join(dir, 'logs'), { clock, command: 'node remove' });
    for (const event of run) log.progress(event);
    await log.close();
    expect(log.path).toBe(join(dir, 'logs', '20260102T030405Z-node-remove'));
    expect(readdirSync(log.path).sort()).toEqual(['cp-1.log', 'events.jsonl', 'w-10.log']);
    expect([mode(log.path), mode(join(log.path, 'cp-1.log'))]).toEqual(['700', '600']);
    expect(readFileSync(join(log.path, 'cp-1.log'), 'utf8')).toContain('| \\x1b[31mhello\\x07\n');
    const events = readFileSync(join(log.path, 'events.jsonl'), 'utf8').trimEnd().split('\n');
    expect(events.map((line) => JSON.parse(line).type)).not.toContain('output');
    expect(events).toHaveLength(run.length - 1);
  });

  test('is bounded per file, never takes a host for a path, and gives each run its own directory', async () => {
    const log = openRunLog(dir, { clock, command: 'apply', maxBytes: 500 });
    for (let i = 0; i < 100; i++)
      log.progress({ type: 'output', phase: 'p', host: '../../x', line: `line ${i}` });
    await log.close();
    const [name = ''] = readdirSync(log.path);
    expect(name).toMatch(/^______x_[0-9a-f]{8}\.log$/);
    expect(statSync(join(log.path, name)).size).toBeLessThan(600);
    const second = openRunLog(dir, { clock, command: 'apply' });
    await second.close();
    expect(second.path).toBe(`${log.path}-2`);
  });

  test('gives up when it cannot write, and says why', async () => {
    const log = openRunLog(dir, { clock, command: 'apply' });
    await rm(log.path, { recursive: true });
    log.progress({ type: 'output', phase: 'p', host: 'a', line: 'x' });
    await log.close();
    expect(log.failure()?.message).toContain('ENOENT');
  });
});

import { describe, expect, test } from 'vitest';
import type { State } from '../../src/cluster/state.ts';
import { createRunSecrets } from '../../src/cluster/token.ts';
import { onHost } from '../../src/model/failure.ts';
import { prepare } from '../../src/phases/prepare.ts';
import type { Context } from '../../src/workflow/context.ts';
import { RefusedError, RunFailedError } from '../../src/workflow/errors.ts';
import { Fleet } from '../../src/workflow/fleet.ts';
import { runWorkflow, type Surveyed, type Workflow } from '../../src/workflow/workflow.ts';
import { World } from '../fakes/world.ts';
import { makeHa } from '../fixtures/state.ts';

const ha = makeHa();
const holder = { user: 'ada', host: 'bastion', pid: 7, started: 'now', command: 'test' };
const WORDS = { message: 'it failed', kept: ['most of it'], remedy: ['run it again'] };

/** Runs an action of one phase, and says in which order its parts were called. */
async function work(overrides: Partial<Workflow<Surveyed, string>> = {}, world = new World(ha)) {
  const calls: string[] = [];
  const { signal } = new AbortController();
  const fleet = new Fleet({
    transport: world.transport,
    concurrency: 4,
    signal,
    target: async ({ name, address, ssh }) => ({ name, address, ssh }),
  });
  const context: Context = {
    ...{ cluster: ha, fleet, phases: [], limit: null, secrets: createRunSecrets() },
    ...{ progress: () => undefined, concurrency: 4, signal },
  };
  const programs = () => (world.transport.programs().length > 0 ? 'after programs' : 'before programs');
  const call = (name: string) => {
    calls.push(`${name}, ${programs()}`);
  };
  const flow: Workflow<Surveyed, string> = {
    context,
    holder,
    survey: (state: State) => {
      call('survey');
      return { state };
    },
    phases: () => [prepare],
    refuse: [() => call('refuse')],
    preflight: [() => call('preflight')],
    confirm: async () => {
      call('confirm');
      return true;
    },
    upload: async () => call('upload'),
    verify: async () => {
      call('verify');
      return { is: 'well', result: 'done' };
    },
    verifyIdle: async () => {
      call('verify idle');
      return { is: 'well', result: 'idle' };
    },
    nothing: 'nothing',
    words: {},
    ...overrides,
  };
  try {
    const { changed, result } = await runWorkflow(flow);
    return { calls, changed, result, error: undefined };
  } catch (error) {
    return { calls, changed: false, result: undefined, error };
  } finally {
    await fleet.close();
  }
}

describe('a workflow', () => {
  test('surveys, refuses, confirms and uploads before it runs, and verifies afterwards', async () => {
    const { calls, changed, result } = await work();
    expect(calls).toEqual([
      'survey, before programs',
      'refuse, before programs',
      'preflight, before programs',
      'confirm, before programs',
      'upload, before programs',
      'verify, after programs',
    ]);
    expect({ changed, result }).toEqual({ changed: true, result: 'done' });
  });

  test('looks a second time after a typed answer, and not at the refusals of the same plan', async () => {
    const { calls } = await work({ confirm: async () => 'typed' });
    expect(calls.map((call) => call.split(',')[0])).toEqual([
      'survey',
      'refuse',
      'preflight',
      'survey',
      'upload',
      'verify',
    ]);
  });

  test('shows a plan without a holder: nothing is refused, run or verified', async () => {
    const { calls, changed, result } = await work({ holder: undefined });
    expect(calls).toEqual(['survey, before programs', 'confirm, before programs']);
    expect({ changed, result }).toEqual({ changed: false, result: 'nothing' });
  });

  test('verifies what is there where nothing is to be done', async () => {
    const { calls, changed, result } = await work({ phases: () => [] });
    expect(calls.at(-1)).toBe('verify idle, before programs');
    expect({ changed, result }).toEqual({ changed: false, result: 'idle' });
  });

  test.each(['refuse', 'preflight'] as const)('runs nothing where %s throws', async (name) => {
    const refusal = () => {
      throw new RefusedError('not like this', []);
    };
    const world = new World(ha);
    const { calls, error } = await work({ [name]: [refusal] }, world);
    expect(error).toBeInstanceOf(RefusedError);
    expect(calls).not.toContain('confirm, before programs');
    expect(world.transport.programs()).toEqual([]);
  });

  test('says how to confirm what was not confirmed', async () => {
    const words = { unconfirmed: ['type the name'] };
    const { error } = await work({ confirm: async () => false, words });
    expect(error).toMatchObject({ name: 'RefusedError', remedy: ['type the name'] });
  });

  test('throws what the verification found, in the words of the action', async () => {
    const errors = [onHost('cp-1', { code: 'not-ready', message: 'is off' })];
    const { error } = await work({ verify: async () => ({ is: 'failed', errors, words: WORDS }) });
    expect(error).toBeInstanceOf(RunFailedError);
    expect(error).toMatchObject({ ...WORDS, errors });
  });
});

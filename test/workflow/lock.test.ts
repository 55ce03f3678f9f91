import { describe, expect, test } from 'vitest';
import { applyAction } from '../../src/actions/apply.ts';
import { createRunSecrets } from '../../src/cluster/token.ts';
import { APPLY_PHASES } from '../../src/phases/index.ts';
import type { Context } from '../../src/workflow/context.ts';
import type { ProgressEvent } from '../../src/workflow/events.ts';
import { Fleet } from '../../src/workflow/fleet.ts';
import { World } from '../fakes/world.ts';
import { makeHa } from '../fixtures/state.ts';

const ha = makeHa();
const holder = { user: 'ada', host: 'bastion', pid: 7, started: 'now', command: 'apply' };
const bob = JSON.stringify({ ...holder, user: 'bob' });
const prepareOnly = APPLY_PHASES.filter(({ name }) => name === 'prepare');

async function apply(world: World, overrides: Partial<Context> = {}, atPrompt = () => {}) {
  const events: ProgressEvent[] = [];
  const fleet = new Fleet({
    transport: world.transport,
    concurrency: 4,
    signal: new AbortController().signal,
    target: async ({ name, address, ssh }) => ({ name, address, ssh }),
  });
  const context: Context = {
    cluster: ha,
    fleet,
    phases: prepareOnly,
    limit: null,
    secrets: createRunSecrets(),
    progress: (event) => events.push(event),
    concurrency: 4,
    signal: fleet.signal,
    ...overrides,
  };
  try {
    const confirm = async () => {
      atPrompt();
      return true;
    };
    return await applyAction(context, { holder, confirm }).then(
      () => undefined,
      (reason: unknown) => reason as Error & { errors?: unknown[]; exitCodeOfRun?: number },
    );
  } finally {
    await fleet.close();
  }
}

const away = (world: World, ...hosts: string[]) => {
  for (const host of hosts) world.transport.unreachable.set(host, new Error('no route to host'));
};

describe('changing control planes', () => {
  test('is refused without the locks of most of them, before anyone is asked', async () => {
    const world = new World(ha);
    away(world, 'cp-2', 'cp-3');
    let isAsked = false;
    const error = await apply(world, {}, () => {
      isAsked = true;
    });
    expect(error).toMatchObject({
      exitCodeOfRun: 4,
      message: expect.stringContaining('on 1 of 3 control planes, and changing control planes needs most'),
    });
    expect(error?.message).toContain('not locked: cp-2, cp-3');
    expect([isAsked, world.commands]).toEqual([false, []]);
  });

  test('is possible with most of them, with all that are asked for by option, and on workers alone', async () => {
    const [most, accepted, workers] = [new World(ha), new World(ha), new World(ha)];
    away(most, 'cp-3');
    await apply(most);
    expect(new Set(most.transport.programs())).toEqual(new Set(['cp-1', 'cp-2', 'worker-1']));
    away(accepted, 'cp-2', 'cp-3');
    await apply(accepted, { acceptsMinority: true });
    expect(new Set(accepted.transport.programs())).toEqual(new Set(['cp-1', 'worker-1']));
    away(workers, 'cp-2', 'cp-3');
    await apply(workers, { limit: new Set(['worker-1']) });
    expect(workers.transport.programs()).toEqual(['worker-1']);
  });
});

test('no control plane is changed any more once the connections to most of them were lost', async () => {
  const world = new World(ha);
  const error = await apply(world, {}, () => {
    for (const host of ['cp-2', 'cp-3']) world.transport.over.add(host);
  });
  expect(error?.errors).toContainEqual(
    expect.objectContaining({
      host: 'cp-1',
      code: 'no-majority',
      message: expect.stringContaining('1 of 3'),
    }),
  );
  expect(world.transport.programs()).toEqual(['worker-1']);
});

describe('a lock', () => {
  test('that was lost at the prompt ends the run before anything is changed', async () => {
    const world = new World(ha);
    const error = await apply(world, {}, () => world.transport.lose('worker-1', bob));
    expect(error).toMatchObject({
      exitCodeOfRun: 4,
      message: expect.stringContaining('lost the lock on worker-1 to bob@bastion'),
      kept: ['this run has changed nothing'],
    });
    expect(world.commands).toEqual([]);
  });

  test('that is another’s when facts are gathered again ends the run', async () => {
    const world = new World(ha);
    world.transport.onRun = (host, script) => {
      if (script.includes('\nstep_1() {')) world.holder = (name) => (name === 'cp-3' ? 'lost\n' : undefined);
      if (host === '') throw new Error('there is no such host');
    };
    const error = await apply(world);
    expect(error).toMatchObject({
      exitCodeOfRun: 4,
      message: expect.stringContaining('lost the lock on cp-3'),
      kept: [expect.stringMatching(/stay done, on .*cp-1/)],
    });
  });

  test('that a host cannot keep is an error of that host, and never a lock', async () => {
    const world = new World(ha);
    world.holder = (name) => (name === 'worker-1' ? 'failed\nNo space left on device\n' : undefined);
    const error = await apply(world);
    expect(error?.errors).toEqual([
      expect.objectContaining({
        host: 'worker-1',
        message: expect.stringContaining('No space left on device'),
        remedy: [expect.stringContaining('df /run')],
      }),
    ]);
    expect(world.transport.programs()).not.toContain('worker-1');
  });

  test('that something must finish under is waited for, then named', async () => {
    const world = new World(ha);
    const busy = 'busy\nunit kubestrap-kubeadm-join.service Fri 2026-11-27 07:42:50 UTC\nmust-finish 42 17\n';
    world.holder = (name) => (name === 'cp-2' ? busy : undefined);
    const error = await apply(world);
    expect(error).toMatchObject({
      exitCodeOfRun: 4,
      message:
        'an earlier run is over, and what it started still runs on cp-2: the unit kubestrap-kubeadm-join.service (running since Fri 2026-11-27 07:42:50 UTC), a step that must finish (process group 42, running for 17 s). Nothing was changed',
    });
    expect(world.commands).toEqual([]);
  }, 30_000);

  test('is waited for on the other hosts by the run that has the first one, and given up by the other', async () => {
    const [first, second] = [new World(ha), new World(ha)];
    let asked = 0;
    first.holder = (name) => (name === 'worker-1' && asked++ < 2 ? bob : undefined);
    expect(await apply(first)).toBeUndefined();
    second.holder = (name) => (name === 'cp-1' ? bob : undefined);
    expect((await apply(second))?.message).toContain('bob@bastion');
    expect(second.commands).toEqual([]);
  }, 30_000);
});

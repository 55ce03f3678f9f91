import { describe, expect, test, vi } from 'vitest';
import { type ApplyOptions, applyAction } from '../../src/actions/apply.ts';
import { kubeconfigAction } from '../../src/actions/kubeconfig.ts';
import { planOptions } from '../../src/cli/plan-options.ts';
import { createRunSecrets } from '../../src/cluster/token.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { APPLY_PHASES } from '../../src/phases/index.ts';
import type { Context } from '../../src/workflow/context.ts';
import { RefusedError, RunFailedError } from '../../src/workflow/errors.ts';
import type { ProgressEvent } from '../../src/workflow/events.ts';
import { Fleet } from '../../src/workflow/fleet.ts';
import { planAction } from '../../src/workflow/plan.ts';
import { savedPlan } from '../../src/workflow/saved/check.ts';
import type { SavedPlan } from '../../src/workflow/saved/document.ts';
import { parseSavedPlan } from '../../src/workflow/saved/parse.ts';
import { World } from '../fakes/world.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeHa, makeRun } from '../fixtures/state.ts';

const ha = makeHa();
const holder = { user: 'ada', host: 'bastion', pid: 7, started: 'now', command: 'apply' };

interface Setup {
  readonly world: World;
  readonly context: Context;
  readonly events: ProgressEvent[];
  readonly controller: AbortController;
}

function setUp(
  world: World,
  { cluster = ha, ...overrides }: Partial<Context> & { cluster?: Cluster } = {},
): Setup {
  const events: ProgressEvent[] = [];
  const controller = new AbortController();
  const { signal } = controller;
  const fleet = new Fleet({
    transport: world.transport,
    concurrency: 4,
    signal,
    target: async ({ name, address, ssh }) => ({ name, address, ssh }),
  });
  const context: Context = {
    cluster,
    fleet,
    phases: APPLY_PHASES,
    limit: null,
    secrets: createRunSecrets(),
    progress: (event) => events.push(event),
    concurrency: 4,
    signal,
    ...overrides,
  };
  return { world, context, events, controller };
}

async function apply({ context }: Setup, options: Partial<ApplyOptions> = {}) {
  try {
    return await applyAction(context, { holder, confirm: async () => true, ...options });
  } finally {
    await context.fleet.close();
  }
}

/** What an apply that must not succeed throws. */
async function failure(setup: Setup, options: Partial<ApplyOptions> = {}) {
  const error: unknown = await apply(setup, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error;
}

const errorsOf = (error: unknown): unknown[] => (error instanceof RunFailedError ? [...error.errors] : []);
const longRuns = ({ commands }: World) =>
  commands.filter(({ command }) => command[0] === 'long').map(({ host, command }) => `${host} ${command[1]}`);

describe('apply', () => {
  test('makes a cluster of bare hosts, in order, and a second run changes nothing', async () => {
    const world = new World(ha);
    const first = setUp(world);
    const { plan, changed, notReady } = await apply(first);
    expect([changed, notReady.size, plan.summary.run]).toEqual([true, 0, 4]);
    expect(longRuns(world)).toEqual([
      'cp-1 kubeadm-init',
      'cp-2 kubeadm-join',
      'cp-3 kubeadm-join',
      'worker-1 kubeadm-join',
    ]);
    expect([...world.notes.keys()]).toContain('ClusterConfiguration');

    const before = world.commands.length;
    const second = await apply(setUp(world));
    expect(second.changed).toBe(false);
    expect(second.plan.summary).toMatchObject({ create: 0, update: 0, delete: 0, run: 0 });
    expect(world.commands).toHaveLength(before);
  });

  test('is what the plan said: the same document, with nothing done', async () => {
    const world = new World(ha);
    const setup = setUp(world);
    const { plan } = await planAction(setup.context);
    expect(world.commands).toEqual([]);
    const { plan: applied } = await apply(setUp(world));
    // clocks are measured anew each time
    expect({ ...applied, clocks: [] }).toEqual({ ...plan, clocks: [] });
  });

  test('looks again after a phase that changed something, and plans the next one from that', async () => {
    const setup = setUp(new World(ha));
    await apply(setup);
    const sentTo = (name: string) =>
      setup.world.transport.sent
        .filter(({ host }) => host === name)
        .map(({ script }) => /\nstep ([\w-]+)\/[^\n]*\n*$/.exec(script)?.[1] ?? 'facts');
    expect(sentTo('cp-1')).toEqual([
      'facts',
      'prepare',
      'facts',
      'init',
      'facts',
      'config',
      'facts',
      'join-control-planes',
      'facts',
      // on the worker: endpoint
      'facts',
      'join-workers',
      'facts',
      'settle',
      'facts',
    ]);
    // a worker only where it was changed itself
    expect(sentTo('worker-1')).toEqual([
      'facts',
      'prepare',
      'facts',
      'endpoint',
      'facts',
      'join-workers',
      'facts',
      'settle',
      'facts',
    ]);
  });

  test('touches only what --limit names', async () => {
    const world = new World(ha);
    const setup = setUp(world, {
      limit: new Set(['worker-1']),
      phases: APPLY_PHASES.filter(({ name }) => name === 'prepare'),
    });
    await apply(setup);
    expect(new Set(world.transport.programs())).toEqual(new Set(['worker-1']));
  });

  test('closes every connection, whatever happens', async () => {
    const world = new World(ha);
    await failure(setUp(world), { confirm: async () => false });
    expect(world.transport.closed.toSorted()).toEqual(['*', ...world.transport.connected.toSorted()]);
  });
});

/** What `plan --out` saves and `apply --plan` reads. */
async function reviewedPlan({ context }: Setup): Promise<SavedPlan> {
  const options = planOptions({}, {});
  return parseSavedPlan(JSON.stringify(savedPlan(context, await planAction(context), options)));
}

describe('a reviewed plan', () => {
  test('has the same hashes each time it is made, and no secret of the run', async () => {
    const world = new World(ha);
    const first = setUp(world);
    const saved = await reviewedPlan(first);
    expect(await reviewedPlan(setUp(world))).toEqual({ ...saved, plan: expect.anything() });
    const text = JSON.stringify(saved);
    for (const secret of Object.values(first.context.secrets)) expect(text).not.toContain(secret.reveal());
  });

  test('stops the run before a phase that would do more than it holds, and says what was done', async () => {
    const world = new World(ha);
    const saved = await reviewedPlan(setUp(world));
    // somebody turns it off while control planes join
    world.onCommand = (host, [command]) => {
      if (host === 'cp-3' && command === 'long') {
        const is = world.is('worker-1');
        world.facts.set('worker-1', {
          ...is,
          kubernetes: {
            ...is.kubernetes,
            present: ['/etc/kubernetes/pki/ca.crt'],
            join: makeRun({ exitCode: 1 }),
          },
        });
      }
      return undefined;
    };
    const error = await failure(setUp(world), { saved });
    expect(error).toMatchObject({
      exitCodeOfRun: 4,
      message: expect.stringContaining('stopped before the phase join-workers'),
      errors: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringContaining('kubeadm reset: not reviewed') }),
      ]),
      kept: [expect.stringContaining('prepare, init, config, join-control-planes')],
    });
    expect(longRuns(world)).toEqual(['cp-1 kubeadm-init', 'cp-2 kubeadm-join', 'cp-3 kubeadm-join']);
  });

  test('that starts a cluster takes part in none that others start meanwhile', async () => {
    const world = new World(ha);
    const saved = await reviewedPlan(setUp(world));
    const started = setUp(world);
    world.onCommand = (host, [command]) => {
      // the last command of `prepare` on the first control plane: another run has been there since
      if (host === 'cp-1' && command === 'put_file' && !world.nodes.has('cp-1')) {
        world.onCommand = () => undefined;
        return void world.start('cp-1');
      }
      return undefined;
    };
    expect(await failure(started, { saved })).toMatchObject({
      exitCodeOfRun: 4,
      errors: [expect.objectContaining({ message: expect.stringContaining('this run did not start') })],
    });
    expect(longRuns(world)).toEqual([]);
  });

  test('is about the cluster that it was made for', async () => {
    const world = new World(ha);
    await apply(setUp(world));
    const saved = await reviewedPlan(setUp(world));
    expect(saved.cluster).toMatchObject({ uid: 'uid-1' });
    expect((await apply(setUp(world), { saved })).changed).toBe(false);
    const other = { ...saved, cluster: { uid: 'uid-2', caPin: saved.cluster?.caPin ?? '' } };
    expect(await failure(setUp(world), { saved: other })).toMatchObject({ exitCodeOfRun: 4 });
  });
});

describe('apply, once a person has confirmed,', () => {
  const moved = (world: World) =>
    world.facts.set('worker-1', makeFacts({ hostname: 'worker-1', swaps: ['/dev/sda2'] }));

  test('looks at the hosts again, and shows and asks again where the plan changed', async () => {
    const world = new World(ha);
    const shown: (boolean | undefined)[] = [];
    const setup = setUp(world);
    const { plan } = await apply(setup, {
      confirm: async (_planning, isAgain) => {
        shown.push(isAgain);
        if (shown.length === 1) moved(world);
        return 'typed';
      },
    });
    expect(shown).toEqual([false, true]);
    expect(plan.hosts.find(({ name }) => name === 'worker-1')?.changes).toContainEqual(
      expect.objectContaining({ resource: expect.stringContaining('swap') }),
    );
  });

  test('does not look again where nobody was asked', async () => {
    const world = new World(ha);
    const confirm = async () => {
      moved(world);
      return true;
    };
    const { plan } = await apply(setUp(world), { confirm });
    const { changes = [] } = plan.hosts.find(({ name }) => name === 'worker-1') ?? {};
    expect(changes.filter(({ resource }) => resource.startsWith('swap'))).toEqual([]);
  });

  test('gives up on a plan that never holds still', async () => {
    const world = new World(ha);
    let count = 0;
    const confirm = async () => {
      world.facts.set('worker-1', makeFacts({ hostname: 'worker-1', swaps: [`/dev/sda${count++}`] }));
      return 'typed' as const;
    };
    expect(await failure(setUp(world), { confirm })).toMatchObject({
      exitCodeOfRun: 4,
      message: expect.stringContaining('changed each of the 3 times'),
    });
    expect(world.commands).toEqual([]);
  });
});

describe('apply refuses, with nothing changed,', () => {
  test.each([
    ['what nobody confirmed', (_world: World) => undefined, { confirm: async () => false }, 'not confirmed'],
    [
      'a host with traces of another cluster',
      (world: World) =>
        world.facts.set(
          'cp-2',
          makeFacts({
            kubernetes: { present: ['/etc/kubernetes/pki/ca.crt'], caPin: null, init: null, join: null },
          }),
        ),
      {},
      'refused',
    ],
    [
      'while another run holds the lock',
      (world: World) => {
        world.holder = () => JSON.stringify({ ...holder, user: 'bob' });
      },
      {},
      'bob@bastion (process 7, "kubestrap apply", since now) holds the lock on cp-1',
    ],
  ])('%s', async (_what, arrange, options, message) => {
    const world = new World(ha);
    arrange(world);
    const error = await failure(setUp(world), options);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ exitCodeOfRun: 4, message: expect.stringContaining(message) });
    expect(world.commands).toEqual([]);
  });

  test('a saved plan that no longer fits, and takes one that does', async () => {
    const world = new World(ha);
    const setup = setUp(world);
    const saved = await reviewedPlan(setup);
    world.facts.set('worker-1', makeFacts({ swaps: ['/dev/sda2'] }));
    expect(await failure(setUp(world), { saved })).toMatchObject({
      message: expect.stringContaining('no longer fits'),
    });
    expect(world.commands).toEqual([]);
    world.facts.set('worker-1', makeFacts({ hostname: 'worker-1' }));
    expect((await apply(setUp(world), { saved })).changed).toBe(true);
    // the same plan once more: what it made is there
    expect(await failure(setUp(world), { saved })).toMatchObject({
      exitCodeOfRun: 4,
      errors: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringContaining('the cluster') }),
      ]),
    });
  });

  test('removes a host with state absent by a saved plan, once', async () => {
    const world = new World(ha);
    await apply(setUp(world));
    const cluster = makeHa({
      hosts: ha.hosts.map((host) =>
        host.name === 'worker-1' ? { ...host, state: 'absent', stateIsStated: true } : host,
      ),
    });
    const saved = await reviewedPlan(setUp(world, { cluster }));
    const names = [...saved.plan.cluster.changes, ...saved.plan.hosts.flatMap(({ changes }) => changes)].map(
      ({ phase, resource }) => `${phase} ${resource}`,
    );
    expect(names).toContain('node-object node worker-1');
    const before = world.commands.length;
    const { changed } = await apply(setUp(world, { cluster }), { saved });
    expect(changed).toBe(true);
    expect([...world.nodes]).toEqual(['cp-1', 'cp-2', 'cp-3']);
    const run = world.commands.slice(before).map(({ host, command }) => `${host} ${command[0]}`);
    const order = ['cp-1 drain_node', 'worker-1 reset_kubeadm', 'worker-1 forget_host', 'cp-1 delete_node'];
    expect(run.filter((one) => order.includes(one))).toEqual(order);
    expect(await failure(setUp(world, { cluster }), { saved })).toMatchObject({ exitCodeOfRun: 4 });
    expect((await planAction(setUp(world, { cluster }).context)).plan.summary).toMatchObject({
      create: 0,
      update: 0,
      delete: 0,
      run: 0,
    });
  });

  test('hosts that lack programs, all of them at once', async () => {
    const world = new World(ha);
    for (const name of ['cp-3', 'worker-1'])
      world.facts.set(name, makeFacts({ programs: new Map([['kubelet', 'v1.36.2']]) }));
    const error = await failure(setUp(world));
    expect(error).toMatchObject({ exitCodeOfRun: 1 });
    expect(errorsOf(error)).toEqual([
      expect.objectContaining({
        host: 'cp-3',
        code: 'preflight',
        message: expect.stringContaining('kubeadm'),
      }),
      expect.objectContaining({ host: 'worker-1', code: 'preflight' }),
    ]);
    expect(world.commands).toEqual([]);
  });
});

describe('when something fails, apply', () => {
  test('goes on with the other hosts, and says what failed where', async () => {
    const world = new World(ha);
    world.onCommand = (host, [command]) => (host === 'worker-1' && command === 'put_block' ? 5 : undefined);
    const error = await failure(setUp(world));
    expect(errorsOf(error)).toEqual([
      expect.objectContaining({
        code: 'host-failed',
        host: 'worker-1',
        phase: 'prepare',
        step: 'hosts-entry /etc/hosts',
        exitCode: 5,
        evidence: expect.arrayContaining([expect.stringContaining('it said no')]),
      }),
    ]);
    expect(longRuns(world)).toEqual(['cp-1 kubeadm-init', 'cp-2 kubeadm-join', 'cp-3 kubeadm-join']);
  });

  test('stops joining control planes after the first that fails, and says so of the others', async () => {
    const world = new World(ha);
    world.onCommand = (host, [command]) => (host === 'cp-2' && command === 'long' ? 1 : undefined);
    const errors = errorsOf(await failure(setUp(world)));
    expect(longRuns(world)).toEqual(['cp-1 kubeadm-init', 'worker-1 kubeadm-join']);
    expect(errors).toEqual([
      expect.objectContaining({ host: 'cp-2', step: 'kubeadm join', exitCode: 1 }),
      expect.objectContaining({ host: 'cp-3', message: expect.stringContaining('cp-2') }),
    ]);
  });

  test('joins nobody when init fails', async () => {
    const world = new World(ha);
    world.onCommand = (_host, [command]) => (command === 'long' ? 1 : undefined);
    const errors = errorsOf(await failure(setUp(world)));
    expect(errors[0]).toMatchObject({ host: 'cp-1', phase: 'init', step: 'kubeadm init' });
    expect(longRuns(world)).toEqual([]);
    expect(world.nodes.size).toBe(0);
  });

  test('prepares the hosts that answer, and starts no cluster while a control plane does not', async () => {
    const world = new World(ha);
    world.transport.unreachable.set('cp-3', Object.assign(new Error('no route to host'), { host: 'cp-3' }));
    const errors = errorsOf(await failure(setUp(world)));
    expect(errors[0]).toMatchObject({ host: 'cp-3', message: 'no route to host' });
    expect(errors).toContainEqual(
      expect.objectContaining({ host: 'cp-1', message: expect.stringContaining('cp-3 did not') }),
    );
    expect(new Set(world.transport.programs())).toEqual(new Set(['cp-1', 'cp-2', 'worker-1']));
    expect(longRuns(world)).toEqual([]);
  });

  test('says the one cause where hosts cannot join a cluster that is not started', async () => {
    const world = new World(ha);
    world.transport.unreachable.set('cp-3', Object.assign(new Error('no route to host'), { host: 'cp-3' }));
    const { plan } = await planAction(setUp(world).context);
    const [cause] = plan.hosts.find(({ name }) => name === 'cp-1')?.problems ?? [];
    expect(cause).toContain('cp-3 did not');
    for (const { name, problems } of plan.hosts) if (name !== 'cp-3') expect(problems).toEqual([cause]);
    const messages = errorsOf(await failure(setUp(world))).map((error) => Object(error).message);
    expect(new Set(messages)).toEqual(new Set(['no route to host', cause]));
  });

  test('names the host that could not start the cluster to those that wait for it', async () => {
    const world = new World(ha);
    world.onCommand = (host, [name]) => (host === 'cp-1' && name === 'long' ? 1 : undefined);
    const errors = errorsOf(await failure(setUp(world)));
    expect(errors[0]).toMatchObject({ host: 'cp-1', code: 'host-failed' });
    expect(errors.slice(1)).toEqual(
      ['cp-2', 'cp-3', 'worker-1'].map((host) =>
        expect.objectContaining({ host, message: expect.stringContaining('cp-1 has to start the cluster') }),
      ),
    );
  });

  test('makes the cluster without a worker that does not answer', async () => {
    const world = new World(ha);
    world.transport.unreachable.set('worker-1', new Error('no route to host'));
    expect(errorsOf(await failure(setUp(world)))).toHaveLength(1);
    expect([...world.nodes]).toEqual(['cp-1', 'cp-2', 'cp-3']);
  });

  test('names the host whose answer makes no sense', async () => {
    const world = new World(ha);
    world.facts.set('worker-1', { ...makeFacts(), uid: Number.NaN });
    const [error] = errorsOf(await failure(setUp(world)));
    expect(error).toMatchObject({ host: 'worker-1', message: expect.stringContaining('system') });
  });

  test('says what did not take what was changed', async () => {
    const world = new World(ha);
    const setup = setUp(world);
    world.transport.onRun = (host, script) => {
      if (host === 'worker-1' && script.includes('section clock')) {
        const is = world.is('worker-1');
        world.facts.set('worker-1', {
          ...is,
          sysctls: new Map([...is.sysctls, ['net.ipv4.ip_forward', '0']]),
        });
      }
    };
    const errors = errorsOf(await failure(setup));
    expect(errors).toEqual([
      expect.objectContaining({
        host: 'worker-1',
        code: 'not-converged',
        message: expect.stringContaining('sysctl net.ipv4.ip_forward: is 0, should be 1'),
      }),
    ]);
  });

  test('names members whose clock is off, changed or not, and no host that is right', async () => {
    const world = new World(ha);
    const off = () =>
      world.facts.set('cp-2', { ...world.is('cp-2'), clock: { offsetMs: 9000, uncertaintyMs: 0 } });
    // in the middle of the run, after it was allowed to join
    world.onCommand = (host, [name]) => {
      if (host === 'worker-1' && name === 'long') off();
      return undefined;
    };
    const said = { host: 'cp-2', message: expect.stringContaining("9.0 s ahead of the other hosts'") };
    expect(errorsOf(await failure(setUp(world)))).toEqual([
      expect.objectContaining({ ...said, code: 'clock-skew' }),
    ]);
    world.onCommand = () => undefined;
    off();
    const again = setUp(world);
    expect(errorsOf(await failure(again))).toEqual([expect.objectContaining(said)]);
    const { plan } = await planAction(setUp(world).context);
    expect(plan.clocks?.map(({ host, state }) => `${host} ${state}`)).toEqual([
      'cp-1 ok',
      'cp-2 off',
      'cp-3 ok',
      'worker-1 ok',
    ]);
  });

  test('goes on where it stopped, on the next run', async () => {
    const world = new World(ha);
    world.onCommand = (host, [command]) => (host === 'cp-3' && command === 'long' ? 1 : undefined);
    await failure(setUp(world));
    const { kubernetes } = world.is('cp-3');
    world.facts.set('cp-3', {
      ...world.is('cp-3'),
      kubernetes: { ...kubernetes, present: ['/etc/kubernetes/pki/ca.crt'], join: makeRun({ exitCode: 1 }) },
    });
    world.onCommand = () => undefined;
    const before = world.commands.length;
    await apply(setUp(world));
    const again = world.commands.slice(before);
    expect(again.filter(({ command }) => command[0] === 'long').map(({ host }) => host)).toEqual(['cp-3']);
    expect(again.find(({ command }) => command[0] === 'reset_kubeadm')?.host).toBe('cp-3');
  });

  test('starts nothing new once it is told to stop', async () => {
    const world = new World(ha);
    const setup = setUp(world);
    const reason = new Error('interrupted');
    world.onCommand = (_host, [command]) => {
      if (command === 'long') setup.controller.abort(reason);
      return undefined;
    };
    expect(await failure(setup)).toBe(reason);
    expect(longRuns(world)).toEqual(['cp-1 kubeadm-init']);
    expect(world.transport.closed).toContain('*');
  });
});

describe('the events of a phase', () => {
  test('come in order, with names that people know, and balance', async () => {
    const setup = setUp(new World(makeHa({ hosts: ha.hosts.slice(0, 1) })), {
      cluster: makeHa({ hosts: ha.hosts.slice(0, 1) }),
    });
    await apply(setup);
    const init = setup.events.filter(
      (event) => 'phase' in event && event.phase === 'init' && event.type !== 'output',
    );
    expect(init).toEqual([
      { type: 'phase-start', phase: 'init', title: 'Start the first control plane', hosts: ['cp-1'] },
      { type: 'host-start', phase: 'init', host: 'cp-1', steps: 1 },
      { type: 'step-start', phase: 'init', host: 'cp-1', step: 'kubeadm init' },
      { type: 'step-end', phase: 'init', host: 'cp-1', step: 'kubeadm init', outcome: 'done' },
      { type: 'host-end', phase: 'init', host: 'cp-1', outcome: 'done' },
      { type: 'phase-end', phase: 'init', outcome: 'done' },
    ]);
    const count = (type: string) => setup.events.filter((event) => event.type === type).length;
    expect(count('step-start')).toBe(count('step-end'));
    expect(count('host-start')).toBe(count('host-end'));
    expect(count('phase-start')).toBe(count('phase-end'));
  });

  test('never hold a secret of the run, although hosts print what they are given', async () => {
    const setup = setUp(new World(ha));
    await apply(setup);
    const text = JSON.stringify(setup.events);
    const { token, tokenSecret, certificateKey } = setup.context.secrets;
    expect(setup.events.some((event) => event.type === 'output' && event.line.includes('(secret: '))).toBe(
      true,
    );
    for (const secret of [token, tokenSecret, certificateKey]) expect(text).not.toContain(secret.reveal());
  });
});

test('kubeconfig fails where admin.conf gives nothing, and writes no empty file', async () => {
  const world = new World(ha);
  await apply(setUp(world));
  const { context } = setUp(world);
  await expect(kubeconfigAction(context)).rejects.toThrow('no kubeconfig was fetched');
  await context.fleet.close();
});

test('kubeconfig fails as a run does where admin.conf is none, and names the host', async () => {
  const cluster = makeHa({ endpoint: { host: 'api.local', port: 6443, provider: 'hosts' } });
  const world = new World(cluster);
  await apply(setUp(world, { cluster }));
  const { context } = setUp(world, { cluster });
  const run = context.fleet.run.bind(context.fleet);
  vi.spyOn(context.fleet, 'run').mockImplementation(async (...args) => {
    const result = await run(...args);
    const sections = new Map([['kubeconfig', 'kind: Config\n']]);
    return { ...result, sections, sectionCodes: new Map([['kubeconfig', 0]]) };
  });
  const error: unknown = await kubeconfigAction(context).catch((reason: unknown) => reason);
  await context.fleet.close();
  expect(error).toBeInstanceOf(RunFailedError);
  expect(errorsOf(error)).toMatchObject([
    { host: 'cp-1', code: 'kubeconfig', message: expect.stringContaining('no current context') },
  ]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { certsRenewAction } from '../../src/actions/certs-renew.ts';
import { etcdDefragAction } from '../../src/actions/etcd-defrag.ts';
import { etcdRestoreAction } from '../../src/actions/etcd-restore.ts';
import { createRunSecrets } from '../../src/cluster/token.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Answer } from '../../src/workflow/confirmed.ts';
import type { Context } from '../../src/workflow/context.ts';
import { RefusedError } from '../../src/workflow/errors.ts';
import { Fleet } from '../../src/workflow/fleet.ts';
import { World } from '../fakes/world.ts';
import { makeHa } from '../fixtures/state.ts';

const ha = makeHa();
const holder = { user: 'ada', host: 'bastion', pid: 7, started: 'now', command: 'test' };
const CERTIFICATE = readFileSync(new URL('../pki/ca-rsa.crt', import.meta.url)).toString('base64');

/** Members of etcd as JSON has them, by host. */
const IDS: Readonly<Record<string, number>> = { 'cp-1': 1, 'cp-2': 2, 'cp-3': 3 };
const members = Object.entries(IDS).map(([name, ID]) => ({
  ...{ ID, name },
  ...{ peerURLs: [`https://${name}:2380`], clientURLs: [`https://${name}:2379`] },
}));

function etcdOf(host: string, free: number): string {
  const Status = {
    header: { cluster_id: 9, member_id: IDS[host] },
    ...{ version: '3.6.6', leader: 1, dbSize: 100 * 2 ** 20, dbSizeInUse: (100 - free) * 2 ** 20 },
  };
  return [
    ...[`manifest name ${host}`, `manifest data-dir /var/lib/etcd`, 'data', 'running'],
    `status ${JSON.stringify([{ Endpoint: '', Status }])}`,
    `members ${JSON.stringify({ members })}`,
    'healthy ',
    '',
  ].join('\n');
}

const restoreOf = (host: string) =>
  `name ${host}\ndata-dir /var/lib/etcd\nimage etcd:3.6.6\ninitial-advertise-peer-urls https://${host}:2380\nfree 9000000\n`;

type Confirm = (planning: { readonly plan: Plan }, isAgain?: boolean) => Promise<Answer>;

interface Action {
  readonly run: (context: Context, confirm: Confirm) => Promise<unknown>;
  /** What a host says, before and after what happens while the plan is on screen. */
  readonly says: (host: string, section: string, isLater: boolean) => string | undefined;
  /** What the plan that is shown again has besides. */
  readonly anew: string;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  'etcd defrag': {
    run: (context, confirm) => etcdDefragAction(context, { holder, compact: false, confirm }),
    says: (host, section, isLater) =>
      section === 'etcd' && host in IDS
        ? etcdOf(host, host === 'cp-1' || (host === 'cp-2' && isLater) ? 50 : 1)
        : undefined,
    anew: 'cp-2 etcd database',
  },
  'certs renew': {
    run: (context, confirm) => certsRenewAction(context, { holder, only: undefined, confirm }),
    says: (host, section, isLater) => {
      if (section === 'keys') return 'key ca\nready\n';
      const isThere = host === 'cp-1' || (host === 'cp-2' && isLater);
      return section === 'probe_certificates' && isThere
        ? `cert /etc/kubernetes/pki/apiserver.crt ${CERTIFICATE}\n`
        : undefined;
    },
    anew: 'cp-2 certificate apiserver',
  },
  'etcd restore': {
    run: (context, confirm) =>
      etcdRestoreAction(context, {
        ...{ source: { member: 'cp-1' }, without: new Set<string>(), acceptUnknownOrigin: false },
        ...{ holder, confirm },
      }),
    says: (host, section, isLater) => {
      if (section === 'live') return '';
      const isThere = host === 'cp-1' || (host === 'cp-2' && isLater);
      return section === 'restore' && isThere ? restoreOf(host) : undefined;
    },
    anew: 'cp-2 static-pod etcd',
  },
};

/** Every change of a plan, with its host. */
const changesOf = ({ hosts }: Plan) =>
  hosts.flatMap(({ name, changes }) => changes.map(({ resource }) => `${name} ${resource}`));

describe.each(Object.entries(ACTIONS))('%s', (_, { run, says, anew }) => {
  /** Shows plans until they are confirmed; `happens`: something changes while the first one is on screen. */
  async function show(answers: readonly Answer[], happens: boolean) {
    const world = new World(ha);
    for (const { name } of ha.hosts) world.start(name);
    const shown: { readonly plan: Plan; readonly isAgain: boolean }[] = [];
    let isLater = false;
    // what these programs do is not for the machine that runs the tests
    world.transport.onRun = (_host, script) => {
      if (script.includes('\nstep_1() {')) throw new Error('a program was sent');
    };
    world.says = (host, section) => says(host, section, isLater);
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
    const error: unknown = await run(context, async ({ plan }, isAgain = false) => {
      shown.push({ plan, isAgain });
      isLater = happens;
      return answers[shown.length - 1] ?? false;
    }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await fleet.close();
    return { world, shown, error };
  }

  test('shows a plan again that changed while the prompt stood, and does nothing that was not confirmed', async () => {
    const { world, shown, error } = await show(['typed', false], true);
    expect(shown.map(({ isAgain }) => isAgain)).toEqual([false, true]);
    const [before = [], after = []] = shown.map(({ plan }) => changesOf(plan));
    expect(before.filter((change) => change.startsWith(anew))).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
    expect(after.filter((change) => change.startsWith(anew)).length).toBeGreaterThan(0);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ message: 'not confirmed: nothing was changed' });
    expect(world.transport.programs()).toEqual([]);
  });

  test('asks no second time about a plan that held still', async () => {
    const { world, shown } = await show(['typed'], false);
    expect(shown.map(({ isAgain }) => isAgain)).toEqual([false]);
    expect(world.transport.programs().length).toBeGreaterThan(0);
  });
});

import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyAction } from '../../src/actions/apply.ts';
import { renderAction } from '../../src/actions/render.ts';
import { createRunSecrets } from '../../src/cluster/token.ts';
import type { Cluster, IngressCertificate } from '../../src/model/cluster.ts';
import { APPLY_PHASES } from '../../src/phases/index.ts';
import { ingressCertificatesOnly } from '../../src/phases/ingress-certificates.ts';
import { DAY_MS } from '../../src/values/validity.ts';
import type { Context } from '../../src/workflow/context.ts';
import { RefusedError, RunFailedError } from '../../src/workflow/errors.ts';
import { Fleet } from '../../src/workflow/fleet.ts';
import { planAction } from '../../src/workflow/plan.ts';
import { type FakeSecret, World } from '../fakes/world.ts';
import { makeCluster, makeHost } from '../fixtures/cluster.ts';
import { scratch, wanted } from '../pki/support.ts';

const self = wanted({ name: 'self', secretName: 'self-tls', ca: { mode: 'selfSigned' } });

async function clusterOf(certificates: readonly IngressCertificate[] = [wanted(), self]): Promise<Cluster> {
  const base = makeCluster();
  const generatedCa = { ...base.ingress.generatedCa, keyAlgorithm: 'ECDSA-P256' as const };
  return makeCluster({
    hosts: [makeHost()],
    directory: await scratch(),
    ingress: { certificates, generatedCa },
  });
}

function contextOf(world: World, cluster: Cluster, overrides: Partial<Context> = {}): Context {
  const { signal } = new AbortController();
  const fleet = new Fleet({
    transport: world.transport,
    concurrency: 4,
    signal,
    target: async ({ name, address, ssh }) => ({ name, address, ssh }),
  });
  const base = { cluster, fleet, phases: APPLY_PHASES, limit: null, secrets: createRunSecrets() };
  return { ...base, progress: () => {}, concurrency: 4, signal, ...overrides };
}

const holder = { user: 'ada', host: 'bastion', pid: 7, started: 'now', command: 'apply' };
const apply = (world: World, cluster: Cluster, overrides: Partial<Context> = {}) =>
  applyAction(contextOf(world, cluster, overrides), { holder, confirm: async () => true });

async function planned(world: World, cluster: Cluster, overrides: Partial<Context> = {}) {
  const { plan } = await planAction(contextOf(world, cluster, overrides));
  const mine = plan.cluster.changes.filter(({ phase }) => phase === 'ingress-certificates');
  return { plan, refusals: plan.refusals, changes: mine };
}
const named = ({ changes }: Awaited<ReturnType<typeof planned>>) =>
  changes.map(({ action, resource, reason }) => `${action} ${resource}: ${reason}`);

/** A cluster that an apply has made. */
async function applied(certificates?: readonly IngressCertificate[]) {
  const cluster = await clusterOf(certificates);
  const world = new World(cluster);
  await apply(world, cluster);
  const of = (where: string): FakeSecret => {
    const secret = world.secrets.get(where);
    if (secret === undefined) throw new Error(`there is no Secret ${where}`);
    return secret;
  };
  const change = (where: string, edit: Partial<FakeSecret>) =>
    world.secrets.set(where, { ...of(where), ...edit });
  return { cluster, world, of, change };
}

const withCertificates = (cluster: Cluster, ...certificates: IngressCertificate[]): Cluster => ({
  ...cluster,
  ingress: { ...cluster.ingress, certificates },
});

describe('the ingress certificates of apply', () => {
  test('are issued last, with the namespace and the CA they need, and then there is nothing to do', async () => {
    const cluster = await clusterOf();
    const world = new World(cluster);
    const before = await planned(world, cluster);
    expect(named(before)).toEqual([
      'create namespace ingress: unless an add-on of this run makes it: web-tls, self-tls goes there',
      'create secret kube-system/kubestrap-ingress-ca: the CA is made, and kept here for other operators',
      'create secret ingress/web-tls: it is not there yet',
      'create secret ingress/self-tls: it is not there yet',
    ]);
    expect(before.changes[1]?.after).toContain('(known after apply)');
    await expect(stat(join(cluster.directory, '.kubestrap'))).rejects.toThrow('ENOENT');
    await apply(world, cluster);
    expect([...world.secrets.keys()]).toEqual([
      'kube-system/kubestrap-ingress-ca',
      'ingress/web-tls',
      'ingress/self-tls',
    ]);
    expect((await apply(world, cluster)).changed).toBe(false);
  });

  test('come again where names change, and only those', async () => {
    const { cluster, world, of } = await applied();
    const [key, other] = [of('ingress/web-tls').data['tls.key'], of('ingress/self-tls')];
    const edited = withCertificates(cluster, wanted({ dnsNames: ['new.example.org'] }), self);
    const { changes } = await planned(world, edited);
    expect(changes).toMatchObject([
      { action: 'update', resource: 'secret ingress/web-tls', reason: 'its names change' },
    ]);
    expect(changes[0]?.before).toMatch(
      /^DNS:web\.example\.org\nissued by kubestrap ingress CA of prod\nvalid until /,
    );
    expect(changes[0]?.after).toBe(
      'DNS:new.example.org\nissued by kubestrap ingress CA of prod\nvalid for 365 days',
    );
    expect((await apply(world, edited)).changed).toBe(true);
    expect(of('ingress/web-tls').data['tls.key']).not.toBe(key);
    expect(of('ingress/self-tls')).toBe(other);
  });

  test.each<[string, string, Partial<FakeSecret>]>([
    ['a key of somebody', 'tls.key', {}],
    ['no key', '', {}],
  ])('come again where the Secret has %s', async (_, replaced) => {
    const { cluster, world, of, change } = await applied();
    const { 'tls.key': _key, ...rest } = of('ingress/web-tls').data;
    const theirs = of('ingress/self-tls').data['tls.key'] ?? '';
    change('ingress/web-tls', { data: replaced === '' ? rest : { ...rest, 'tls.key': theirs } });
    expect(named(await planned(world, cluster))).toEqual([
      'update secret ingress/web-tls: its content is not what was put there',
    ]);
  });

  test('come again where ca.crt is another, and where they are due', async () => {
    const { cluster, world, of, change } = await applied();
    const due = await planned(world, cluster, {
      ingress: { renewBeforeMs: 365 * DAY_MS - 60_000, only: ['web'] },
    });
    expect(named(due)).toEqual([
      expect.stringMatching(/^update secret ingress\/web-tls: it expires in 36[45] days/),
    ]);
    const { data } = of('ingress/web-tls');
    change('ingress/web-tls', { data: { ...data, 'ca.crt': of('ingress/self-tls').data['ca.crt'] ?? '' } });
    expect(named(await planned(world, cluster))).toEqual([
      'update secret ingress/web-tls: its ca.crt is not that of its CA',
    ]);
  });

  test.each<[string, Partial<FakeSecret>, string]>([
    ['is of another type', { type: 'Opaque' }, 'is not of type kubernetes.io/tls'],
    [
      'is managed by something else',
      { labels: { 'app.kubernetes.io/managed-by': 'cert-manager' } },
      'cert-manager manages it',
    ],
    ['has no mark of ours', { labels: {}, annotations: {} }, 'something else than kubestrap manages it'],
  ])('refuse a Secret that %s, before anything is changed', async (_, edit, message) => {
    const { cluster, world, change } = await applied();
    change('ingress/web-tls', edit);
    const commands = world.commands.length;
    const error = await apply(world, cluster).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RefusedError);
    expect(JSON.stringify(error)).toContain(message);
    expect(world.commands).toHaveLength(commands);
  });

  test('never come from a new CA in silence: one that is lost is an error', async () => {
    const { cluster, world } = await applied();
    await rm(join(cluster.directory, '.kubestrap'), { recursive: true });
    expect((await planned(world, cluster)).changes).toEqual([]);
    world.secrets.delete('kube-system/kubestrap-ingress-ca');
    const lost = await planned(world, cluster);
    expect(lost.refusals).toEqual([
      expect.stringMatching(/issued the Secret ingress\/web-tls, and neither .* has it: bring/),
    ]);
    expect(lost.changes).toEqual([]);
  });

  test('that are refused only when their turn comes are an error at the end, and nothing of them is put', async () => {
    const cluster = await clusterOf([wanted({ ca: { mode: 'generated' } })]);
    const world = new World(cluster);
    const context = contextOf(world, cluster);
    // what stands in the way comes between plan and run
    world.onCommand = (_host, [name]) => {
      if (name === 'create_namespace') throw new Error('the program was sent');
      return undefined;
    };
    const error = await applyAction(context, {
      holder,
      confirm: async () => {
        await writeFile(join(cluster.directory, '.kubestrap'), 'a file');
        return true;
      },
    }).catch((reason: unknown) => reason);
    expect(error instanceof RunFailedError && error.errors).toEqual(
      ['ca.crt', 'ca.key'].map((name) => ({
        scope: 'cluster',
        phase: 'ingress-certificates',
        code: 'refused',
        message: expect.stringContaining(`${name}: the file cannot be read`),
      })),
    );
    expect(world.secrets.size).toBe(0);
  });

  test('that cannot be made are an error that names them, and nothing is sent', async () => {
    const { cluster, world } = await applied();
    await rm(join(cluster.directory, '.kubestrap'), { recursive: true });
    const [commands, programs] = [world.commands.length, world.transport.programs().length];
    // the fake cluster gives no key away
    const edited = withCertificates(cluster, wanted({ dnsNames: ['new.example.org'] }), self);
    const error = await apply(world, edited).catch((reason: unknown) => reason);
    expect(error instanceof RunFailedError && error.errors).toEqual([
      expect.objectContaining({
        host: 'cp-1',
        phase: 'ingress-certificates',
        step: 'secret ingress/web-tls',
        message: expect.stringMatching(/^cannot be made: .*kubestrap-ingress-ca: there is no private key/),
      }),
    ]);
    expect(world.commands).toHaveLength(commands);
    expect(world.transport.programs()).toHaveLength(programs);
  });
});

test('certs ingress --apply needs a cluster, and says so', async () => {
  const cluster = await clusterOf();
  const error = await apply(new World(cluster), cluster, { phases: [ingressCertificatesOnly] }).catch(
    (reason: unknown) => reason,
  );
  expect(error instanceof RunFailedError && error.errors).toEqual([
    expect.objectContaining({
      host: 'cp-1',
      message: expect.stringContaining('"kubestrap apply" makes one'),
    }),
  ]);
});

test('a rendered program has names in the place of Secrets', async () => {
  const [host] = renderAction(await clusterOf());
  expect(host?.program).toContain(`put_secret ingress web-tls "$\{KUBESTRAP_SECRET_INGRESS_WEB_TLS:?}"`);
  expect(host?.program).toContain(`create_secret "$\{KUBESTRAP_SECRET_KUBE_SYSTEM_KUBESTRAP_INGRESS_CA:?}"`);
});

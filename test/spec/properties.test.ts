import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { closest, distance } from '../../src/values/suggest.ts';
import { clusterOf, load, problemsOf } from './support.ts';

const header = { apiVersion: 'kubestrap.dev/v1alpha1' };
const inventory = {
  ...header,
  kind: 'Inventory',
  ssh: { user: 'ops', port: 2222 },
  groups: { edge: { labels: { a: 'b', c: 'd' }, node: { sysctls: { 'x.a': 1 }, swap: 'disabled' } } },
  hosts: [
    { name: 'cp-1', role: 'control-plane', address: '192.0.2.11', groups: ['edge'], labels: { e: 'f' } },
  ],
};
const cluster = {
  ...header,
  kind: 'Cluster',
  metadata: { name: 'prod' },
  spec: {
    kubernetesVersion: 'v1.36.2',
    controlPlaneEndpoint: { host: 'apiserver.cluster.local', port: 6443 },
    networking: { podSubnet: '10.244.0.0/16', dnsDomain: 'cluster.local' },
    kubelet: { cgroupDriver: 'systemd', evictionHard: { 'memory.available': '1', 'nodefs.available': '2' } },
    node: { sysctls: { 'x.a': 0, 'x.b': 0 }, kernelModules: ['a', 'b'] },
  },
};

/** The same data with the keys of every map in an order that `random` decides. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => ({ key, inner, order: random() }));
  entries.sort((a, b) => a.order - b.order);
  return Object.fromEntries(entries.map(({ key, inner }) => [key, shuffled(inner, random)]));
}

/** Every map of a document, as the path to it; those whose keys are free are left out. */
function maps(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const free = ['labels', 'sysctls', 'kubelet', 'groups', 'evictionHard'].includes(String(path.at(-1)));
  const inner = Object.entries(value).flatMap(([key, each]) =>
    path.at(-1) === 'kubelet' ? [] : maps(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) || free ? inner : [path, ...inner];
}

/** A copy with a key added to the map at a path. */
function withKey(value: unknown, [first, ...rest]: readonly (string | number)[], key: string): unknown {
  if (first === undefined) return { ...Object(value), [key]: 'x' };
  if (Array.isArray(value))
    return value.map((item, index) => (index === first ? withKey(item, rest, key) : item));
  return { ...Object(value), [first]: withKey(Object(value)[first], rest, key) };
}

/** The path of every value of a document. */
function everyPath(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => everyPath(inner, [...path, key]))];
}

/** A copy with the value at a path replaced. */
function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === first ? replaced(item, rest, by) : item));
  }
  return { ...Object(value), [first]: replaced(Object(value)[first], rest, by) };
}

describe('for any input', () => {
  it('the order of keys does not change the model', async () => {
    const { directory: _, ...expected } = await clusterOf({
      inventory: stringify(inventory),
      cluster: stringify(cluster),
    });
    const seeds = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 50, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(seeds, async (orders) => {
        let next = 0;
        const random = (): number => orders[next++ % orders.length] ?? 0;
        const files = {
          inventory: stringify(shuffled(inventory, random)),
          cluster: stringify(shuffled(cluster, random)),
        };
        const { directory: __, ...model } = await clusterOf(files);
        expect(model).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('an unknown key is reported where it stands', async () => {
    const places = [
      ...maps(inventory).map((path) => ({ file: 'inventory' as const, path })),
      ...maps(cluster).map((path) => ({ file: 'cluster' as const, path })),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.stringMatching(/^q[a-z0-9 .:#"'é]{6,20}$/),
        async (place, key) => {
          const data = { inventory, cluster };
          const text = stringify(withKey(data[place.file], place.path, key), { lineWidth: 0 });
          const line = text.split('\n').findIndex((each) => /^[\s-]*["']?q/.test(each));
          const column = (text.split('\n')[line] ?? '').search(/["']?q/);
          const problems = await problemsOf({
            inventory: stringify(inventory),
            cluster: stringify(cluster),
            [place.file]: text,
          });
          expect(problems).toHaveLength(1);
          expect(problems[0]).toContain(`${place.file}.yaml:${line + 1}:${column + 1} error unknown key`);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a wrong value anywhere leads to problems, never to a crash', async () => {
    const odd = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        0,
        -1,
        Number.POSITIVE_INFINITY,
        '',
        'all',
        [],
        {},
        [null],
        { env: 'A' },
        'v1.20.2',
        '10.0.0.0/8',
      ),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const files = fc.record({ file: fc.constantFrom('inventory', 'cluster'), at: fc.nat(), value: odd });
    await fc.assert(
      fc.asyncProperty(files, async ({ file, at, value }) => {
        const data: Record<string, unknown> = { inventory, cluster };
        const paths = everyPath(data[file]);
        const text = stringify(replaced(data[file], paths[at % paths.length] ?? [], value));
        const good = { inventory: stringify(inventory), cluster: stringify(cluster) };
        for (const problem of (await load({ ...good, [file]: text })).problems) {
          expect(problem.message).not.toMatch(/undefined|\[object|NaN/);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('arbitrary text is refused in an orderly way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'[]{}:-?&*!|>%@"\'#,\n\t ab1\u0000<~') }),
        async (text) => {
          const problems = await problemsOf({ inventory: text });
          expect(problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('suggestions', () => {
  const words = ['kernelModules', 'sysctls', 'ephemeralPorts', 'timeSync', 'swap', 'hosts'];

  it('find the word that one edit was made to', () => {
    const edit = fc.record({
      word: fc.constantFrom(...words),
      at: fc.nat(),
      kind: fc.constantFrom('drop', 'add', 'swap', 'change'),
    });
    fc.assert(
      fc.property(edit, ({ word, at, kind }) => {
        const index = at % (word.length - 1);
        const [before, after] = [word.slice(0, index), word.slice(index)];
        const edited = {
          drop: before + after.slice(1),
          add: `${before}q${after}`,
          change: `${before}q${after.slice(1)}`,
          swap: before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2),
        }[kind];
        expect(distance(word, edited)).toBeLessThanOrEqual(1);
        expect(closest(edited, words)).toBe(word);
      }),
    );
  });

  it('stay silent when nothing is close', () => {
    expect(closest('firewall', words)).toBeUndefined();
    expect(closest('x', words)).toBeUndefined();
  });

  it('measure a distance that is symmetric and zero only for equals', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('a sysctl has one value, of the highest layer that sets it, however each spells it', async () => {
    const keys = [
      ['kernel.panic', 'kernel/panic'],
      ['net.ipv4.conf.eth0/1.forwarding', 'net/ipv4/conf/eth0.1/forwarding'],
      ['vm.swappiness', 'vm/swappiness'],
    ] as const;
    const layer = fc.array(fc.record({ spelling: fc.nat(1), value: fc.option(fc.nat(9)) }), {
      minLength: keys.length,
      maxLength: keys.length,
    });
    const written = (drawn: readonly { spelling: number; value: number | null }[]) =>
      Object.fromEntries(
        keys.flatMap((spellings, at) => {
          const { spelling = 0, value = null } = drawn[at] ?? {};
          return value === null ? [] : [[spellings[spelling] ?? '', value]];
        }),
      );
    await fc.assert(
      fc.asyncProperty(layer, layer, layer, async (everywhere, group, own) => {
        const layers = [everywhere, group, own];
        const { hosts } = await clusterOf({
          inventory: stringify({
            ...inventory,
            groups: { edge: { node: { sysctls: written(group) } } },
            hosts: inventory.hosts.map((host) => ({ ...host, node: { sysctls: written(own) } })),
          }),
          cluster: stringify({
            ...cluster,
            spec: { ...cluster.spec, node: { sysctls: written(everywhere) } },
          }),
        });
        const expected = keys.flatMap(([key], at) => {
          const value = layers.map((one) => one[at]?.value ?? null).findLast((one) => one !== null);
          return value === undefined ? [] : [[key, String(value)]];
        });
        expect(hosts[0]?.node.sysctls).toEqual(Object.fromEntries(expected));
      }),
      { numRuns: 40 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  componentPorts,
  formatPorts,
  intersectPorts,
  nodePorts,
  type PortList,
  parsePorts,
  reservedPorts,
  subtractPorts,
  unionPorts,
} from '../../src/knowledge/ports.ts';
import { makeCluster, makeComponent, makeVersion } from '../fixtures/cluster.ts';

/** Small ports, so that ranges touch and overlap often; any order, as `unionPorts` takes them. */
const ranges = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 5 }))
    .map(([first, size]): readonly [number, number] => [first, first + size]),
);

function members(ports: PortList): Set<number> {
  return new Set(
    ports.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
  );
}

const nodePortFlag = (value: string) =>
  makeCluster({
    apiServer: { ...makeComponent({ extraArgs: { 'service-node-port-range': value } }), certSANs: [] },
  });

describe('port lists', () => {
  test('union, difference and intersection are those of the sets', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const [a, b] = [members(left), members(right)];
        expect(members(unionPorts(left, right))).toEqual(new Set([...a, ...b]));
        expect(members(subtractPorts(left, right))).toEqual(new Set([...a].filter((port) => !b.has(port))));
        expect(members(intersectPorts(left, right))).toEqual(new Set([...a].filter((port) => b.has(port))));
      }),
    );
  });

  test('results are in order and as short as possible', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        for (const ports of [
          unionPorts(left, right),
          subtractPorts(left, right),
          intersectPorts(left, right),
        ]) {
          ports.forEach(([first], index) => {
            const before = ports[index - 1];
            if (before !== undefined) expect(first).toBeGreaterThan(before[1] + 1);
          });
        }
      }),
    );
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(ranges, (ports) => {
        expect(parsePorts(formatPorts(unionPorts(ports)))).toEqual(unionPorts(ports));
      }),
    );
  });

  test('foreign values survive our coming and going', () => {
    fc.assert(
      fc.property(ranges, ranges, (foreign, ours) => {
        const claimed = subtractPorts(ours, foreign);
        const merged = unionPorts(foreign, ours);
        expect(subtractPorts(merged, claimed)).toEqual(unionPorts(foreign));
      }),
    );
  });

  test.each([
    ['', ''],
    ['\n', ''],
    ['8080', '8080'],
    ['10-10', '10'],
    ['30000-32767,2380,2379,2381\n', '2379-2381,30000-32767'],
    ['1,2-4,,3-9', '1-9'],
    ['0,65535', '0,65535'],
  ])('%j is %j', (text, canonical) => {
    expect(formatPorts(parsePorts(text))).toBe(canonical);
  });

  test.each(['x', '1-', '-1', '5-4', '65536', '1-65536', '1-2-3', '0x10', '1e3'])('%j is refused', (text) => {
    expect(() => parsePorts(text)).toThrow(RangeError);
  });
});

describe('NodePorts', () => {
  test.each([
    ['20000-22767', '20000-22767'],
    ['20000+2767', '20000-22767'],
    ['20000', '20000'],
    ['0', ''],
  ])('service-node-port-range=%s is %j', (flag, ports) => {
    expect(formatPorts(nodePorts(nodePortFlag(flag)))).toBe(ports);
  });

  test('are 30000-32767 by default', () => {
    expect(formatPorts(nodePorts(makeCluster()))).toBe('30000-32767');
  });

  test.each(['many', '2-1', '1-99999', ''])(
    'service-node-port-range=%j is an error with its path',
    (flag) => {
      expect(() => nodePorts(nodePortFlag(flag))).toThrow('spec.apiServer.extraArgs.service-node-port-range');
    },
  );
});

describe('component ports', () => {
  const numbers = (...args: Parameters<typeof componentPorts>) =>
    componentPorts(...args).map(({ port }) => port);

  test('of a worker', () => {
    expect(numbers(makeCluster(), 'worker')).toEqual([10248, 10249, 10250, 10256]);
  });

  test('of a control plane', () => {
    const expected = [2379, 2380, 2381, 6443, 10248, 10249, 10250, 10256, 10257, 10259];
    expect(numbers(makeCluster(), 'control-plane')).toEqual(expected);
  });

  test('the insecure ones are open up to 1.18', () => {
    const of = (version: string) =>
      numbers(makeCluster({ kubernetesVersion: makeVersion(version) }), 'control-plane');
    expect(of('v1.18.20')).toEqual(expect.arrayContaining([10251, 10252]));
    expect(of('v1.19.0')).not.toEqual(expect.arrayContaining([10251]));
  });

  test('etcd has none where it is external', () => {
    const external = { endpoints: ['https://10.0.0.5:2379'], caFile: '/a', certFile: '/b', keyFile: '/c' };
    expect(numbers(makeCluster({ etcd: { external } }), 'control-plane')).not.toContain(2379);
  });

  test('are where the spec puts them', () => {
    const cluster = makeCluster({
      endpoint: { host: 'api.example.org', port: 8443, provider: 'external' },
      scheduler: makeComponent({ extraArgs: { 'secure-port': '11259' } }),
      kubelet: { port: 11250, readOnlyPort: 10255, healthzPort: 0 },
      kubeProxy: { metricsBindAddress: '[::]:11249', healthzBindAddress: '' },
    });
    const expected = [2379, 2380, 2381, 8443, 10255, 10256, 10257, 11249, 11250, 11259];
    expect(numbers(cluster, 'control-plane')).toEqual(expected);
  });
});

describe('reserved ports', () => {
  test("nothing, with the kernel's own range", () => {
    expect(reservedPorts(makeCluster(), [32768, 60999])).toBe('');
  });

  test('everything that a widened range covers', () => {
    expect(reservedPorts(makeCluster(), [1024, 65535])).toBe(
      '2379-2381,6443,10248-10250,10256-10257,10259,30000-32767',
    );
    expect(reservedPorts(makeCluster(), [1024, 65535], 'worker')).toBe('10248-10250,10256,30000-32767');
  });

  test('only the part inside, where the range begins among them', () => {
    expect(reservedPorts(makeCluster(), [10250, 31000])).toBe('10250,10256-10257,10259,30000-31000');
    expect(reservedPorts(nodePortFlag('40000-40010'), [12000, 65535])).toBe('40000-40010');
  });
});

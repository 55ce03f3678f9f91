import { describe, expect, test } from 'vitest';
import { parseContents } from '../../src/cluster/cluster-contents.ts';
import { named } from '../../src/model/change-id.ts';
import type { Plan } from '../../src/model/plan.ts';
import { formatLoss } from '../../src/ui/reset-view.ts';

const change = {
  phase: 'reset',
  ...named('record'),
  action: 'delete',
  before: 'x',
  after: null,
  reason: '',
  disruption: 'none',
} as const;
const plan: Plan = {
  version: 1,
  cluster: { changes: [] },
  hosts: [{ name: 'cp-1', reachable: true, changes: [change] }],
  refusals: [],
  summary: { create: 0, update: 0, delete: 1, run: 0, hosts: 1, unreachable: 0 },
};
const ANSWER = 'nodes 3\npods 12\nvolume data-0 (shop/data-db-0)\nvolume free\nend\n';

describe('what a cluster holds', () => {
  test('is counted from the whole answer, or not at all', () => {
    expect(parseContents(ANSWER)).toEqual({
      nodes: 3,
      pods: 12,
      localVolumes: ['data-0 (shop/data-db-0)', 'free'],
    });
    expect(parseContents('nodes 3\npods 12\n')).toBeNull();
    expect(parseContents('')).toBeNull();
  });
});

describe('what is lost', () => {
  const base = {
    plan,
    isWhole: true,
    isAnswering: true,
    keepsObjects: false,
    contents: parseContents(ANSWER),
  };

  test('is said in numbers, with the volumes whose data is on nodes', () => {
    expect(formatLoss('prod', base)).toBe(`
The cluster prod goes with 3 nodes, 12 Pods and all objects in etcd.
Its 2 PersistentVolumes with data on nodes: files stay on the disks, what knows of them goes:
  data-0 (shop/data-db-0)
  free
`);
  });

  test('of many volumes, ten are named', () => {
    const localVolumes = Array.from({ length: 12 }, (_, n) => `v-${n}`);
    const said = formatLoss('prod', { ...base, contents: { nodes: 1, pods: 1, localVolumes } });
    expect(said).toContain('with 1 node, 1 Pod and');
    expect(said).toContain('  v-9\n  and 2 more\n');
  });

  test('a cluster that does not say, or does not answer, is named all the same', () => {
    expect(formatLoss('prod', { ...base, contents: null })).toContain('did not say what it holds');
    expect(formatLoss('prod', { ...base, contents: null, isAnswering: false })).toContain('does not answer');
    const elsewhere = { ...base, keepsObjects: true };
    expect(formatLoss('prod', elsewhere)).toContain('no object in etcd, which is external: they stay');
    expect(formatLoss('prod', { ...elsewhere, contents: null })).toContain('stay in the external etcd');
  });

  test('single hosts, and hosts with nothing to clean, are no cluster', () => {
    expect(formatLoss('prod', { ...base, isWhole: false })).toBe('');
    expect(formatLoss('prod', { ...base, plan: { ...plan, hosts: [] } })).toBe('');
  });
});

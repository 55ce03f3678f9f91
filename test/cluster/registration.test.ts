import { expect, test } from 'vitest';
import { registrationDrift, registrationOf } from '../../src/cluster/registration.ts';
import { bareFacts } from '../../src/facts/gather.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';

const host = makeHost({ node: makeNode({ kubeletExtraArgs: { 'max-pods': '110', v: '2' } }) });
const cluster = makeCluster({ hosts: [host] });
const noted = (registration?: string) => ({
  ...bareFacts(),
  record: {
    version: 1 as const,
    cluster: {
      name: 'prod',
      uid: 'uid-1',
      caPin: 'sha256:0',
      ...(registration === undefined ? {} : { registration }),
    },
    resources: {},
  },
});

test('a node that joined with what the files say now has no drift', () => {
  expect(registrationDrift('prepare', cluster, host, noted(registrationOf(cluster, host)))).toEqual([]);
});

test('the order of flags is no difference', () => {
  const turned = { ...host, node: makeNode({ kubeletExtraArgs: { v: '2', 'max-pods': '110' } }) };
  expect(registrationOf(cluster, turned)).toBe(registrationOf(cluster, host));
});

test('a node whose record does not say how it joined has no drift', () => {
  expect(registrationDrift('prepare', cluster, host, noted())).toEqual([]);
});

test('a changed, a new and a missing setting are each named, and none is said to be possible', () => {
  const later = {
    ...host,
    internalAddresses: ['10.0.0.99'],
    node: makeNode({ kubeletExtraArgs: { v: '2', 'max-pods': '250', 'register-node': 'true' } }),
  };
  const facts = noted(
    registrationOf(cluster, {
      ...host,
      node: makeNode({ kubeletExtraArgs: { 'max-pods': '110', v: '2', 'cgroup-root': '/' } }),
    }),
  );
  const changes = registrationDrift('prepare', cluster, later, facts).map(({ change }) => change);
  expect(changes.map(({ resource, action, before, after }) => [resource, action, before, after])).toEqual([
    ['registration internalAddress', 'update', '"10.0.0.11"', '"10.0.0.99"'],
    ['registration kubeletExtraArgs.cgroup-root', 'delete', '/', null],
    ['registration kubeletExtraArgs.max-pods', 'update', '"110"', '"250"'],
    ['registration kubeletExtraArgs.register-node', 'create', null, '"true"'],
  ]);
});

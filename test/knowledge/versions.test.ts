import { expect, test } from 'vitest';
import { NEWEST_MINOR, OLDEST_MINOR, versionFacts } from '../../src/knowledge/versions.ts';
import { makeVersion } from '../fixtures/cluster.ts';

const facts = (minor: number) => versionFacts(makeVersion(`v1.${minor}.0`));
const role = (name: string) => `node-role.kubernetes.io/${name}`;
const NOT_BALANCED = 'node.kubernetes.io/exclude-from-external-load-balancers';

test('every minor from the oldest to the newest has facts', () => {
  for (let minor = OLDEST_MINOR; minor <= NEWEST_MINOR; minor += 1) expect(facts(minor)).toBeDefined();
  expect(() => facts(14)).toThrow('spec.kubernetesVersion v1.14.0 is too old');
});

test.each([
  [23, [role('master')]],
  [24, [role('control-plane'), role('master')]],
  [25, [role('control-plane')]],
])('1.%i taints control planes with %j', (minor, taints) => {
  expect(facts(minor).controlPlaneTaints).toEqual(taints);
});

test.each([
  [19, [role('master')]],
  [20, [role('control-plane'), role('master')]],
  [21, [role('control-plane'), role('master'), NOT_BALANCED]],
  [24, [role('control-plane'), NOT_BALANCED]],
])('1.%i labels control planes with %j', (minor, labels) => {
  expect(facts(minor).controlPlaneLabels).toEqual(labels);
});

test.each([
  [16, 'kubelet-config-1.16'],
  [23, 'kubelet-config-1.23'],
  [24, 'kubelet-config'],
])("1.%i keeps the kubelets' configuration in %s", (minor, name) => {
  expect(facts(minor).kubeletConfigMap).toBe(name);
});

test.each([
  [21, 'cgroupfs'],
  [22, 'systemd'],
])("1.%i's kubelets use %s by default", (minor, driver) => {
  expect(facts(minor).cgroupDriver).toBe(driver);
});

test("kubeadm's preflight wants the bridge sysctls up to 1.29", () => {
  expect([29, 30].map((minor) => facts(minor).bridgePreflight)).toEqual([true, false]);
});

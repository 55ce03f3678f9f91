import { requiredModules as modulesOf } from '../../src/kubeadm/modules.ts';
import { componentPorts as portsOf } from '../../src/kubeadm/ports.ts';
import type { Cluster } from '../../src/spec/model.ts';
import { makeHost } from '../fixtures/cluster.ts';

/** The ports of a control plane. */
export function componentPorts(cluster: Cluster): readonly number[] {
  return portsOf(cluster, 'control-plane').map(({ port }) => port);
}

/** The modules of a control plane about which the spec says nothing. */
export function requiredModules(cluster: Cluster): readonly string[] {
  return modulesOf(cluster, makeHost()).map(({ name }) => name);
}

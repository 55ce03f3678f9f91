import { requiredModules as modulesOf } from '../../src/knowledge/modules.ts';
import { componentPorts as portsOf } from '../../src/knowledge/ports.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { makeHost } from '../fixtures/cluster.ts';

/** The ports of a control plane. */
export function componentPorts(cluster: Cluster): readonly number[] {
  return portsOf(cluster, 'control-plane').map(({ port }) => port);
}

/** The modules of a control plane about which the spec says nothing. */
export function requiredModules(cluster: Cluster): readonly string[] {
  return modulesOf(cluster, makeHost()).map(({ name }) => name);
}

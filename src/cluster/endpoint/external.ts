import type { Cluster, Host } from '../../model/cluster.ts';
import { parseIp } from '../../values/ip.ts';
import type { Endpoint } from './endpoint.ts';

/** The endpoint is a load balancer or a DNS record that the user keeps. */
export const external: Endpoint = {
  isKnownElsewhere: true,
  targets: () => [],
  problems: () => [],
  removalRefusals,
};

/** An endpoint that is this host alone would leave every node without an API server. */
function removalRefusals({ endpoint }: Cluster, host: Host): string[] {
  const own = [host.address, ...host.internalAddresses];
  if (!parseIp(endpoint.host) || !own.includes(endpoint.host)) return [];
  return [
    `controlPlaneEndpoint is ${endpoint.host}, an address of ${host.name} itself: every node would lose the API server. Move that address to another control plane or to a load balancer first, and give ${host.name} another one in the inventory`,
  ];
}

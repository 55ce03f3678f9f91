import type { Cluster, EndpointProvider } from '../../model/cluster.ts';
import type { Endpoint } from './endpoint.ts';
import { external } from './external.ts';
import { hosts } from './hosts.ts';

const ENDPOINTS: Readonly<Record<EndpointProvider, Endpoint>> = { hosts, external };

/** The endpoint of a cluster, by its provider. */
export function endpointOf({ endpoint }: Pick<Cluster, 'endpoint'>): Endpoint {
  return ENDPOINTS[endpoint.provider];
}

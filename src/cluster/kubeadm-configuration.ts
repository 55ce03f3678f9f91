import type { HostFacts } from '../facts/types.ts';
import { apiServerPort } from '../knowledge/ports.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { toYaml } from '../secrets/yaml.ts';
import type { JsonObject } from '../values/json.ts';

/**
 * What kubeadm needs to know to make certificates on a host that is a member: the cluster's configuration as it is,
 * and of the node what it would otherwise guess. Fields that are the same in every version of the API, so that of the
 * cluster's own configuration fits both.
 */
export function kubeadmConfiguration(
  cluster: Cluster,
  host: Host,
  { apiServer }: HostFacts,
  clusterConfiguration: JsonObject,
): string {
  const advertiseAddress = apiServer.advertiseAddress ?? host.internalAddresses[0] ?? host.address;
  return toYaml([
    {
      apiVersion: clusterConfiguration.apiVersion ?? '',
      kind: 'InitConfiguration',
      localAPIEndpoint: { advertiseAddress, bindPort: apiServer.securePort ?? apiServerPort(cluster) },
      nodeRegistration: { name: host.name, criSocket: cluster.criSocket },
    },
    clusterConfiguration,
  ]);
}

import type { HostFacts } from '../facts/types.ts';
import { apiServerPort } from '../knowledge/ports.ts';
import { named } from '../model/change-id.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Notice } from '../shell/emit.ts';
import type { JsonObject } from '../values/json.ts';
import { fieldDrift, parseObject } from './config-drift.ts';

/** What kubeadm writes on a node when it joins, and never again. Labels and taints are not of it: they follow. */
function registration(cluster: Cluster, { role, internalAddresses, node }: Host): JsonObject {
  return {
    criSocket: cluster.criSocket,
    internalAddress: internalAddresses.join(','),
    kubeletExtraArgs: Object.fromEntries(
      Object.entries(node.kubeletExtraArgs).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    ...(role === 'control-plane' ? { bindPort: apiServerPort(cluster) } : {}),
  };
}

/** For the record of a host: one line, the same for the same settings. */
export function registrationOf(cluster: Cluster, host: Host): string {
  return JSON.stringify(registration(cluster, host));
}

/** Settings that changed since the host joined: said, as long as nothing brings them to a running node. */
export function registrationDrift(
  phase: string,
  cluster: Cluster,
  host: Host,
  { record }: HostFacts,
): Notice[] {
  const noted = record?.cluster?.registration;
  if (noted === undefined) return [];
  const was = parseObject(noted);
  return fieldDrift(registration(cluster, host), was, was).map(({ path, before, after }) => ({
    change: {
      phase,
      ...named('registration', path),
      action: before === null ? 'create' : after === null ? 'delete' : 'update',
      before,
      after,
      reason:
        'the node joined with the former: kubestrap cannot bring this to a running node yet, and leaves it alone',
      disruption: 'restart',
    },
  }));
}

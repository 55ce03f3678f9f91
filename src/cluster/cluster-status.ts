import { createHash } from 'node:crypto';
import { dump } from '../secrets/yaml.ts';
import { changeClusterStatus } from '../shell/functions/removal.ts';
import type { Script } from '../shell/sh.ts';
import { isObject } from '../values/json.ts';
import { parseObject } from './config-drift.ts';

/**
 * What takes control planes out of the `ClusterStatus` that kubeadm up to 1.21 keeps, where a name stays (kubeadm#1300)
 * and every join asks the API server of each; undefined: none of them is in it. `clusterStatus` is what is there, to
 * the byte: nothing is written where it changed since.
 */
export function forgetApiServers(clusterStatus: string, names: readonly string[]): Script | undefined {
  const status = parseObject(clusterStatus);
  const endpoints = isObject(status.apiEndpoints) ? status.apiEndpoints : {};
  if (!names.some((name) => Object.hasOwn(endpoints, name))) return undefined;
  const apiEndpoints = Object.fromEntries(
    Object.entries(endpoints).filter(([name]) => !names.includes(name)),
  );
  const patch = { data: { ClusterStatus: dump({ ...status, apiEndpoints }) } };
  const sum = createHash('sha256').update(clusterStatus).digest('hex');
  return changeClusterStatus(sum, JSON.stringify(patch));
}

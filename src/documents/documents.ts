/** The documents kubeadm is given, one function per kind, and the sets in which they travel. */

import type { Cluster, Host } from '../model/cluster.ts';
import type { RenderedObject } from '../secrets/rendered.ts';
import { clusterConfiguration } from './cluster-configuration.ts';
import { kubeletConfiguration, kubeProxyConfiguration } from './component-configuration.ts';
import { type InitSecrets, initConfiguration } from './node-configuration.ts';

export { patchFiles } from '../knowledge/patches.ts';
export { clusterConfiguration } from './cluster-configuration.ts';
export { kubeletConfiguration, kubeProxyConfiguration } from './component-configuration.ts';
export { initConfiguration, joinConfiguration } from './node-configuration.ts';
export { unsupportedFields } from './unsupported.ts';

/** Everything `kubeadm init --config` reads. Throws RenderError. */
export function initDocuments(cluster: Cluster, host: Host, secrets: InitSecrets = {}): RenderedObject[] {
  return [
    initConfiguration(cluster, host, secrets),
    clusterConfiguration(cluster),
    kubeletConfiguration(cluster),
    kubeProxyConfiguration(cluster),
  ];
}

/** The documents kubeadm is given, one function per kind, and the sets in which they travel. */

import type { Cluster, Component, Host } from '../spec/model.ts';
import { clusterConfiguration } from './cluster-configuration.ts';
import { kubeletConfiguration, kubeProxyConfiguration } from './component-configuration.ts';
import type { RenderError } from './errors.ts';
import { unsupportedArgs, unsupportedEnvs } from './flags.ts';
import {
  type InitSecrets,
  initConfiguration,
  unsupportedChecks,
  unsupportedNode,
} from './node-configuration.ts';
import type { RenderedObject } from './rendered.ts';

export { clusterConfiguration } from './cluster-configuration.ts';
export { kubeletConfiguration, kubeProxyConfiguration } from './component-configuration.ts';
export { initConfiguration, joinConfiguration } from './node-configuration.ts';

/** Everything `kubeadm init --config` reads. Throws RenderError. */
export function initDocuments(cluster: Cluster, host: Host, secrets: InitSecrets = {}): RenderedObject[] {
  return [
    initConfiguration(cluster, host, secrets),
    clusterConfiguration(cluster),
    kubeletConfiguration(cluster),
    kubeProxyConfiguration(cluster),
  ];
}

/**
 * Every field of the model that the chosen version cannot express, for validation to report at once.
 * Rendering throws the first of them that it meets. Throws RenderError only for an unknown version.
 */
export function unsupportedFields(cluster: Cluster): readonly RenderError[] {
  const component = ({ extraArgs, extraEnvs }: Component, path: string) => [
    ...unsupportedArgs(cluster, extraArgs, `${path}.extraArgs`),
    ...unsupportedEnvs(cluster, extraEnvs, `${path}.extraEnvs`),
  ];
  return [
    ...component(cluster.apiServer, 'spec.apiServer'),
    ...component(cluster.controllerManager, 'spec.controllerManager'),
    ...component(cluster.scheduler, 'spec.scheduler'),
    ...('local' in cluster.etcd
      ? unsupportedArgs(cluster, cluster.etcd.local.extraArgs, 'spec.etcd.local.extraArgs')
      : []),
    ...unsupportedChecks(cluster),
    ...cluster.hosts.flatMap((host) => unsupportedNode(cluster, host)),
  ];
}

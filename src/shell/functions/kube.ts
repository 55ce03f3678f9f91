import { call, type Script, type Value } from '../sh.ts';

/** kubectl as the cluster's admin, at this host's own API server. */
export const kube = (...words: readonly Value[]): Script => call('kube', ...words);

/** Prints the names of the resources of a kind that this host's record has. */
export const recorded = (kind: string): Script => call('recorded', kind);

/** Applies a manifest, again for a while if it needs a definition from the same manifest. */
export const applyManifest = (content: string): Script => call('apply_manifest', content);

/** Notes a value in the ConfigMap kube-system/kubestrap; it lands in JSON as it is. */
export const remember = (key: string, value: string | Script): Script => call('remember', key, value);

/** Makes a Node of this name, in JSON, unless the API server has one. */
export const createNode = (name: string, manifest: string): Script => call('create_node', name, manifest);

/** Waits until the kubelet has told the Node what its host has. */
export const nodeReports = (name: string, seconds: number): Script => call('node_reports', name, seconds);

/** Waits until the kubelet renews the lease of its Node, from now on. */
export const nodeRenews = (name: string, seconds: number): Script => call('node_renews', name, seconds);

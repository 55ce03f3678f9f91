import { call, type Script } from '../sh.ts';

/** Saves a snapshot, and prints what etcd says of it. */
export const saveSnapshot = (path: string): Script => call('save_snapshot', path);

/** Prints rows about etcd's static Pod, and how far a restore came here. */
export const restoreSays = (): Script => call('restore_says');

/** Notes how far a restore is on this host. */
export const restoreStage = (id: string, fingerprint: string, stage: string): Script =>
  call('restore_stage', id, fingerprint, stage);

/** Prints flags of `snapshot restore` that the etcd of this host has. */
export const restoreFlags = (data: string, image: string): Script => call('restore_flags', data, image);

/** Makes a data directory out of the snapshot, beside the one in use. */
export const prepareRestore = (data: string, image: string, flags: readonly string[]): Script =>
  call('prepare_restore', data, image, flags);

/** Takes what the member of this host has as the snapshot. */
export const ownSnapshot = (id: string, data: string): Script => call('own_snapshot', id, data);

/** Takes the manifest of a static Pod away, and waits until its process is gone. */
export const setAside = (name: string, flag: string): Script => call('set_aside', name, flag);

/** Puts what was restored in the place of the data of before. */
export const swapData = (id: string, data: string): Script => call('swap_data', id, data);

/** Puts the manifest of a static Pod back. */
export const bringBack = (name: string): Script => call('bring_back', name);

/** Waits until the process of a static Pod is there. */
export const podStarted = (name: string, flag: string): Script => call('pod_started', name, flag);

/** Waits for a quorum of this many members, at this revision or later; `count` counts objects. */
export const etcdRestored = (members: number, revision: number | string, count: 'count' | '-'): Script =>
  call('etcd_restored', members, revision, count);

/** Prints the ClusterStatus that kubeadm up to 1.21 keeps. */
export const clusterStatus = (): Script => call('cluster_status');

/** Restarts the kubelet and kube-proxy, which then ask for every object anew. */
export const refreshAgents = (): Script => call('refresh_agents');

/** Removes what a restore needed. */
export const finishRestore = (data: string): Script => call('finish_restore', data);

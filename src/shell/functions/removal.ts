import { call, type Script } from '../sh.ts';

/** Cordons a node, and empties it by evictions within this time. */
export const drainNode = (name: string, seconds: number, flags: readonly string[]): Script =>
  call('drain_node', name, seconds, flags);

/** Takes the manifests of static Pods away (name and flag of each), and waits until their processes are gone. */
export const stopComponents = (seconds: number, components: readonly string[]): Script =>
  call('stop_components', seconds, components);

/** Saves a snapshot of etcd. */
export const keepSnapshot = (path: string): Script => call('keep_snapshot', path);

/** Fails unless the members at these URLs answer from here. */
export const membersMeet = (urls: readonly string[]): Script => call('members_meet', urls);

/** Hands the lead of the member at a URL to the member with this id. */
export const yieldLeadership = (url: string, to: string): Script => call('yield_leadership', url, to);

/** Takes a member out of etcd, if there are this many and those at the URLs stay well. */
export const memberLeave = (id: string, members: number, urls: readonly string[]): Script =>
  call('member_leave', id, members, urls);

/** Patches the API servers that kubeadm up to 1.21 notes, if the text still has this hash. */
export const changeClusterStatus = (sha256: string, patch: string): Script =>
  call('change_cluster_status', sha256, patch);

/** Deletes a Node, and sees it gone. */
export const deleteNode = (name: string): Script => call('delete_node', name);

/** Drops what `remember` noted. */
export const forget = (key: string): Script => call('forget', key);

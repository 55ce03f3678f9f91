import { call, type Script, type Value } from '../sh.ts';

/** Stops the kubelet, and keeps the cluster's certificate from this path (`-`: none). */
export const stopKubelet = (ca: string): Script => call('stop_kubelet', ca);

/** Takes Pods down, through the container runtime at this socket. */
export const clearPods = (socket: string): Script => call('clear_pods', socket);

/** Unmounts what is mounted below the kubelet's directories. */
export const clearMounts = (): Script => call('clear_mounts');

/** Removes what makes the host a member. */
export const clearFiles = (pki: string): Script => call('clear_files', pki);

/** Removes the data of etcd's member. */
export const clearEtcd = (directory: string): Script => call('clear_etcd', directory);

/** Removes kubeconfigs that hold this cluster alone. */
export const clearKubeconfigs = (pki: string): Script => call('clear_kubeconfigs', pki);

/** Removes configuration of network add-ons. */
export const clearCni = (): Script => call('clear_cni');

/** Removes what network add-ons and kubectl remember. */
export const clearState = (): Script => call('clear_state');

/** Removes links of network add-ons. */
export const clearLinks = (): Script => call('clear_links');

/** Removes the cluster's rules of iptables. */
export const clearRules = (): Script => call('clear_rules');

/** Removes the cluster's tables of nftables. */
export const clearTables = (): Script => call('clear_tables');

/** Removes the cluster's IP sets. */
export const clearIpsets = (): Script => call('clear_ipsets');

/** Removes the cluster's virtual services of IPVS. */
export const clearIpvs = (): Script => call('clear_ipvs');

/** Runs `kubeadm reset` with these flags. */
export const resetKubeadm = (...flags: readonly Value[]): Script => call('reset_kubeadm', ...flags);

/** Makes a unit disabled or inactive again, where it was before. */
export const restoreUnit = (unit: string, boot: 'disabled' | '-', run: 'inactive' | '-'): Script =>
  call('restore_unit', unit, boot, run);

/** Prints what a cluster left, as tagged rows. */
export const leftovers = (places: Value): Script => call('leftovers', places);

/** Fails with what a cluster left. */
export const noLeftovers = (places: Value): Script => call('no_leftovers', places);

/** From here on the host counts as half done. */
export const beginCleanUp = (): Script => call('begin_clean_up');

/** Removes what says that the host is half done. */
export const endCleanUp = (): Script => call('end_clean_up');

/** Removes kubestrap's own notes. */
export const forgetHost = (): Script => call('forget_host');

/** Prints the directories where the kubelet keeps Pods. */
export const kubeletDirs = (): Script => call('kubelet_dirs');

import { call, type Script, type Value } from '../sh.ts';

/** From here on the functions are about an etcd that kubeadm does not run. `endpoints` have commas between them. */
export const externalEtcd = (endpoints: string, ca: string, certificate: string, key: string): Script =>
  call('external_etcd', endpoints, ca, certificate, key);

/** Prints rows about the etcd of this host; `directory` is where the spec has its data. */
export const etcdSays = (directory?: string): Script => call('etcd_says', directory ?? []);

/** Prints quota, health and speed. */
export const etcdMeasures = (): Script => call('etcd_measures');

/** Prints rows about the etcd that `externalEtcd` names. */
export const externalEtcdSays = (): Script => call('external_etcd_says');

/** Runs etcdctl, connected. */
export const etcdCtl = (...words: readonly Value[]): Script => call('etcd_ctl', ...words);

/** Fails unless the member at each of these URLs answers a read that needs the quorum. */
export const etcdReady = (urls: readonly string[]): Script => call('etcd_ready', urls);

/** Drops revisions that are not the newest. */
export const etcdCompact = (): Script => call('etcd_compact');

/** Writes this member's database anew, without its free space. */
export const etcdDefrag = (): Script => call('etcd_defrag');

/** Ends the alarm NOSPACE, if each of these members has room again. */
export const etcdDisarm = (urls: readonly string[]): Script => call('etcd_disarm', urls);

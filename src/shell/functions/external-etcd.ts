import { call, type Script } from '../sh.ts';

/** Fails if anything is below this key, which ends with a slash. */
export const externalEtcdEmpty = (key: string): Script => call('external_etcd_empty', key);

/** Runs a command, and puts the files of the external etcd back if it took them. */
export const keepingEtcdFiles = (command: Script): Script => call('keeping_etcd_files', command);

/** Fails where kubeadm could not hand this key on to control planes that join. */
export const keyToHandOn = (file: string): Script => call('key_to_hand_on', file);

import { call, type Script, type Value } from '../sh.ts';

/** Notes static Pods that run with certificates which are about to change. */
export const podsDue = (names: readonly string[]): Script => call('pods_due', names);

/** Does kubectl get the answer `ok` with these arguments, soon? */
export const answers = (...words: readonly Value[]): Script => call('answers', ...words);

/** Fails unless the API server at each of these URLs is ready. */
export const apiserversReady = (urls: readonly string[]): Script => call('apiservers_ready', urls);

/** Ends the process of a static Pod, which the kubelet starts again. `flag` has a value that tells its process. */
export const stopPod = (name: string, flag: string, seconds: number): Script =>
  call('stop_pod', name, flag, seconds);

/** Waits until a static Pod runs and `answers` with these arguments. */
export const waitPod = (name: string, flag: string, query: Value): Script =>
  call('wait_pod', name, flag, query);

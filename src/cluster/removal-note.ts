/**
 * What ConfigMap kube-system/kubestrap remembers of hosts that leave: `removing` from the first step to the last;
 * `removed` afterwards, where the host may come back, with what the inventory said of its state.
 */
export type Note = 'removing' | 'removed';

/** The key of a note. Names of nodes hold nothing that a ConfigMap's keys may not. */
export function noteKey(note: Note, host: string): string {
  return `${note}.${host}`;
}

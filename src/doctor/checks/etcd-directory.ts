import { hasJoined } from '../../cluster/membership.ts';
import { etcdDirectoryProblem } from '../../phases/preflight.ts';
import { type Check, isControlPlane } from '../check.ts';

/** What kubeadm's preflight refuses in the data directory of etcd, before it does. */
export const etcdDirectory: Check = {
  name: 'etcd-directory',
  title:
    "the data directory of etcd holds nothing of others, not even a disk's lost+found, before etcd is there",
  applies: (subject) =>
    isControlPlane(subject) && !hasJoined(subject.membership) && subject.membership !== 'joining',
  look: ({ host, facts }, { state }) => {
    const found = etcdDirectoryProblem(state, host, facts);
    if (found === undefined) return [];
    const { message, evidence, remedy } = found;
    return [{ severity: 'error', message: `${message}: kubeadm's preflight refuses it`, evidence, remedy }];
  },
};

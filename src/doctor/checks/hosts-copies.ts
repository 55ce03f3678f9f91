import { hasJoined } from '../../cluster/membership.ts';
import { currentBlock, staleCopies } from '../../resources/hosts-entry.ts';
import { APPLY, type Check } from '../check.ts';

/** The kubelet copies /etc/hosts for hostNetwork Pods when it starts a container, and never again. */
export const hostsCopies: Check = {
  name: 'hosts-copies',
  title: 'hostNetwork Pods have the lines of kubestrap as they are in /etc/hosts now',
  applies: ({ membership }) => hasJoined(membership),
  look: ({ facts }) => {
    const block = currentBlock(facts.files.get('/etc/hosts')?.content ?? '');
    const stale = staleCopies(facts, block);
    if (stale.length === 0) return [];
    const line = (text: string) => text.trim().split('\n').join(', ') || 'no lines of kubestrap';
    return [
      {
        severity: 'warning',
        message:
          'hostNetwork Pods hold older lines of /etc/hosts: they may look for the API server on hosts that are gone',
        evidence: stale.map(({ pod, block: lines }) => `${pod}: ${line(lines)}`),
        remedy: `${APPLY}: it writes the lines into their copies; nothing is restarted`,
      },
    ];
  },
};

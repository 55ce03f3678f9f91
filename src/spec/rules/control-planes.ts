import type { Rule } from './context.ts';

/** A cluster needs a control plane, and an odd number of them for etcd to gain anything from the last one. */
export const controlPlaneCount: Rule = ({ inventory, hosts, hostsComplete, spec }) => {
  if (!hostsComplete) return [];
  const count = hosts.filter(({ host }) => host.role === 'control-plane' && host.state !== 'absent').length;
  if (count === 0) {
    const hint = 'give at least one host the role `control-plane`';
    return [inventory.problem(['hosts'], 'there is no control plane', { key: true, hint })];
  }
  // Where etcd is elsewhere, the control planes vote on nothing.
  if (count % 2 === 1 || spec.etcd?.external) return [];
  const faults = (count - 2) / 2;
  const message = `${count} control planes survive the loss of ${faults === 0 ? 'none' : faults}, as ${count - 1} do`;
  const hint = `etcd needs a majority: use ${count - 1} or ${count + 1}`;
  return [inventory.problem(['hosts'], message, { severity: 'warning', key: true, hint })];
};

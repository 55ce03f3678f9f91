import type { Lab } from '../lab/lab.ts';
import { on } from './hosts.ts';

const PKI = '/etc/kubernetes/pki/etcd';
const CTL = `ETCDCTL_API=3 etcdctl --endpoints=https://127.0.0.1:2379 --cacert=${PKI}/ca.crt --cert=${PKI}/healthcheck-client.crt --key=${PKI}/healthcheck-client.key`;

/** Names of the members of etcd, sorted, as a host's own lists them. Asked without kubestrap. */
export async function etcdMembers(lab: Lab, through: string): Promise<string[]> {
  const list = await on(lab, through, `${CTL} member list`);
  return list
    .trim()
    .split('\n')
    .map((line) => line.split(', ')[2] ?? '')
    .sort();
}

import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExternalEtcd } from '../../src/spec/documents.generated.ts';
import type { Programs } from '../etcd/real-etcd.ts';
import type { Lab } from '../lab/lab.ts';
import { on, until } from './hosts.ts';

/** Where the certificates lie: what etcd serves with, and what the API server would ask it with. */
const PKI = '/etc/etcd-pki';
const NAMES = ['m-1', 'm-2', 'm-3'];
const port = (index: number) => 2379 + index * 100;

/** Bytes that a database may have; full after some twenty writes. */
export const QUOTA = 16 * 1024 ** 2;

/** A CA, the members' certificate (also by name), and a client's: the CA's key is a file like any other here. */
const MAKE_PKI = (address: string) => `mkdir -p ${PKI} && cd ${PKI}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out ca.crt -subj /CN=etcd-ca -days 2
printf 'subjectAltName=IP:${address},IP:127.0.0.1,DNS:localhost\\nextendedKeyUsage=serverAuth,clientAuth\\n' >server.ext
printf 'extendedKeyUsage=clientAuth\\n' >client.ext
for name in server client; do
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout $name.key -out $name.csr -subj /CN=$name
  openssl x509 -req -in $name.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out $name.crt -days 2 -extfile $name.ext
done`;

/** Three real members on one host, over TLS, that no kubeadm runs. The second is called by another name than it calls itself. */
export async function startExternalEtcd(lab: Lab, host: string, programs: Programs): Promise<ExternalEtcd> {
  const { root, address } = lab.host(host);
  if (root === undefined) throw new Error(`${host} is no container`);
  const program = join(root, 'usr/local/bin/etcd');
  await copyFile(programs.etcd, program);
  await chmod(program, 0o755);
  await on(lab, host, MAKE_PKI(address));
  const peer = (index: number) => `http://127.0.0.1:${port(index) + 1}`;
  const initial = NAMES.map((name, index) => `${name}=${peer(index)}`).join(',');
  for (const [index, name] of NAMES.entries()) {
    const flags = {
      name,
      'data-dir': `/var/lib/etcd/${name}`,
      'listen-client-urls': `https://0.0.0.0:${port(index)}`,
      'advertise-client-urls': `https://${address}:${port(index)}`,
      'listen-peer-urls': peer(index),
      'initial-advertise-peer-urls': peer(index),
      'initial-cluster': initial,
      'cert-file': `${PKI}/server.crt`,
      'key-file': `${PKI}/server.key`,
      'trusted-ca-file': `${PKI}/ca.crt`,
      'client-cert-auth': 'true',
      'quota-backend-bytes': `${QUOTA}`,
    };
    const words = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    await on(lab, host, `systemd-run -q --unit=${name} /usr/local/bin/etcd ${words.join(' ')}`);
  }
  const external: ExternalEtcd = {
    endpoints: [
      `https://${address}:${port(0)}`,
      `https://localhost:${port(1)}`,
      `https://${address}:${port(2)}`,
    ],
    caFile: `${PKI}/ca.crt`,
    certFile: `${PKI}/client.crt`,
    keyFile: `${PKI}/client.key`,
  };
  await until('etcd takes writes', async () => {
    const { code } = await lab.exec(host, `${asking(external)} put /registry/namespaces/one x`);
    return code === 0;
  });
  return external;
}

/** etcdctl of the host, without kubestrap. */
export function asking({ endpoints, caFile, certFile, keyFile }: ExternalEtcd): string {
  return `ETCDCTL_API=3 etcdctl --endpoints=${endpoints.join(',')} --cacert=${caFile} --cert=${certFile} --key=${keyFile}`;
}

/**
 * What a control plane is known by, so that the host is taken for a member of the cluster: a CA of its own, and files that
 * kubeadm would have written. Nothing of Kubernetes runs.
 */
export async function poseAsControlPlane(lab: Lab, host: string): Promise<void> {
  await on(
    lab,
    host,
    `mkdir -p /etc/kubernetes/pki /etc/kubernetes/manifests && cd /etc/kubernetes
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout pki/ca.key -out pki/ca.crt -subj /CN=kubernetes -days 2
touch admin.conf kubelet.conf manifests/kube-apiserver.yaml`,
  );
}

import { chmod, copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExternalEtcd } from '../../src/spec/documents.generated.ts';
import type { Programs } from '../cluster/etcd/real-etcd.ts';
import type { Lab } from '../lab/lab.ts';
import { on, until } from './hosts.ts';

/** Where the members' host has its certificates, and those for clients. */
const PKI = '/etc/etcd-pki';
/** By which other name the second member's endpoint goes: certificates have it, and the spec has to tell hosts where it is. */
export const OTHER_NAME = 'etcd-2.lab.local';
const NAMES = ['m-1', 'm-2', 'm-3'];
const port = (index: number) => 2379 + index * 100;

/** Bytes that a database may have; full after some twenty writes. */
export const QUOTA = 16 * 1024 ** 2;

/**
 * A CA, the members' certificate (also by name), and a client's: the CA's key is a file like any other here. Keys are in
 * SEC 1 (BEGIN EC PRIVATE KEY): kubeadm 1.20 does not hand on others on a curve.
 */
const MAKE_PKI = (address: string) => `mkdir -p ${PKI} && cd ${PKI}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out ca.crt -subj /CN=etcd-ca -days 2
printf 'subjectAltName=IP:${address},IP:127.0.0.1,DNS:${OTHER_NAME}\\nextendedKeyUsage=serverAuth,clientAuth\\n' >server.ext
printf 'extendedKeyUsage=clientAuth\\n' >client.ext
for name in server client; do
  openssl ecparam -name prime256v1 -genkey -noout -out $name.key
  openssl req -new -key $name.key -out $name.csr -subj /CN=$name
  openssl x509 -req -in $name.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out $name.crt -days 2 -extfile $name.ext
done`;

/**
 * Three real members on one host, over TLS, that no kubeadm runs. The second is called by another name than it calls itself.
 * Returns how control planes ask them once `giveClientFiles` has been there.
 */
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
      `https://${OTHER_NAME}:${port(1)}`,
      `https://${address}:${port(2)}`,
    ],
    caFile: '/etc/kubernetes/pki/etcd/ca.crt',
    certFile: '/etc/kubernetes/pki/apiserver-etcd-client.crt',
    keyFile: '/etc/kubernetes/pki/apiserver-etcd-client.key',
  };
  const here = { caFile: `${PKI}/ca.crt`, certFile: `${PKI}/client.crt`, keyFile: `${PKI}/client.key` };
  const itself = asking({ endpoints: [`https://127.0.0.1:${port(0)}`], ...here });
  await until(
    'etcd takes writes',
    async () => (await lab.exec(host, `${itself} put /test/one x`)).code === 0,
  );
  return external;
}

/** Puts the certificates that an API server asks etcd with onto a control plane, as whoever runs etcd would. */
export async function giveClientFiles(
  lab: Lab,
  { from, to }: { readonly from: string; readonly to: string },
  { caFile, certFile, keyFile }: ExternalEtcd,
): Promise<void> {
  const files = { 'ca.crt': caFile, 'client.crt': certFile, 'client.key': keyFile };
  for (const [name, path] of Object.entries(files)) {
    const content = await on(lab, from, `cat ${PKI}/${name}`);
    await on(lab, to, `umask 077; mkdir -p ${dirname(path)}; cat >${path} <<'END'\n${content}END`);
  }
}

/** etcdctl of the host, without kubestrap. */
export function asking({ endpoints, caFile, certFile, keyFile }: ExternalEtcd): string {
  return `ETCDCTL_API=3 etcdctl --endpoints=${endpoints.join(',')} --cacert=${caFile} --cert=${certFile} --key=${keyFile}`;
}

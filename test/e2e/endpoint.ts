import { expect } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { kubectl, on, until } from './hosts.ts';

const NAME = 'apiserver.cluster.local';

/**
 * Seconds after which a client of Kubernetes 1.20.2 has found that its API server is gone, and has another one:
 * - `silent`: a connection on which nothing came is asked for a sign of life (HTTP2_READ_IDLE_TIMEOUT_SECONDS in
 *   k8s.io/apimachinery/pkg/util/net/http.go, since 1.20: kubernetes#95981)
 * - `ping`: and given up when none comes (HTTP2_PING_TIMEOUT_SECONDS, there)
 * - `pause`: then the reflector waits, 0.8 s and as much again at random (k8s.io/client-go/tools/cache/reflector.go)
 * - `dial`: all addresses of the name are tried within this time (k8s.io/client-go/transport/cache.go)
 * - `handshake`: TLS (there)
 * - `sync`: rules are written again at most this often (iptables.minSyncPeriod of kube-proxy)
 */
const SECONDS = { silent: 30, ping: 15, pause: 1.6, dial: 30, handshake: 10, sync: 1 } as const;

export const BOUND_SECONDS = Object.values(SECONDS).reduce((sum, seconds) => sum + seconds, 0);

const addresses = (file: string) => `awk '$2 == "${NAME}" { print $1 }' ${file}`;

/** What kube-proxy that runs on a host reads as its /etc/hosts, and the host's own: addresses of the endpoint, in order. */
async function known(lab: Lab, host: string) {
  const pid = await on(lab, host, 'pgrep -x kube-proxy');
  const words = async (file: string) => (await on(lab, host, addresses(file))).split('\n').filter(Boolean);
  return { proxy: await words(`/proc/${pid.trim()}/root/etc/hosts`), own: await words('/etc/hosts') };
}

/** Asserts that kube-proxy on each of these hosts, as it runs, and the host itself lead to all of these control planes. */
export async function expectEndpoint(
  lab: Lab,
  hosts: readonly string[],
  planes: readonly string[],
): Promise<void> {
  const all = planes.map((name) => lab.host(name).address).sort();
  for (const host of hosts) {
    const { proxy, own } = await known(lab, host);
    expect(own.toSorted(), host).toEqual(all);
    expect(proxy, `kube-proxy of ${host}`).toEqual(own);
    if (planes.includes(host)) expect(own[0], host).toBe(lab.host(host).address);
  }
}

/** Those of these hosts whose kube-proxy has a connection to the API server of a control plane. */
export async function connectedTo(lab: Lab, hosts: readonly string[], plane: string): Promise<string[]> {
  const to = `dst ${lab.host(plane).address} and dport = :6443`;
  const list = `ss -Htnp state established '( ${to} )' | grep kube-proxy || :`;
  const found = await Promise.all(hosts.map((host) => on(lab, host, list)));
  return hosts.filter((_, index) => found[index] !== '');
}

/**
 * Makes a Service of the API servers of `planes`, and asserts that it is in the rules of every host in `hosts`, and
 * answers there, within twice the bound. Resolves to the seconds it took.
 */
export async function expectNewService(
  lab: Lab,
  name: string,
  { hosts, planes }: { readonly hosts: readonly string[]; readonly planes: readonly string[] },
): Promise<number> {
  const [through = ''] = planes;
  const items = [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { ports: [{ port: 443, targetPort: 6443 }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name },
      subsets: [
        { addresses: planes.map((plane) => ({ ip: lab.host(plane).address })), ports: [{ port: 6443 }] },
      ],
    },
  ];
  const start = Date.now();
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const admin = `kubectl --kubeconfig /etc/kubernetes/admin.conf --server https://${lab.host(through).address}:6443`;
  await on(lab, through, `${admin} -n default create -f - <<'END'\n${list}\nEND`);
  const { spec } = (await kubectl(lab, `-n default get service ${name} -o json`, through)) as {
    spec: { clusterIP: string };
  };
  const ask = `iptables-save -t nat | grep -qF -- '-d ${spec.clusterIP}/32' && kubectl --kubeconfig /etc/kubernetes/kubelet.conf --server https://${spec.clusterIP} --tls-server-name kubernetes --request-timeout=5s get --raw /version >/dev/null 2>&1 && echo yes || :`;
  await Promise.all(
    hosts.map((host) =>
      until(
        `the new Service ${name} is in the rules of ${host} and answers there`,
        async () => (await on(lab, host, ask)) === 'yes\n',
        2 * BOUND_SECONDS,
        1_000,
      ),
    ),
  );
  return (Date.now() - start) / 1000;
}

import type { Cluster, Host } from '../../model/cluster.ts';
import { addressAt, isSameHost, parseCidr } from '../../values/ip.ts';
import { ipText, type San } from '../../values/names.ts';

/** kubeadm's default for `networking.serviceSubnet`. */
const SERVICE_SUBNET = '10.96.0.0/12';

/**
 * Names that the serving certificates of a control plane are to have, by the certificate's name: what kubeadm adds
 * by itself (kubeadm, util/pkiutil, GetAPIServerAltNames and getAltNames) and what the spec asks for. Pure.
 */
export function expectedNames(cluster: Cluster, host: Host): ReadonlyMap<string, readonly San[]> {
  const { networking, endpoint, apiServer, etcd } = cluster;
  const [address = ''] = host.internalAddresses;
  const node = host.name.toLowerCase();
  const service = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'];
  const inCluster = `kubernetes.default.svc.${networking.dnsDomain}`;
  const virtual = firstAddress(networking.serviceSubnets[0] ?? SERVICE_SUBNET);
  const own = [node, 'localhost', address, '127.0.0.1', '::1'];
  const lists: [string, readonly string[]][] = [
    ['apiserver', [node, ...service, inCluster, virtual, address, endpoint.host, ...apiServer.certSANs]],
  ];
  if ('local' in etcd) {
    lists.push(['etcd-server', [...own, ...etcd.local.serverCertSANs]]);
    lists.push(['etcd-peer', [...own, ...etcd.local.peerCertSANs]]);
  }
  return new Map(lists.map(([name, texts]) => [name, unique(texts.filter((text) => text !== ''))]));
}

function unique(texts: readonly string[]): readonly San[] {
  const sans = texts.map(san);
  return sans.filter((one, index) => sans.findIndex((other) => isSame(one, other)) === index);
}

/** A name or an address as kubeadm takes them, from one list. */
function san(text: string): San {
  const ip = ipText(text);
  return ip === undefined ? { kind: 'dns', value: text.toLowerCase() } : { kind: 'ip', value: ip };
}

/** Equal as clients compare them: addresses by value. */
export function isSame(a: San, b: San): boolean {
  if (a.kind !== b.kind) return false;
  return a.kind === 'ip' ? isSameHost(a.value, b.value) : a.value === b.value;
}

/** Of `wanted`, those that `have` lacks. */
export function lacking(wanted: readonly San[], have: readonly San[]): readonly San[] {
  return wanted.filter((one) => !have.some((other) => isSame(one, other)));
}

/** The address of the Service `kubernetes`: the first of the first network (kubeadm, GetAPIServerVirtualIP). */
function firstAddress(subnet: string): string {
  const cidr = parseCidr(subnet);
  return (cidr && addressAt(cidr, 1)?.text) ?? '';
}

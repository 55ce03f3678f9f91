import type { Cluster } from '../model/cluster.ts';
import { contains, parseCidr, parseIp } from '../values/ip.ts';

/** The same name or address, however it is written. */
export function sameSan(text: string): string {
  return parseIp(text)?.text ?? text.toLowerCase();
}

/** Names of `wanted` that `have` lacks. */
export function missingSans(wanted: readonly string[], have: readonly string[]): string[] {
  const known = new Set(have.map(sameSan));
  return wanted.filter((name) => !known.has(sameSan(name)));
}

/** What the spec wants in every API server's certificate, besides what kubeadm puts there by itself. */
export function wantedSans({ endpoint, apiServer }: Cluster): string[] {
  return [...new Set([endpoint.host, ...apiServer.certSANs])];
}

/**
 * Names of a certificate that neither the spec wants nor kubeadm puts there by itself: those of Services, the first
 * address of the Services, the node's name and address (kubeadm's util/pkiutil GetAPIServerAltNames).
 */
export function strangeSans(cluster: Cluster, own: readonly string[], have: readonly string[]): string[] {
  const { dnsDomain = 'cluster.local', serviceSubnets } = cluster.networking;
  const service = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'];
  const ours = [...wantedSans(cluster), ...own, ...service, `kubernetes.default.svc.${dnsDomain}`];
  const subnets = serviceSubnets.length > 0 ? serviceSubnets : ['10.96.0.0/12'];
  return missingSans(have, ours).filter((name) => {
    const ip = parseIp(name);
    return (
      ip === undefined ||
      !subnets.some((subnet) => {
        const cidr = parseCidr(subnet);
        return cidr !== undefined && contains(cidr, ip);
      })
    );
  });
}

import { contains, isWithin, parseCidr, parseIp } from '../../values/ip.ts';
import { type Check, type Examination, known, type Subject } from '../check.ts';

/** What must not go through a proxy: Pods, Services, the cluster's names, other hosts, the endpoint. */
function direct({ cluster }: Examination): string[] {
  const { podSubnets, serviceSubnets, dnsDomain } = cluster.networking;
  const nodes = cluster.hosts
    .filter(({ state }) => state === 'present')
    .flatMap(({ internalAddresses }) => internalAddresses);
  return [...podSubnets, ...serviceSubnets, `.${dnsDomain}`, '.svc', cluster.endpoint.host, ...nodes];
}

/** Does a no_proxy list cover it? As Go reads the list: networks, addresses, names and what ends with them. */
export function isCovered(wanted: string, list: readonly string[]): boolean {
  if (list.includes('*') || list.includes(wanted)) return true;
  const network = parseCidr(wanted);
  const address = parseIp(wanted);
  const networks = list.flatMap((item) => parseCidr(item) ?? []);
  if (network !== undefined) return networks.some((one) => isWithin(network, one));
  if (address !== undefined) return networks.some((one) => contains(one, address));
  return list.some((item) => {
    const suffix = item.replace(/^\*?\.?/, '');
    return suffix !== '' && (wanted.replace(/^\./, '') === suffix || wanted.endsWith(`.${suffix}`));
  });
}

/** Proxies that swallow the cluster's own traffic. */
export const proxy: Check = {
  name: 'proxy',
  title:
    "where containerd or the kubelet go through a proxy, no_proxy leaves out the cluster's own addresses",
  look: ({ probes }: Subject, examination) =>
    known(probes.settings).proxies.flatMap(({ unit, variables }) => {
      const url = ['https_proxy', 'http_proxy', 'all_proxy'].flatMap((name) => variables.get(name) || [])[0];
      if (url === undefined) return [];
      const list = (variables.get('no_proxy') ?? '')
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
      const missing = direct(examination).filter((wanted) => !isCovered(wanted, list));
      if (missing.length === 0) return [];
      return [
        {
          severity: 'warning' as const,
          message: `${unit} sends the cluster's own traffic through a proxy`,
          evidence: [
            `${url}; not in no_proxy: ${missing.slice(0, 8).join(', ')}${missing.length > 8 ? ` and ${missing.length - 8} more` : ''}`,
          ],
          remedy:
            "add them to no_proxy in the unit's environment (or set spec.node.proxy, which computes the list) and restart the unit",
        },
      ];
    }),
};

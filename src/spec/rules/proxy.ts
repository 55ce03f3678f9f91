import { contains, parseCidr, parseIp } from '../../values/ip.ts';
import { mergeLayers } from '../../values/merge.ts';
import { appliesTo, type Rule } from './context.ts';

const KEYS = ['httpProxy', 'httpsProxy'] as const;

/** A proxy that is itself reached without a proxy is no mistake to Go, but seldom what was meant. */
export const proxyIsNotBypassed: Rule = ({ spec, nodeLayers }) =>
  nodeLayers.flatMap(({ document, path, node }) => {
    const list = mergeLayers([spec.node?.proxy, node.proxy]).noProxy ?? [];
    return KEYS.flatMap((key) => {
      const url = node.proxy?.[key];
      const host = url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
      const bare = host.replace(/^\[(.*)\]$/, '$1');
      const entry = list.find((one) => one !== undefined && covers(one.toLowerCase(), bare));
      if (bare === '' || entry === undefined) return [];
      const message = `the proxy ${bare} is in \`noProxy\` itself (${entry})`;
      const hint = 'what else the entry covers is reached without the proxy, too: is that meant?';
      return [document.problem([...path, 'proxy', key], message, { severity: 'warning', hint })];
    });
  });

/** `noProxy` alone sets nothing. */
export const noProxyHasProxy: Rule = ({ hosts, hostsComplete, nodeLayers }) =>
  nodeLayers.flatMap((layer) => {
    const { document, path, node } = layer;
    const users = hosts.filter((host) => appliesTo(layer, host));
    const isProxied = users.some((host) => KEYS.some((key) => host.node.proxy?.[key]));
    if (!node.proxy?.noProxy?.length || !hostsComplete || users.length === 0 || isProxied) return [];
    const hint = 'give `httpProxy` and `httpsProxy`, or remove it';
    const message = 'no host that this is for has a proxy';
    return [
      document.problem([...path, 'proxy', 'noProxy'], message, { severity: 'warning', key: true, hint }),
    ];
  });

/** Registries are asked over https, which a proxy for http URLs has no part in. */
export const imagesHaveProxy: Rule = ({ spec, nodeLayers }) =>
  nodeLayers.flatMap(({ document, path, node }) => {
    const { httpProxy, httpsProxy } = mergeLayers([spec.node?.proxy, node.proxy]);
    if (!node.proxy?.httpProxy || !httpProxy || httpsProxy) return [];
    const message = 'images are pulled over https, and `httpsProxy` is not set';
    const hint = 'give `httpsProxy`, too; usually it is the same URL';
    return [document.problem([...path, 'proxy', 'httpProxy'], message, { severity: 'warning', hint })];
  });

/** As Go reads an entry of NO_PROXY, less its ports. */
function covers(entry: string, host: string): boolean {
  if (entry === '*') return true;
  const [ip, network] = [parseIp(host), parseCidr(entry)];
  if (ip !== undefined && network !== undefined) return contains(network, ip);
  const name = entry.replace(/^\*/, '');
  return host === name || host.endsWith(name.startsWith('.') ? name : `.${name}`);
}

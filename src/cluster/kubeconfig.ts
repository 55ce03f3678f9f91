import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { ApiServerFacts } from '../facts/api-server.ts';
import { ADMIN_KUBECONFIG } from '../knowledge/directories.ts';
import { apiServerPort } from '../knowledge/ports.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { hostOf, isSameHost } from '../values/ip.ts';
import { endpointOf } from './endpoint/index.ts';

/** The server that a kubeconfig for somebody's own machine names. */
export interface Server {
  readonly url: string;
  /** The name that the certificate is verified for, where the URL's host is not in it (clientcmd, since 1.18). */
  readonly tlsServerName?: string;
  /** Why this one, for people. */
  readonly why: string;
}

/**
 * The server for kubeconfigs, through one control plane: `asked`, as it is; else, where /etc/hosts of the nodes alone
 * knows the endpoint's name (provider `hosts`), an address of that control plane which its certificate names, the
 * one that SSH goes to first. Undefined: the endpoint itself, which others resolve, too.
 */
export function kubeconfigServer(
  cluster: Cluster,
  { host, apiServer }: { readonly host: Host; readonly apiServer: ApiServerFacts },
  asked?: string,
): Server | undefined {
  const { endpoint } = cluster;
  const names = apiServer.names ?? [];
  const isNamed = (name: string) => names.some((one) => isSameHost(one, name));
  const other = () => (isNamed(endpoint.host) ? endpoint.host : (names[0] ?? endpoint.host));
  if (asked !== undefined) {
    if (isNamed(hostOf(asked))) return { url: asked, why: 'as --server says' };
    const tlsServerName = other();
    const why = `as --server says; its host is not in the API server's certificate, which is verified as ${tlsServerName}`;
    return { url: asked, tlsServerName, why };
  }
  if (endpointOf(cluster).isKnownElsewhere) return undefined;
  const port = apiServer.securePort ?? apiServerPort(cluster);
  const at = (address: string) => `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
  const { name, address, internalAddresses } = host;
  if (isNamed(address))
    return { url: at(address), why: `SSH reaches ${name} there, and its certificate has it` };
  const own = [
    ...internalAddresses,
    ...(apiServer.advertiseAddress === null ? [] : [apiServer.advertiseAddress]),
  ];
  const inside = own.find(isNamed);
  const missing = `${address}, where SSH reaches ${name}, is not in the API server's certificate: add it to spec.apiServer.certSANs, or say --server`;
  return inside === undefined
    ? { url: at(address), tlsServerName: other(), why: `${missing}. Until then it is verified as ${other()}` }
    : { url: at(inside), why: `its certificate has this address of ${name}. ${missing}` };
}

/** An admin.conf that cannot be used. The message shows none of its text, which holds a key. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
  readonly code = 'kubeconfig';
  readonly remedy = 'look at the file on the host; "kubestrap certs renew --only admin.conf" makes it anew';

  constructor(why: string) {
    super(`${ADMIN_KUBECONFIG} cannot be used: ${why}`);
  }
}

/** Puts this server into the cluster of a kubeconfig's current context. Throws KubeconfigError for other text. */
export function withServer(text: string, { url, tlsServerName }: Server): string {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new KubeconfigError(`it is not YAML (line ${error.linePos?.[0].line ?? 1})`);
  if (document.contents === null) throw new KubeconfigError('it is empty');
  if (!isMap(document.contents)) throw new KubeconfigError('it is not a YAML mapping');
  const named = (list: string, name: unknown): YAMLMap | undefined => {
    const items = document.get(list);
    const found = isSeq(items)
      ? items.items.filter(isMap).find((item) => item.get('name') === name)
      : undefined;
    const inner = found?.get(list.slice(0, -1));
    return isMap(inner) ? inner : undefined;
  };
  const context = named('contexts', document.get('current-context'));
  const cluster = named('clusters', context?.get('cluster'));
  if (cluster === undefined) throw new KubeconfigError('it has no current context with a cluster');
  cluster.set('server', url);
  if (tlsServerName !== undefined) cluster.set('tls-server-name', tlsServerName);
  // certificates are one long line each, and stay so
  return document.toString({ lineWidth: 0 });
}

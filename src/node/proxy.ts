import { noProxy } from '../knowledge/no-proxy.ts';
import { NODE_UNITS } from '../knowledge/runtimes.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { file } from '../resources/file.ts';
import { type Area, HEADING } from './area.ts';

const dropIn = (unit: string) => `/etc/systemd/system/${unit}.d/kubestrap-proxy.conf`;

/** The HTTP proxy of the units; kubeadm gets it where it is run, packages where they are installed. */
export const proxy: Area = {
  resources: ({ cluster, host }) => {
    const environment = Object.entries(proxyEnvironment(cluster, host));
    if (environment.length === 0) return [];
    const lines = environment.map(([name, value]) => `Environment=${systemdQuote(`${name}=${value}`)}\n`);
    // their programs reach out: the runtime pulls images, the kubelet runs credential providers
    return NODE_UNITS.map((unit) =>
      file({
        path: dropIn(unit),
        content: `${HEADING}[Service]\n${lines.join('')}`,
        mode: '0644',
        reason: `the HTTP proxy of ${unit}`,
        notifies: unit,
      }),
    );
  },
  asks: () => ({ files: NODE_UNITS.map(dropIn) }),
};

/**
 * Variables for programs in Go: containerd, the kubelet, and kubeadm, which hands every `…_proxy` on to the control
 * plane's static Pods and to kube-proxy (kubeadm app/util/env.go). Go reads upper case first (x/net http/httpproxy),
 * so one spelling will do, and no two can differ. Empty: no proxy.
 */
export function proxyEnvironment(cluster: Cluster, { node }: Host): Readonly<Record<string, string>> {
  if (node.proxy === undefined) return {};
  const { httpProxy, httpsProxy } = node.proxy;
  return {
    ...(httpProxy === '' ? {} : { HTTP_PROXY: httpProxy }),
    ...(httpsProxy === '' ? {} : { HTTPS_PROXY: httpsProxy }),
    NO_PROXY: noProxy(cluster, node.proxy.noProxy).join(','),
  };
}

/**
 * The same for package managers and what they are made of, in both spellings: apt and curl read `http_proxy` in lower
 * case only (curl(1)). Empty: no proxy.
 */
export function packageEnvironment(cluster: Cluster, host: Host): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(proxyEnvironment(cluster, host)).flatMap(([name, value]) => [
      [name, value],
      [name.toLowerCase(), value],
    ]),
  );
}

/** `NAME=value` words, as env(1) takes them before a command. */
export function environmentWords(environment: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}

/** systemd.syntax(7), quoting, and systemd.unit(5), specifiers. */
function systemdQuote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll('%', '%%')}"`;
}

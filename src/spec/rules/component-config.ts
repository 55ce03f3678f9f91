import { checkComponentConfig } from '../../knowledge/components/check.ts';
import type { ComponentKind } from '../../knowledge/components/finding.ts';
import { MANIFESTS_DIRECTORY } from '../../knowledge/directories.ts';
import type { Problem } from '../../model/problem.ts';
import { addressAt, type Cidr, parseCidr, parseIp } from '../../values/ip.ts';
import { pathText } from '../../values/path.ts';
import { valuesAreUnambiguous } from './ambiguous-text.ts';
import type { Rule, RuleContext } from './context.ts';

const KINDS: readonly ComponentKind[] = ['kubelet', 'kubeProxy'];

/** Every field of the kubelet's and kube-proxy's configuration is one that this version has, with a value it takes. */
export const componentConfigFits: Rule = (context) => {
  const { cluster, spec, version } = context;
  if (version?.major !== 1) return [];
  const problems = KINDS.flatMap((kind) =>
    checkComponentConfig(kind, spec[kind], version).map(({ path, at, message, severity, hint }) =>
      cluster.problem(['spec', kind, ...path], message, { key: at === 'key', severity, hint }),
    ),
  );
  if (problems.length === 0) return [];
  // What cannot be read for sure has no type to speak of.
  const ambiguous = new Set(valuesAreUnambiguous(context).map(({ path }) => path));
  return problems.filter(({ path }) => !ambiguous.has(path));
};

/** A field of the kubelet that kubeadm fills in from the rest of the cluster's configuration. */
interface Filled {
  readonly path: readonly string[];
  /** What kubeadm would write; undefined when that cannot be said. */
  readonly kubeadm: (context: RuleContext) => string | undefined;
  /** True when a value given means the same. */
  readonly same?: (given: unknown, kubeadm: string) => boolean;
  readonly effect: string;
}

/** kubeadm app/componentconfigs/kubelet.go: a value of the user's stands, with a warning in kubeadm's output. */
const FILLED: readonly Filled[] = [
  {
    path: ['staticPodPath'],
    kubeadm: () => MANIFESTS_DIRECTORY,
    effect: 'that is where it writes the control plane, which would not start',
  },
  {
    path: ['clusterDNS'],
    kubeadm: ({ serviceSubnet }) => tenthAddress(serviceSubnet?.cidrs),
    same: (given, kubeadm) => Array.isArray(given) && given.length === 1 && sameIp(given[0], kubeadm),
    effect: 'that is the address of the cluster DNS Service',
  },
  {
    path: ['clusterDomain'],
    kubeadm: ({ spec, cluster }) =>
      spec.networking?.dnsDomain ?? (cluster.has(DNS_DOMAIN) ? undefined : 'cluster.local'),
    effect: 'that is the domain of Services (`networking.dnsDomain`)',
  },
  {
    path: ['authentication', 'x509', 'clientCAFile'],
    kubeadm: () => '/etc/kubernetes/pki/ca.crt',
    effect: 'API servers show the kubelet certificates of that CA',
  },
  {
    path: ['rotateCertificates'],
    kubeadm: () => 'true',
    effect: 'without it, nodes lose their cluster when their client certificates end after a year',
  },
];

const DNS_DOMAIN = ['spec', 'networking', 'dnsDomain'];

/** Says so where the spec goes against what kubeadm would write by itself. */
export const kubeletAgreesWithKubeadm: Rule = (context) =>
  FILLED.flatMap(
    ({ path, kubeadm, same = (given, text) => String(given) === text, effect }): readonly Problem[] => {
      const given = path.reduce(inside, context.spec.kubelet);
      const wanted = kubeadm(context);
      if (
        given === undefined ||
        given === null ||
        given === '' ||
        wanted === undefined ||
        same(given, wanted)
      ) {
        return [];
      }
      const message = `kubeadm would set \`${pathText(path)}\` to ${wanted}: ${effect}`;
      const hint = 'remove it, unless that is what you want';
      return [context.cluster.problem(['spec', 'kubelet', ...path], message, { severity: 'warning', hint })];
    },
  );

/** kube-proxy tells the traffic of Pods from the rest by these networks. */
export const clusterCidrIsPodSubnet: Rule = ({ cluster, spec, podSubnet }) => {
  const given = spec.kubeProxy?.clusterCIDR;
  if (typeof given !== 'string' || given === '' || !podSubnet) return [];
  const networks = given.split(',').map(parseCidr);
  if (networks.includes(undefined) || textOf(networks) === textOf(podSubnet.cidrs)) return [];
  const message = `clusterCIDR ${given} is not networking.podSubnet ${podSubnet.text}`;
  const hint = 'remove it: kubestrap writes the networks of Pods there';
  return [cluster.problem(['spec', 'kubeProxy', 'clusterCIDR'], message, { severity: 'warning', hint })];
};

function inside(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** Networks in an order of their own: how they are written does not matter. */
function textOf(networks: readonly (Cidr | undefined)[]): string {
  return networks
    .map((cidr) => cidr?.text)
    .sort()
    .join();
}

function sameIp(given: unknown, text: string): boolean {
  const ip = parseIp(String(given));
  return ip !== undefined && ip.text === parseIp(text)?.text;
}

/** kubeadm's GetDNSIP: the tenth address of the first Service network. */
function tenthAddress([network]: readonly Cidr[] = []): string | undefined {
  return network && addressAt(network, 10)?.text;
}

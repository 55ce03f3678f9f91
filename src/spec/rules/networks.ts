import type { Problem } from '../../model/problem.ts';
import { contains, type Family, overlap, parseIp } from '../../values/ip.ts';
import type { Rule, RuleContext, Subnet } from './context.ts';

/** Pods and Services need networks of their own. */
export const subnetsDoNotOverlap: Rule = ({ cluster, podSubnet, serviceSubnet }) => {
  if (!podSubnet || !serviceSubnet) return [];
  if (!podSubnet.cidrs.some((pod) => serviceSubnet.cidrs.some((service) => overlap(pod, service)))) return [];
  return [
    cluster.problem(
      podSubnet.path,
      `podSubnet ${podSubnet.text} overlaps serviceSubnet ${serviceSubnet.text}`,
      {
        hint: 'choose networks apart from each other, such as 10.244.0.0/16 and 10.96.0.0/12',
      },
    ),
  ];
};

/** A host inside a cluster network cannot be reached from pods. */
export const subnetsHoldNoHost: Rule = (context) =>
  [context.podSubnet, context.serviceSubnet].flatMap((subnet) => (subnet ? holds(context, subnet) : []));

function holds({ cluster, inventory, hosts, spec }: RuleContext, subnet: Subnet): readonly Problem[] {
  const name = subnet.path.at(-1);
  const inside = hosts.flatMap(({ host, internal }) =>
    internal.ips.some((ip) => subnet.cidrs.some((cidr) => contains(cidr, ip)))
      ? [`${host.name ?? 'a host'} (${inventory.source.file}:${inventory.lineOf(internal.path)})`]
      : [],
  );
  const endpoint = parseIp(spec.controlPlaneEndpoint?.host ?? '');
  if (endpoint && subnet.cidrs.some((cidr) => contains(cidr, endpoint)))
    inside.push('the control-plane endpoint');
  if (inside.length === 0) return [];
  const more = inside.length > 1 ? ` and ${inside.length - 1} more` : '';
  const message = `${name} ${subnet.text} contains the address of ${inside[0]}${more}`;
  return [cluster.problem(subnet.path, message, { hint: "choose a network apart from the hosts' own" })];
}

/** Pods, Services and nodes are of the same address families, the primary one first. */
export const familiesMatch: Rule = ({ cluster, inventory, hosts, podSubnet, serviceSubnet }) => {
  if (!serviceSubnet || serviceSubnet.cidrs.length === 0) return [];
  const families = serviceSubnet.cidrs.map(({ family }) => family);
  const problems: Problem[] = [];
  if (
    podSubnet &&
    podSubnet.cidrs.length > 0 &&
    podSubnet.cidrs.map(({ family }) => family).join() !== families.join()
  ) {
    const message = `podSubnet is ${names(podSubnet.cidrs.map(({ family }) => family))}, serviceSubnet ${names(families)}`;
    problems.push(
      cluster.problem(podSubnet.path, message, { hint: 'give both the same families, in the same order' }),
    );
  }
  for (const { internal } of hosts) {
    const own = internal.ips.map(({ family }) => family);
    if (own.length === 0 || own.join() === families.join()) continue;
    const message = `the host is ${names(own)}, the cluster's Services ${names(families)}`;
    const hint = `give it ${names(families)} in \`internalAddress\`, or change \`spec.networking\``;
    // Without the primary family a node cannot join; the second one it can do without.
    const severity = own[0] === families[0] ? 'warning' : 'error';
    problems.push(inventory.problem(internal.path, message, { severity, hint }));
  }
  return problems;
};

function names(families: readonly Family[]): string {
  return families.map((family) => `IPv${family}`).join(' and ');
}

import { dualStackNeedsGate } from '../../documents/unsupported.ts';
import { OLDEST_MINOR, versionFacts } from '../../knowledge/versions.ts';
import type { Rule } from './context.ts';

/** Two families need a kubeadm that takes them, and two addresses of a node a kubelet that does. */
export const dualStackIsPossible: Rule = ({
  cluster,
  inventory,
  spec,
  version,
  hosts,
  podSubnet,
  serviceSubnet,
}) => {
  if (version === undefined || version.major !== 1 || version.minor < OLDEST_MINOR) return [];
  const gate = spec.featureGates?.IPv6DualStack === true;
  const gated = dualStackNeedsGate(version) && !gate ? [podSubnet, serviceSubnet] : [];
  const subnets = gated.flatMap((subnet) =>
    subnet !== undefined && subnet.cidrs.length > 1
      ? [
          cluster.problem(subnet.path, `kubeadm ${version.text} takes one network here`, {
            hint: 'set `featureGates.IPv6DualStack: true`; it is on by itself from 1.21',
          }),
        ]
      : [],
  );
  if (versionFacts(version).nodeIpPair) return subnets;
  const addresses = hosts.filter(({ internal }) => internal.ips.length > 1);
  return [
    ...subnets,
    ...addresses.map(({ internal }) =>
      inventory.problem(internal.path, `the kubelet of ${version.text} takes one address`, {
        hint: 'give the primary one; the kubelet of 1.20 takes both',
      }),
    ),
  ];
};

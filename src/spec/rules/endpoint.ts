import { parseIp } from '../../values/ip.ts';
import type { Rule, RuleContext } from './context.ts';

const path = ['spec', 'controlPlaneEndpoint', 'host'];

/** With provider `hosts`, the endpoint is a name of its own in /etc/hosts. */
export const endpointFitsProvider: Rule = ({ cluster, spec, hosts }) => {
  const host = nameInHosts({ cluster, spec });
  if (host === undefined) return [];
  if (parseIp(host)) {
    return [
      cluster.problem(path, `provider \`hosts\` needs a name, and "${host}" is an IP address`, {
        hint: 'use a name such as apiserver.cluster.local, or `provider: external` for a load balancer',
      }),
    ];
  }
  if (!hosts.some((each) => each.host.name === host || each.host.address === host)) return [];
  return [
    cluster.problem(path, `"${host}" is a host of the inventory; the endpoint needs a name of its own`, {
      hint: 'it is made to resolve to several hosts: use a name such as apiserver.cluster.local',
    }),
  ];
};

/** kubestrap itself writes the endpoint's entry in /etc/hosts; a second one would win or lose by accident. */
export const endpointIsNotInHosts: Rule = ({ cluster, spec, nodeLayers }) => {
  const host = nameInHosts({ cluster, spec });
  return nodeLayers.flatMap(({ document, path, node }) =>
    (node.hosts ?? []).flatMap((entry, index) =>
      (entry?.names ?? []).flatMap((name, item) =>
        name === undefined || name !== host
          ? []
          : [
              document.problem(
                [...path, 'hosts', index, 'names', item],
                `"${name}" is the control-plane endpoint`,
                {
                  hint: 'remove it: provider `hosts` writes this entry',
                },
              ),
            ],
      ),
    ),
  );
};

/** The endpoint's host where the provider is `hosts`, which it is by default but not where another was refused. */
function nameInHosts({ cluster, spec }: Pick<RuleContext, 'cluster' | 'spec'>): string | undefined {
  const { host, provider } = spec.controlPlaneEndpoint ?? {};
  const missing = !cluster.has(['spec', 'controlPlaneEndpoint', 'provider']);
  return provider === 'hosts' || (provider === undefined && missing) ? host : undefined;
}

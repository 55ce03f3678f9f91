import { IMPLIED_KUBELET_FLAGS } from '../../documents/node-configuration.ts';
import { DEFAULT_PORTS } from '../../knowledge/default-ports.ts';
import { missingFields } from '../../knowledge/fields.ts';
import { OLDEST_MINOR } from '../../knowledge/versions.ts';
import type { Rule } from './context.ts';

/** What the spec gives and this version's kubeadm has no field for, or no such value of it. */
export const fieldsAreKnownToKubeadm: Rule = ({ cluster, spec, version }) => {
  if (version === undefined || version.major !== 1 || version.minor < OLDEST_MINOR) return [];
  return missingFields(version, spec).map(({ path, value, since, instead }) =>
    cluster.problem(
      ['spec', ...path],
      value === undefined
        ? `kubeadm ${version.text} has no \`${path.join('.')}\``
        : `kubeadm ${version.text} does not know "${value}"`,
      {
        key: value === undefined,
        hint: [`it came with ${since}`, ...(instead === undefined ? [] : [instead])].join('; '),
      },
    ),
  );
};

/** A flag that is written from elsewhere would be said twice, and the two could differ. */
export const kubeletFlagsAreFree: Rule = ({ nodeLayers }) =>
  nodeLayers.flatMap(({ document, path, node }) =>
    Object.entries(IMPLIED_KUBELET_FLAGS)
      .filter(([flag]) => node.kubeletExtraArgs?.[flag] !== undefined)
      .map(([flag, source]) =>
        document.problem([...path, 'kubeletExtraArgs', flag], `\`${flag}\` is written by kubestrap`, {
          key: true,
          hint: `remove it; it follows from ${source}`,
        }),
      ),
  );

/** Only a load balancer can make one port of another. */
export const bindPortFitsProvider: Rule = ({ cluster, spec }) => {
  const { port = DEFAULT_PORTS.apiServer, provider = 'hosts' } = spec.controlPlaneEndpoint ?? {};
  const bindPort = spec.apiServer?.bindPort;
  if (provider !== 'hosts' || bindPort === undefined || bindPort === port) return [];
  return [
    cluster.problem(['spec', 'apiServer', 'bindPort'], `clients would look for it on port ${port}`, {
      hint: 'with provider `hosts` it listens on `controlPlaneEndpoint.port`: change that, or remove this',
    }),
  ];
};

import type { Capability } from '../../knowledge/api/api.ts';
import { firstApiWith, kubeadmApi, OLDEST_MINOR } from '../../knowledge/versions.ts';
import type { Version } from '../../model/cluster.ts';
import type { Problem } from '../../model/problem.ts';
import type { Rule } from './context.ts';

/** The first minor whose kubeadm can do it. */
const first = (capability: Capability): string => `1.${firstApiWith(capability)?.firstMinor}`;

function lacks(version: Version | undefined, capability: Capability): version is Version {
  return (
    version !== undefined &&
    version.minor >= OLDEST_MINOR &&
    !kubeadmApi(version).capabilities.has(capability)
  );
}

const COMPONENTS = ['apiServer', 'controllerManager', 'scheduler'] as const;

/** Before v1beta4 kubeadm keeps flags in a map: it cannot say one twice. */
export const repeatedFlagsNeedV1beta4: Rule = ({ cluster, spec, version, nodeLayers }) => {
  if (!lacks(version, 'repeatedFlags')) return [];
  const components = [
    ...COMPONENTS.map((name) => ({
      document: cluster,
      path: ['spec', name, 'extraArgs'],
      args: spec[name]?.extraArgs,
    })),
    { document: cluster, path: ['spec', 'etcd', 'local', 'extraArgs'], args: spec.etcd?.local?.extraArgs },
    ...nodeLayers.map(({ document, path, node }) => ({
      document,
      path: [...path, 'kubeletExtraArgs'],
      args: node.kubeletExtraArgs,
    })),
  ];
  return components.flatMap(({ document, path, args }) =>
    Object.entries(args ?? {})
      .filter(([, value]) => Array.isArray(value) && value.length > 1)
      .map(([flag]) =>
        document.problem([...path, flag], `kubeadm ${version.text} cannot repeat a flag`, {
          hint: `that needs ${first('repeatedFlags')}; many flags take one value with commas`,
        }),
      ),
  );
};

/** The volumes of a pod are named apart. */
export const volumeNamesAreUnique: Rule = ({ cluster, spec }) =>
  COMPONENTS.flatMap((component) => {
    const seen = new Set<string>();
    return (spec[component]?.extraVolumes ?? []).flatMap((volume, index): readonly Problem[] => {
      const name = volume?.name;
      if (name === undefined || !seen.has(name)) return name === undefined ? [] : seen.add(name) && [];
      const path = ['spec', component, 'extraVolumes', index, 'name'];
      return [cluster.problem(path, `another volume is called "${name}"`)];
    });
  });

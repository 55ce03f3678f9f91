import type { Capability } from '../../kubeadm/api/api.ts';
import { firstApiWith, kubeadmApi, OLDEST_MINOR } from '../../kubeadm/versions.ts';
import type { Version } from '../model.ts';
import type { Problem } from '../problem.ts';
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
export const repeatedFlagsNeedV1beta4: Rule = ({ cluster, spec, version }) => {
  if (!lacks(version, 'repeatedFlags')) return [];
  const components = [
    ...COMPONENTS.map((name) => ({ path: ['spec', name], extraArgs: spec[name]?.extraArgs })),
    { path: ['spec', 'etcd', 'local'], extraArgs: spec.etcd?.local?.extraArgs },
  ];
  return components.flatMap(({ path, extraArgs }) =>
    Object.entries(extraArgs ?? {})
      .filter(([, value]) => Array.isArray(value) && value.length > 1)
      .map(([flag]) =>
        cluster.problem([...path, 'extraArgs', flag], `kubeadm ${version.text} cannot repeat a flag`, {
          hint: `that needs ${first('repeatedFlags')}; many flags take one value with commas`,
        }),
      ),
  );
};

/** Environment variables came with v1beta4 too. */
export const extraEnvsNeedV1beta4: Rule = ({ cluster, spec, version }) => {
  if (!lacks(version, 'extraEnvs')) return [];
  return COMPONENTS.filter((name) => (spec[name]?.extraEnvs ?? []).length > 0).map((name) =>
    cluster.problem(['spec', name, 'extraEnvs'], `kubeadm ${version.text} has no \`extraEnvs\``, {
      key: true,
      hint: `it came with ${first('extraEnvs')}`,
    }),
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

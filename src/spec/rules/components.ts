import type { Problem } from '../problem.ts';
import type { Rule } from './context.ts';

/** kubeadm's v1beta4, the first with repeated flags and environment variables, came with this minor. */
const V1BETA4_MINOR = 31;
const COMPONENTS = ['apiServer', 'controllerManager', 'scheduler'] as const;

/** Before v1beta4 kubeadm keeps flags in a map: it cannot say one twice. */
export const repeatedFlagsNeedV1beta4: Rule = ({ cluster, spec, version }) => {
  if (!version || version.minor >= V1BETA4_MINOR) return [];
  const components = [
    ...COMPONENTS.map((name) => ({ path: ['spec', name], extraArgs: spec[name]?.extraArgs })),
    { path: ['spec', 'etcd', 'local'], extraArgs: spec.etcd?.local?.extraArgs },
  ];
  return components.flatMap(({ path, extraArgs }) =>
    Object.entries(extraArgs ?? {})
      .filter(([, value]) => Array.isArray(value) && value.length > 1)
      .map(([flag]) =>
        cluster.problem([...path, 'extraArgs', flag], `kubeadm ${version.text} cannot repeat a flag`, {
          hint: `that needs 1.${V1BETA4_MINOR}; many flags take one value with commas`,
        }),
      ),
  );
};

/** Environment variables came with v1beta4 too. */
export const extraEnvsNeedV1beta4: Rule = ({ cluster, spec, version }) => {
  if (!version || version.minor >= V1BETA4_MINOR) return [];
  return COMPONENTS.filter((name) => (spec[name]?.extraEnvs ?? []).length > 0).map((name) =>
    cluster.problem(['spec', name, 'extraEnvs'], `kubeadm ${version.text} has no \`extraEnvs\``, {
      key: true,
      hint: `it came with 1.${V1BETA4_MINOR}`,
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

import type { Rule } from './context.ts';

/** A kubelet with failSwapOn, the default, does not start on a host that keeps its swap. */
export const swapNeedsConsent: Rule = ({ cluster, spec, nodeLayers }) => {
  const known = spec.kubelet !== undefined || (cluster.has(['spec']) && !cluster.has(['spec', 'kubelet']));
  if (!known || spec.kubelet?.failSwapOn === false) return [];
  return nodeLayers
    .filter(({ node }) => node.swap === 'kept')
    .map(({ document, path }) =>
      document.problem([...path, 'swap'], 'the kubelet does not start while swap is on', {
        hint: 'set `spec.kubelet.failSwapOn: false`, or `swap: disabled`',
      }),
    );
};

/** kubestrap writes these itself; a second value could only contradict the rendered document. */
export const componentKindIsOurs: Rule = ({ cluster, spec }) =>
  (['kubelet', 'kubeProxy'] as const).flatMap((component) =>
    ['apiVersion', 'kind']
      .filter((key) => spec[component] && Object.hasOwn(spec[component], key))
      .map((key) =>
        cluster.problem(['spec', component, key], `\`${key}\` is written by kubestrap`, {
          key: true,
          hint: 'remove it; only the fields of the configuration go here',
        }),
      ),
  );

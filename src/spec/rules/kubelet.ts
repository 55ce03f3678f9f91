import { KERNEL_DEFAULTS, protectsKernelDefaults } from '../../knowledge/kernel-defaults.ts';
import { patchedKubeletField } from '../../knowledge/kubelet-patches.ts';
import type { ExtraArgs } from '../../model/cluster.ts';
import { sysctlKey } from '../../values/sysctl-key.ts';
import { appliesTo, type Rule } from './context.ts';

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

/** A kubelet with protectKernelDefaults does not start where one of its sysctls has another value. */
export const kernelDefaultsAreKept: Rule = ({ spec, nodeLayers, hosts, patches, version }) => {
  const written = spec.kubelet?.protectKernelDefaults;
  const field =
    version === undefined
      ? { value: written }
      : patchedKubeletField('protectKernelDefaults', written, patches.files, version);
  const protecting = hosts.filter(({ node }) =>
    protectsKernelDefaults(field, flagsOf(node.kubeletExtraArgs)),
  );
  const off =
    field.by === undefined
      ? 'set `spec.kubelet.protectKernelDefaults: false`'
      : `take protectKernelDefaults out of the patch ${field.by}`;
  return nodeLayers
    .filter((layer) => protecting.some((host) => appliesTo(layer, host)))
    .flatMap(({ document, path, node }) =>
      Object.entries(node.sysctls ?? {}).flatMap(([key, given]) => {
        const wanted = KERNEL_DEFAULTS[sysctlKey(key)];
        if (wanted === undefined || given === undefined || String(given).trim() === wanted) return [];
        const message = `the kubelet does not start where ${key} is not ${wanted}`;
        return [document.problem([...path, 'sysctls', key], message, { hint: `remove it, or ${off}` })];
      }),
    );
};

/** Kubelets that ask for their serving certificates get none before somebody approves: no controller of Kubernetes does. */
export const servingRequestsNeedApproval: Rule = ({ cluster, spec, nodeLayers }) => {
  const message =
    'kubelets will ask for serving certificates, and neither Kubernetes nor kubestrap approves such requests';
  const hint =
    'until each is approved (`kubectl get csr`, `kubectl certificate approve NAME`, again when it is renewed), kubectl logs and exec and metrics-server get no answer from that node: run an approver, or remove this';
  const options = { severity: 'warning', hint } as const;
  return [
    ...(spec.kubelet?.serverTLSBootstrap === true
      ? [cluster.problem(['spec', 'kubelet', 'serverTLSBootstrap'], message, options)]
      : []),
    ...nodeLayers
      .filter(({ node }) => flagsOf(node.kubeletExtraArgs)['rotate-server-certificates'] === 'true')
      .map(({ document, path }) =>
        document.problem([...path, 'kubeletExtraArgs', 'rotate-server-certificates'], message, options),
      ),
  ];
};

/** Flags as far as they are valid. */
function flagsOf(args: Readonly<Record<string, unknown>> | undefined): ExtraArgs {
  return Object.fromEntries(
    Object.entries(args ?? {}).map(([flag, value]) => [
      flag,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
}

import type { Flag } from '../knowledge/api/api.ts';
import { RenderError } from '../knowledge/render-error.ts';
import { firstApiWith, kubeadmApi } from '../knowledge/versions.ts';
import type { Cluster, ExtraArgs } from '../model/cluster.ts';
import { toJsonObject, unlessEmpty } from '../secrets/rendered.ts';
import type { Json, JsonObject } from '../values/json.ts';

/**
 * Flags in alphabetical order, a repeated one in the order of its values: kubeadm keeps it from 1.36 on
 * (kubernetes#135400), and for some flags the first value is special (service-account-issuer).
 */
function flags(args: ExtraArgs): readonly Flag[] {
  return Object.entries(args)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
}

/** What a map of flags holds that this version of the API cannot express. `path` is that of the map. */
export function unsupportedArgs(cluster: Cluster, args: ExtraArgs, path: string): readonly RenderError[] {
  const api = kubeadmApi(cluster.kubernetesVersion);
  if (api.capabilities.has('repeatedFlags')) return [];
  const first = firstApiWith('repeatedFlags');
  const since = `: it came with ${first?.apiVersion} in Kubernetes 1.${first?.firstMinor}`;
  const { text } = cluster.kubernetesVersion;
  return Object.entries(args)
    .filter(([, values]) => [values].flat().length > 1)
    .map(
      ([name]) =>
        new RenderError(
          `${path}.${name}`,
          `repeats the flag, which ${api.apiVersion} of ${text} cannot express${since}`,
        ),
    );
}

/** `extraArgs` as this version of the API writes them, or undefined if there are none. Throws RenderError. */
export function renderArgs(
  cluster: Cluster,
  args: ExtraArgs,
  path: string,
): JsonObject | readonly JsonObject[] | undefined {
  throwFirst(unsupportedArgs(cluster, args, path));
  return unlessEmpty(kubeadmApi(cluster.kubernetesVersion).args(flags(args)));
}

/** `extraEnvs` (core/v1 EnvVar), or undefined if there are none. */
export function renderEnvs(envs: readonly Readonly<Record<string, unknown>>[]): readonly Json[] | undefined {
  return unlessEmpty(envs.map(toJsonObject));
}

/** Throws the first of the problems, if there is one. */
export function throwFirst(problems: readonly RenderError[]): void {
  const [first] = problems;
  if (first !== undefined) throw first;
}

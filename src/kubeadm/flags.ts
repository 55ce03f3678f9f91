import type { Cluster, ExtraArgs, Json, JsonObject } from '../spec/model.ts';
import type { Capability, Flag } from './api/api.ts';
import { RenderError } from './errors.ts';
import { toJsonObject, unlessEmpty } from './rendered.ts';
import { firstApiWith, kubeadmApi } from './versions.ts';

/**
 * Flags in alphabetical order, a repeated one in the order of its values: kubeadm keeps it from 1.36 on
 * (kubernetes#135400), and for some flags the first value is special (service-account-issuer).
 */
function flags(args: ExtraArgs): readonly Flag[] {
  return Object.entries(args)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
}

/** Can the API of this version not express it? Then the problem with the field at `path`. */
function lacking(cluster: Cluster, capability: Capability, path: string, what: string): RenderError[] {
  const api = kubeadmApi(cluster.kubernetesVersion);
  if (api.capabilities.has(capability)) return [];
  const first = firstApiWith(capability);
  const since =
    first === undefined ? '' : `: it came with ${first.apiVersion} in Kubernetes 1.${first.firstMinor}`;
  return [
    new RenderError(
      path,
      `${what}, which ${api.apiVersion} of ${cluster.kubernetesVersion.text} cannot express${since}`,
    ),
  ];
}

/** What a map of flags holds that this version of the API cannot express. `path` is that of the map. */
export function unsupportedArgs(cluster: Cluster, args: ExtraArgs, path: string): readonly RenderError[] {
  return Object.entries(args).flatMap(([name, values]) =>
    [values].flat().length > 1
      ? lacking(cluster, 'repeatedFlags', `${path}.${name}`, 'repeats the flag')
      : [],
  );
}

/** The problem with environment variables where this version of the API has none. */
export function unsupportedEnvs(
  cluster: Cluster,
  envs: readonly unknown[],
  path: string,
): readonly RenderError[] {
  return envs.length === 0 ? [] : lacking(cluster, 'extraEnvs', path, 'sets environment variables');
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

/** `extraEnvs` (core/v1 EnvVar), or undefined if there are none. Throws RenderError. */
export function renderEnvs(
  cluster: Cluster,
  envs: readonly Readonly<Record<string, unknown>>[],
  path: string,
): readonly Json[] | undefined {
  throwFirst(unsupportedEnvs(cluster, envs, path));
  return unlessEmpty(envs.map(toJsonObject));
}

/** Throws the first of the problems, if there is one. */
export function throwFirst(problems: readonly RenderError[]): void {
  const [first] = problems;
  if (first !== undefined) throw first;
}

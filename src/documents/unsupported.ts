import { missingFields } from '../knowledge/fields.ts';
import { patchNameProblem } from '../knowledge/patches.ts';
import { RenderError } from '../knowledge/render-error.ts';
import { kubeadmApi, versionFacts } from '../knowledge/versions.ts';
import type { Cluster, Host, Version } from '../model/cluster.ts';
import { unsupportedArgs } from './flags.ts';

/**
 * Every field of the model that the chosen version cannot express. `validate` finds the same in the files, at
 * their places; this is for models that come from elsewhere, and rendering throws the first that it meets.
 * Throws RenderError only for an unknown version.
 */
export function unsupportedFields(cluster: Cluster): readonly RenderError[] {
  return [
    ...unsupportedSettings(cluster),
    ...cluster.hosts.flatMap((host) => unsupportedNode(cluster, host)),
  ];
}

/** What no document of this version has room for, whichever host it is for. */
export function unsupportedSettings(cluster: Cluster): readonly RenderError[] {
  const { etcd } = cluster;
  return [
    ...unsupportedArgs(cluster, cluster.apiServer.extraArgs, 'spec.apiServer.extraArgs'),
    ...unsupportedArgs(cluster, cluster.controllerManager.extraArgs, 'spec.controllerManager.extraArgs'),
    ...unsupportedArgs(cluster, cluster.scheduler.extraArgs, 'spec.scheduler.extraArgs'),
    ...('local' in etcd ? unsupportedArgs(cluster, etcd.local.extraArgs, 'spec.etcd.local.extraArgs') : []),
    ...lackingFields(cluster),
    ...unsupportedPatches(cluster),
    ...unsupportedSubnets(cluster),
    ...unsupportedChecks(cluster),
  ];
}

/** What a host asks for that no kubelet or kubeadm of this version can do. */
export function unsupportedNode(cluster: Cluster, host: Host): readonly RenderError[] {
  const flags = unsupportedArgs(cluster, host.node.kubeletExtraArgs, 'node.kubeletExtraArgs').map(
    ({ path, reason }) => new RenderError(`${pathOf(cluster, host)}.${path}`, reason),
  );
  if (host.internalAddresses.length < 2 || versionFacts(cluster.kubernetesVersion).nodeIpPair) return flags;
  return [
    ...flags,
    new RenderError(
      `${pathOf(cluster, host)}.internalAddress`,
      `of ${host.name} is two addresses, which the kubelet of ${cluster.kubernetesVersion.text} cannot take; that of v1.20 can`,
    ),
  ];
}

/** Where the inventory has it. */
function pathOf({ hosts }: Cluster, host: Host): string {
  return `hosts[${hosts.findIndex(({ name }) => name === host.name)}]`;
}

function lackingFields(cluster: Cluster): readonly RenderError[] {
  const version = cluster.kubernetesVersion;
  const api = `${kubeadmApi(version).apiVersion} of ${version.text}`;
  return missingFields(version, cluster).map(({ path, value, cameWith, instead }) => {
    const what = value === undefined ? 'is not in' : `cannot be "${value}" in`;
    const hint = instead === undefined ? '' : ` (${instead})`;
    return new RenderError(`spec.${path.join('.')}`, `${what} ${api}${hint}: it came with ${cameWith}`);
  });
}

function unsupportedPatches({ patches, kubernetesVersion }: Cluster): readonly RenderError[] {
  return patches.flatMap(({ name }) => {
    const problem = patchNameProblem(name, kubernetesVersion);
    if (problem === undefined) return [];
    return [new RenderError('spec.patches', `has ${name}, which ${problem.message}: ${problem.hint}`)];
  });
}

/** Is dual stack off in this kubeadm unless `featureGates.IPv6DualStack` turns it on? (KEP-563: beta in 1.21.) */
export function dualStackNeedsGate({ minor }: Version): boolean {
  return minor < 21;
}

function unsupportedSubnets({
  networking,
  featureGates,
  kubernetesVersion,
}: Cluster): readonly RenderError[] {
  if (!dualStackNeedsGate(kubernetesVersion) || featureGates.IPv6DualStack === true) return [];
  const subnets = { podSubnet: networking.podSubnets, serviceSubnet: networking.serviceSubnets };
  return Object.entries(subnets)
    .filter(([, cidrs]) => cidrs.length > 1)
    .map(
      ([name]) =>
        new RenderError(
          `spec.networking.${name}`,
          `is two networks, which kubeadm ${kubernetesVersion.text} takes with \`featureGates.IPv6DualStack: true\` only: it is on by itself from Kubernetes 1.21`,
        ),
    );
}

/** kubeadm takes `all`, in any case, on its command line only (apis/kubeadm/validation). */
function unsupportedChecks({ ignorePreflightErrors }: Cluster): readonly RenderError[] {
  return ignorePreflightErrors.some((name) => name.toLowerCase() === 'all')
    ? [
        new RenderError(
          'spec.ignorePreflightErrors',
          'has "all", which kubeadm does not take from a configuration file: name the checks',
        ),
      ]
    : [];
}

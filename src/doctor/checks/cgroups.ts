import { KUBELET_CONFIG } from '../../knowledge/directories.ts';
import { RUNTIME } from '../../knowledge/runtimes.ts';
import { versionFacts } from '../../knowledge/versions.ts';
import type { Cluster, Host, Version } from '../../model/cluster.ts';
import { parseVersion } from '../../model/version.ts';
import { CGROUP_REMEDY, CGROUP_V1_REFUSED, cgroupRefusal } from '../../node/kubeadm-checks.ts';
import { CannotTell, type Check, known, maybe, toFinding } from '../check.ts';

/** First minor in which cgroup v1 is only maintained (KEP-4569). */
const V1_MAINTAINED = 31;

export const cgroups: Check = {
  name: 'cgroups',
  title: 'the cgroup version is one that this Kubernetes takes (v1 is refused from 1.35 on)',
  look: ({ probes }, { cluster }) => {
    const { cgroup } = known(probes.hardware);
    if (cgroup === '') throw new CannotTell('stat(1) says nothing about /sys/fs/cgroup');
    const refusal = cgroupRefusal(cluster, cgroup);
    if (refusal !== null) return [toFinding(refusal)];
    if (cgroup === 'cgroup2fs' || cluster.kubernetesVersion.minor < V1_MAINTAINED) return [];
    return [
      {
        severity: 'warning',
        message: `the host has cgroup v1, which Kubernetes only maintains since 1.${V1_MAINTAINED} and refuses from 1.${CGROUP_V1_REFUSED} on`,
        evidence: [`/sys/fs/cgroup is ${cgroup}, not cgroup2fs`],
        remedy: CGROUP_REMEDY,
      },
    ];
  },
};

/**
 * The gate KubeletCgroupDriverFromCRI (KEP-4033): alpha in 1.28, on by default from 1.31, locked from 1.34. With it the
 * kubelet takes the driver that the runtime names, and its own setting counts only where the runtime names none.
 */
const FROM_RUNTIME = { alpha: 28, on: 31, locked: 34 };

function asksRuntime({ minor }: Version, { kubelet }: Cluster, { node }: Host): boolean {
  if (minor < FROM_RUNTIME.alpha) return false;
  if (minor >= FROM_RUNTIME.locked) return true;
  const flags = [node.kubeletExtraArgs['feature-gates'] ?? []].flat().join(',');
  const flag = /(?:^|,)\s*KubeletCgroupDriverFromCRI\s*=\s*(\w+)/.exec(flags)?.[1];
  const gates = kubelet.featureGates;
  const field =
    typeof gates === 'object' && gates !== null && 'KubeletCgroupDriverFromCRI' in gates
      ? gates.KubeletCgroupDriverFromCRI === true
      : undefined;
  return (flag === undefined ? field : flag.toLowerCase() === 'true') ?? minor >= FROM_RUNTIME.on;
}

/** Does a runtime of this version know the call RuntimeConfig (KEP-4033)? */
function answersRuntimeConfig(version: string): boolean {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0) >= RUNTIME.tellsCgroupDriverFrom;
}

/** The driver of the kubelet (as it is, else as it will be) against the runtime's. */
export const cgroupDriver: Check = {
  name: 'cgroup-driver',
  title: 'containerd and the kubelet use the same cgroup driver (kubelets from 1.31 on ask containerd 2)',
  look: ({ host, facts, probes }, { cluster }) => {
    const { systemdCgroup, version: containerd } = known(probes.containerd);
    const installed = parseVersion(facts.programs.get('kubelet') ?? '') ?? cluster.kubernetesVersion;
    if (answersRuntimeConfig(containerd) && asksRuntime(installed, cluster, host)) return [];
    if (systemdCgroup === undefined) throw new CannotTell('containerd does not say what SystemdCgroup is');
    const there = maybe(probes.kubelet)?.config.get('cgroupDriver');
    const wanted = cluster.kubelet.cgroupDriver;
    const kubelet =
      there ?? (typeof wanted === 'string' ? wanted : versionFacts(cluster.kubernetesVersion).cgroupDriver);
    const runtime = systemdCgroup ? 'systemd' : 'cgroupfs';
    if (kubelet === runtime) return [];
    return [
      {
        severity: 'error',
        message: `cgroup drivers differ: the kubelet ${there === undefined ? 'is to use' : 'uses'} ${kubelet}, containerd uses ${runtime}`,
        evidence: [
          `containerd: SystemdCgroup = ${systemdCgroup}`,
          there === undefined
            ? `spec: kubelet.cgroupDriver is ${kubelet}`
            : `${KUBELET_CONFIG}: cgroupDriver: ${there}`,
        ],
        remedy: `set SystemdCgroup = ${kubelet === 'systemd'} for runc in ${RUNTIME.configFile} and restart containerd, or kubelet.cgroupDriver: ${runtime} in the spec`,
      },
    ];
  },
};

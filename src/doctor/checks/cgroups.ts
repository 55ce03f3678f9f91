import { versionFacts } from '../../kubeadm/versions.ts';
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

/** The driver of the kubelet (as it is, else as it will be) against the runtime's. */
export const cgroupDriver: Check = {
  name: 'cgroup-driver',
  title: 'containerd and the kubelet use the same cgroup driver',
  look: ({ probes }, { cluster }) => {
    const { systemdCgroup } = known(probes.containerd);
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
            : `/var/lib/kubelet/config.yaml: cgroupDriver: ${there}`,
        ],
        remedy: `set SystemdCgroup = ${kubelet === 'systemd'} for runc in /etc/containerd/config.toml and restart containerd, or kubelet.cgroupDriver: ${runtime} in the spec`,
      },
    ];
  },
};

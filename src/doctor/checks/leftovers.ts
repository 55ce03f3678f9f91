import { type Check, type Finding, known } from '../check.ts';

/** What an earlier cluster left on a host that is in none. */
export const leftovers: Check = {
  name: 'leftovers',
  title: 'a host that is no member has nothing left of an earlier cluster',
  applies: ({ membership }) => membership === 'bare' || membership === 'foreign',
  look: ({ probes }) => {
    const { paths, cni, interfaces, chains, containers } = known(probes.leftovers);
    const reset =
      'if nothing of it is needed, clean the host with "kubestrap reset --limit" (and --include-foreign, if kubestrap did not make it)';
    const findings: (Finding | false)[] = [
      paths.length > 0 && {
        severity: 'error',
        message: "files of an earlier cluster are there: kubeadm's preflight refuses them",
        evidence: paths,
        remedy: reset,
      },
      containers > 0 && {
        severity: 'error',
        message: 'containers of an earlier cluster run',
        evidence: [`${containers} in containerd's namespace k8s.io`],
        remedy: `${reset}, or "crictl rmp -fa"`,
      },
      cni.length > 0 && {
        severity: 'warning',
        message: "a network add-on's configuration is there already: Pods would get addresses from it",
        evidence: cni,
        remedy: 'kubeadm reset does not remove it: move it away, unless the host is meant to come with it',
      },
      interfaces.length > 0 && {
        severity: 'warning',
        message: 'network interfaces of an earlier cluster are there',
        evidence: [interfaces.join(', ')],
        remedy:
          'remove them ("ip link delete NAME"), or reboot: addresses and routes on them shadow the new cluster\'s',
      },
      chains > 0 && {
        severity: 'warning',
        message: "iptables has kube-proxy's chains of an earlier cluster",
        evidence: [`${chains} chains named KUBE-…`],
        remedy: 'reboot, or "kube-proxy --cleanup": stale rules send Service traffic to where nothing is',
      },
    ];
    return findings.filter((finding) => finding !== false);
  },
};

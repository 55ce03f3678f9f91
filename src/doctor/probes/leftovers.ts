import { sh } from '../../program/sh.ts';
import { etcdDirectory } from './disks.ts';
import { type Probe, tagged, whole } from './probe.ts';

export interface Leftovers {
  /** Paths that a cluster leaves behind, and that are not empty. */
  readonly paths: readonly string[];
  /** Files of network add-ons in /etc/cni/net.d. */
  readonly cni: readonly string[];
  readonly interfaces: readonly string[];
  /** Rules and chains of kube-proxy in iptables. */
  readonly chains: number;
  /** Containers that run under the kubelet's namespace of containerd. */
  readonly containers: number;
}

/** Interfaces that network add-ons and kube-proxy make. */
const INTERFACES =
  '^(kube-ipvs0|kube-bridge|cni[0-9]+|flannel[.].*|cilium_.*|vxlan[.]calico|tunl0|cali.*|weave|antrea-gw0)$';

/** What `kubeadm reset` leaves, and what is there where nobody ran it. */
export const leftovers: Probe<Leftovers> = {
  name: 'leftovers',
  seconds: 20,
  snippet: ({
    cluster,
  }) => sh`for path in /etc/kubernetes/manifests /etc/kubernetes/pki ${etcdDirectory(cluster)} /var/lib/kubelet/pods /var/lib/kubelet/pki; do
  [ -z "$(find "$path" -mindepth 1 -name '.kubestrap*' -prune -o -mindepth 1 -print 2>/dev/null | head -n 1)" ] || echo "path $path"
done
for path in /etc/kubernetes/*.conf /var/lib/kubelet/config.yaml /var/lib/kubelet/kubeadm-flags.env; do
  [ ! -e "$path" ] || echo "path $path"
done
for file in /etc/cni/net.d/*.conf /etc/cni/net.d/*.conflist; do [ ! -e "$file" ] || echo "cni $file"; done
ls /sys/class/net | grep -E ${INTERFACES} | head -n 20 | sed 's/^/interface /'
echo "chains $({ timeout 5 iptables-save || timeout 5 iptables -S; } | grep -cE '^(:|-N )KUBE-')"
echo "containers $(timeout 5 ctr -a ${cluster.criSocket.replace(/^unix:\/\//, '')} -n k8s.io tasks ls -q | wc -l)"`,
  parse: (output) => {
    const rows = tagged(output);
    return {
      paths: rows('path'),
      cni: rows('cni'),
      interfaces: rows('interface'),
      chains: whole(rows('chains')[0]) ?? 0,
      containers: whole(rows('containers')[0]) ?? 0,
    };
  },
};

import { type Names, RESOLV_CONF, STUB } from '../../facts/probes/names.ts';
import type { Cluster } from '../../model/cluster.ts';
import { isLoopback } from '../../values/ip.ts';
import { CannotTell, type Check, type Finding, known } from '../check.ts';

/** What the resolver takes, and the kubelet hands on: more are left out with an event on every Pod. */
const NAMESERVERS = 3;
/** Search domains a Pod may have (KEP-2595: 32 from 1.26 on), three of which the kubelet adds itself. */
const SEARCH = (minor: number) => (minor >= 26 ? 32 : 6) - 3;

/** The file that Pods get their servers from: the kubelet's, else what kubeadm will give it. */
export function podResolvConf(names: Names, { kubelet }: Cluster): string {
  const spec = typeof kubelet.resolvConf === 'string' ? kubelet.resolvConf : undefined;
  return (
    names.kubeletResolvConf ?? spec ?? (names.resolved && names.resolvFiles.has(STUB) ? STUB : RESOLV_CONF)
  );
}

export const dns: Check = {
  name: 'dns',
  title: 'name servers answer, do not lead CoreDNS back to itself, and are not more than the kubelet takes',
  look: ({ probes }, { cluster }) => {
    const names = known(probes.names);
    const path = podResolvConf(names, cluster);
    const file = names.resolvFiles.get(path);
    if (file === undefined) throw new CannotTell(`there is no ${path}`);
    const { nameservers, search } = file;
    const limit = SEARCH(cluster.kubernetesVersion.minor);
    const loops = nameservers.filter(isLoopback);
    const silent = nameservers.filter(
      (server) => !loops.includes(server) && names.answers.get(server) === false,
    );
    const rest = nameservers.filter((server) => !loops.includes(server) && !silent.includes(server));
    const findings: (Finding | false)[] = [
      nameservers.length === 0 && {
        severity: 'warning',
        message: `${path} names no name server: Pods resolve nothing beyond the cluster`,
        remedy: `put a nameserver line into ${path}, or set kubelet.resolvConf`,
      },
      loops.length > 0 && {
        severity: 'error',
        message: `CoreDNS would ask itself: ${path}, which the kubelet hands to Pods, names ${loops.join(', ')}`,
        evidence: [
          `${path}: nameserver ${loops.join(', ')}`,
          `systemd-resolved ${names.resolved ? 'runs' : 'does not run'}`,
        ],
        remedy: names.resolved
          ? `set kubelet.resolvConf: ${STUB}, which has the servers behind it`
          : 'set kubelet.resolvConf to a file that names the real servers',
      },
      silent.length > 0 && {
        severity: rest.length === 0 ? 'error' : 'warning',
        message: `${rest.length === 0 ? 'no name server answers' : 'a name server does not answer'}: ${silent.join(', ')}`,
        evidence: [`${path}; asked over UDP, port 53, twice`],
        remedy: 'take it out of the list or make it reachable: every lookup that meets it waits for seconds',
      },
      nameservers.length > NAMESERVERS && {
        severity: 'warning',
        message: `${path} names ${nameservers.length} name servers, and only the first ${NAMESERVERS} count`,
        evidence: [nameservers.join(', ')],
        remedy: `leave the ${NAMESERVERS} that matter`,
      },
      search.length > limit && {
        severity: 'warning',
        message: `${path} has ${search.length} search domains; a Pod takes ${limit} beside the cluster's own`,
        evidence: [search.join(' ')],
        remedy: 'leave those that matter: the kubelet drops the last ones',
      },
    ];
    return findings.filter((finding) => finding !== false);
  },
};

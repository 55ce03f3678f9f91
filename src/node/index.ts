import type { Wanted } from '../facts/fact.ts';
import { wantedIngress } from '../facts/ingress.ts';
import { certificatesDirectory, etcdDirectory } from '../knowledge/directories.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Resource } from '../resources/resource.ts';
import type { Area, Asked, Desired } from './area.ts';
import { firewall } from './firewall.ts';
import { preflightDirectories, preflightPorts } from './kubeadm-checks.ts';
import { modules } from './modules.ts';
import { names } from './names.ts';
import { patches } from './patches.ts';
import { proxy } from './proxy.ts';
import { security } from './security.ts';
import { swap } from './swap.ts';
import { sysctls } from './sysctls.ts';
import { clock, time } from './time.ts';
import { units } from './units.ts';

/** What node preparation consists of, in the order it is made. A new concern is a file beside these and a line here. */
const AREAS: readonly Area[] = [
  modules,
  sysctls,
  patches,
  swap,
  names,
  time,
  security,
  firewall,
  proxy,
  units,
  clock,
];

/** What a host should have. */
export function hostResources(desired: Desired): Resource[] {
  return AREAS.flatMap(({ resources }) => resources(desired));
}

/** What keeps a host from being what the spec wants, whatever is changed on it. */
export function hostProblems(desired: Desired): string[] {
  return AREAS.flatMap(({ problems }) => problems?.(desired) ?? []);
}

/** Everything on a host that planning reads, from the areas themselves. */
export function wantedFacts(cluster: Cluster, host: Host): Wanted {
  const asked = AREAS.map(({ asks }) => asks(cluster, host));
  const ingress = wantedIngress(cluster);
  const etcd = etcdDirectory(cluster);
  const all = (what: keyof Asked) => [...new Set(asked.flatMap((one) => one[what] ?? []))];
  return {
    role: host.role,
    certificatesDir: certificatesDirectory(cluster),
    ...(etcd === null ? {} : { etcdDirectory: etcd }),
    files: all('files'),
    sysctls: all('sysctls'),
    modules: all('modules'),
    services: all('services'),
    ports: preflightPorts(cluster, host.role).map(([port]) => port),
    emptyDirectories: preflightDirectories(cluster, host.role),
    ...(ingress === undefined ? {} : { ingress }),
  };
}

import type { Lab } from '../lab/lab.ts';
import { items, onEach } from './hosts.ts';

/** What may move by itself on a host that nobody touches. */
const RESTLESS = ['systemd', 'private', 'chrony', 'containerd', 'etcd', 'kubelet'].map(
  (name) => `/var/lib/${name}`,
);

/** One line a fact, so that a difference is easy to see. */
export type Snapshot = readonly string[];

function lines(answers: Record<string, string>): string[] {
  return Object.entries(answers).flatMap(([host, text]) =>
    text.split('\n').flatMap((line) => (line === '' ? [] : [`${host}: ${line}`])),
  );
}

/** Every file of /etc and /var/lib: type, mode, owner, size, times of content and of attributes, and its hash. */
export async function hostFiles(lab: Lab): Promise<Snapshot> {
  const skip = RESTLESS.map((path) => `-path ${path} -prune -o`).join(' ');
  const script = `find /etc /var/lib ${skip} -printf '%p %y %m %U:%G %s %T@ %C@ %l\\n' | sort
find /etc /var/lib ${skip} -type f -print0 | sort -z | xargs -0 -r sha256sum`;
  return lines(await onEach(lab, script));
}

/** The files and directories that differ between two snapshots, as `host: path`. */
export function touched(before: Snapshot, after: Snapshot): string[] {
  const [was, is] = [new Set(before), new Set(after)];
  const differing = [...before.filter((line) => !is.has(line)), ...after.filter((line) => !was.has(line))];
  const place = (line: string) => line.replace(/^(\S+: )(?:[0-9a-f]{64} +)?(\/\S*).*$/, '$1$2');
  return [...new Set(differing.map(place))].sort();
}

/**
 * When each service started, its process, and how often systemd started it again; and the containers. The controller
 * manager and the scheduler are left out: they start themselves anew when a busy machine costs them their lease.
 */
async function services(lab: Lab): Promise<Snapshot> {
  const properties = 'Id,UnitFileState,ActiveEnterTimestampMonotonic,MainPID,InvocationID,NRestarts';
  const script = `systemctl show containerd.service kubelet.service ssh.service chrony.service -p ${properties}
ctr -n k8s.io containers ls | grep -E '/(etcd|kube-apiserver|kube-proxy|hello):' | sort`;
  return lines(await onEach(lab, script));
}

interface Meta {
  metadata: { name: string; uid: string; resourceVersion: string; generation?: number };
}

interface Node extends Meta {
  metadata: Meta['metadata'] & { labels: object; annotations: object };
  spec: object;
}

/** The versions of all objects that kubestrap or kubeadm make; of nodes, what is not their kubelets' report. */
async function objects(lab: Lab): Promise<Snapshot> {
  const isLease = ({ metadata }: Meta) => /^kube-(scheduler|controller-manager)$/.test(metadata.name);
  const version = ({ metadata }: Meta) => `${metadata.name} ${metadata.uid} ${metadata.resourceVersion}`;
  const generation = ({ metadata }: Meta) => `${metadata.name} ${metadata.uid} ${metadata.generation}`;
  return [
    ...(await items<Meta>(lab, '-n kube-system configmaps')).filter((one) => !isLease(one)).map(version),
    ...(await items<Meta>(lab, '-n kube-system secrets')).map(version),
    ...(await items<Meta>(lab, '-A daemonsets')).map(generation),
    ...(await items<Node>(lab, 'nodes')).map(({ metadata: { uid, labels, annotations }, spec }) =>
      JSON.stringify({ uid, labels, annotations, spec }),
    ),
  ];
}

/** All that a run which changes nothing must leave as it is: files, services, containers, objects. */
export async function everything(lab: Lab): Promise<Snapshot> {
  return [...(await hostFiles(lab)), ...(await services(lab)), ...(await objects(lab))];
}

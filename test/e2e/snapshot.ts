import type { Lab } from '../lab/lab.ts';
import { items, kubectl, onEach } from './hosts.ts';

/** What may move by itself on a host that nobody touches. */
const RESTLESS = [
  '/var/lib/systemd',
  '/var/lib/private',
  '/var/lib/chrony',
  '/var/lib/containerd',
  '/var/lib/etcd',
];

/** Every file of these directories: type, mode, owner, size, times of content and of attributes, and its hash. */
async function files(lab: Lab, directories: string): Promise<Record<string, string>> {
  const skip = [...RESTLESS, '/var/lib/kubelet'].map((path) => `-path ${path} -prune -o`).join(' ');
  return onEach(
    lab,
    `find ${directories} ${skip} -printf '%p %y %m %U:%G %s %T@ %C@ %l\\n' | sort
find ${directories} ${skip} -type f -print0 | sort -z | xargs -0 -r sha256sum`,
  );
}

/** A host's files, as far as they are a person's or kubestrap's to change. */
export function hostFiles(lab: Lab): Promise<Record<string, string>> {
  return files(lab, '$(ls -d /etc /var/lib)');
}

/** When each service started, its process, and how often systemd started it again; and every container. */
function services(lab: Lab): Promise<Record<string, string>> {
  const properties =
    'Id,ActiveState,UnitFileState,ActiveEnterTimestampMonotonic,MainPID,InvocationID,NRestarts';
  return onEach(
    lab,
    `systemctl show containerd.service kubelet.service sshd.service chrony.service -p ${properties}
ctr -n k8s.io tasks ls | sort`,
  );
}

/** The versions of all objects that kubestrap or kubeadm make; nodes without what their kubelets report. */
async function objects(lab: Lab): Promise<object> {
  type Object = { metadata: { name: string; uid: string; resourceVersion: string; generation?: number } };
  const version = ({ metadata: { name, uid, resourceVersion } }: Object) =>
    `${name} ${uid} ${resourceVersion}`;
  const generation = ({ metadata: { name, uid, generation } }: Object) => `${name} ${uid} ${generation}`;
  const nodes = await items<Object & { metadata: { labels: object; annotations: object }; spec: object }>(
    lab,
    'nodes',
  );
  return {
    configMaps: (await items<Object>(lab, '-n kube-system configmaps')).map(version),
    // kubeadm's tokens expire by themselves; none may be made
    secrets: (await items<Object>(lab, '-A secrets')).map(version),
    daemonSets: (await items<Object>(lab, '-A daemonsets')).map(generation),
    nodes: nodes.map(({ metadata: { uid, labels, annotations }, spec }) => ({
      uid,
      labels,
      annotations,
      spec,
    })),
    version: await kubectl(lab, 'version -o json'),
  };
}

/** All that a run which changes nothing must leave as it is: files, services, containers, objects. */
export async function everything(lab: Lab): Promise<object> {
  return { files: await hostFiles(lab), services: await services(lab), objects: await objects(lab) };
}

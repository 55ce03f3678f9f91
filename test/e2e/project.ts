import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ClusterFile, Host, InventoryFile } from '../../src/spec/documents.generated.ts';
import type { Lab } from '../lab/lab.ts';

/** The two input files in a directory of their own, as a user has them, and the lab they are about. */
export interface Project {
  readonly lab: Lab;
  readonly dir: string;
  readonly inventory: InventoryFile;
  readonly cluster: ClusterFile;
}

export type Draft = Pick<Project, 'inventory' | 'cluster'>;

/** A pod on every node, whatever its taints. */
const HELLO = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'hello', namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: 'hello' } },
    template: {
      metadata: { labels: { app: 'hello' } },
      spec: {
        terminationGracePeriodSeconds: 1,
        tolerations: [{ operator: 'Exists' }],
        containers: [{ name: 'hello', image: 'lab.local/hello:1', imagePullPolicy: 'Never' }],
      },
    },
  },
};

/** The project of all hosts of a lab: control planes are those named `cp-…`. */
export async function createProject(lab: Lab, adapt: (draft: Draft) => void = () => {}): Promise<Project> {
  const [first, ...rest] = lab.hosts.map(
    ({ name, address }): Host => ({
      name,
      role: name.startsWith('cp-') ? 'control-plane' : 'worker',
      address,
    }),
  );
  if (first === undefined) throw new Error(`lab ${lab.name} has no hosts`);
  const draft: Draft = {
    inventory: {
      apiVersion: 'kubestrap.dev/v1alpha1',
      kind: 'Inventory',
      ssh: { user: 'root', identityFile: lab.identityFile, knownHostsFile: lab.knownHostsFile },
      hosts: [first, ...rest],
    },
    cluster: {
      apiVersion: 'kubestrap.dev/v1alpha1',
      kind: 'Cluster',
      metadata: { name: 'e2e' },
      spec: {
        kubernetesVersion: 'v1.20.2',
        imageRepository: 'k8s.gcr.io',
        controlPlaneEndpoint: { host: 'apiserver.cluster.local', port: 6443, provider: 'hosts' },
        networking: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/12' },
        kubeProxy: { mode: 'iptables', conntrack: { maxPerCore: 0 } },
        kubelet: { cgroupDriver: 'cgroupfs' },
        runtime: { install: 'none' },
        addons: [{ name: 'hello', manifests: ['./hello.yaml'] }],
      },
    },
  };
  adapt(draft);
  return save({ lab, ...draft });
}

/** The same project after an edit of its files; the one it came from is left as it is. */
export async function edited(project: Project, edit: (draft: Draft) => void): Promise<Project> {
  const draft = structuredClone({ inventory: project.inventory, cluster: project.cluster });
  edit(draft);
  return save({ lab: project.lab, ...draft });
}

/** A host of a draft's inventory, to be edited. */
export function hostIn({ inventory }: Draft, name: string): Host {
  const host = inventory.hosts.find((one) => one.name === name);
  if (host === undefined) throw new Error(`the inventory has no host ${name}`);
  return host;
}

/** Takes hosts out of a draft's inventory. */
export function without({ inventory }: Draft, ...names: string[]): void {
  const [first, ...rest] = inventory.hosts.filter(({ name }) => !names.includes(name));
  if (first !== undefined) inventory.hosts = [first, ...rest];
}

async function save(project: Omit<Project, 'dir'>): Promise<Project> {
  const parent = join(project.lab.dir, 'projects'); // it goes when the lab goes
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const dir = await mkdtemp(join(parent, 'project-'));
  await writeFile(join(dir, 'inventory.yaml'), stringify(project.inventory));
  await writeFile(join(dir, 'cluster.yaml'), stringify(project.cluster));
  await writeFile(join(dir, 'hello.yaml'), stringify(HELLO));
  return { ...project, dir };
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Lab } from '../../lab/lab.ts';
import { run } from '../../lab/shell.ts';
import type { Doors } from './doors.ts';

export const KUBESTRAP = join(import.meta.dirname, '../../../bin/kubestrap');

/** kubestrap's input files, and what they want of every host: what the other tools are given, too. */
export interface Project {
  readonly directory: string;
  readonly lab: Lab;
  readonly doors: Doors;
  /** Text of /etc/modules-load.d/kubestrap.conf. */
  readonly modules: string;
  /** Text of /etc/sysctl.d/99-kubestrap.conf. */
  readonly sysctlFile: string;
  readonly sysctls: readonly (readonly [key: string, value: string])[];
  /** The lines between marks in /etc/hosts, marks included, by host. */
  readonly blocks: ReadonlyMap<string, string>;
}

export const MODULES_FILE = '/etc/modules-load.d/kubestrap.conf';
export const SYSCTL_FILE = '/etc/sysctl.d/99-kubestrap.conf';

const head = { apiVersion: 'kubestrap.dev/v1alpha1' };

/** Writes the input files and renders them: the files of a host are the same whoever writes them. */
export async function writeProject(lab: Lab, doors: Doors, directory: string): Promise<Project> {
  const hosts = lab.hosts.map(({ name, address: internalAddress }) => {
    const { address, port } = doors.at(name);
    const role = name.startsWith('cp-') ? 'control-plane' : 'worker';
    return { name, role, address, internalAddress, ssh: { port } };
  });
  const { knownHostsFile } = doors;
  const ssh = { user: 'root', identityFile: lab.identityFile, knownHostsFile };
  const spec = {
    kubernetesVersion: 'v1.20.2',
    controlPlaneEndpoint: { host: 'apiserver.cluster.local', provider: 'hosts' },
    networking: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/12' },
    runtime: { install: 'none' },
    node: {
      sysctls: { 'net.core.somaxconn': 2048 },
      // named, since "auto" reserves more on control planes, and the other tools have one list for all
      ephemeralPorts: {
        range: [10200, 60999],
        reserved: ['10248-10250', '10256-10257', '10259', '30000-32767'],
      },
    },
  };
  const write = (name: string, document: object) => writeFile(join(directory, name), stringify(document));
  await write('inventory.yaml', { ...head, kind: 'Inventory', ssh, hosts });
  await write('cluster.yaml', { ...head, kind: 'Cluster', metadata: { name: 'bench' }, spec });

  const out = join(directory, 'rendered');
  await rm(out, { recursive: true, force: true });
  await mkdir(out);
  await run({ cwd: directory })`${KUBESTRAP} render -d ${out}`;
  const file = (host: string, path: string) => readFile(join(out, host, path), 'utf8');
  const sysctlFile = await file('w-1', SYSCTL_FILE);
  const blocks = await Promise.all(
    lab.hosts.map(async ({ name }) => [name, await file(name, '/etc/hosts')] as const),
  );
  const sysctls = [...sysctlFile.matchAll(/^([^#\s]\S*) = (.*)$/gm)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
  const modules = await file('w-1', MODULES_FILE);
  return { directory, lab, doors, modules, sysctlFile, sysctls, blocks: new Map(blocks) };
}

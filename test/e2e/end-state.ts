import { readFile } from 'node:fs/promises';
import { loadAll } from 'js-yaml';
import { expect, vi } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { inProject, kubestrap } from './cli.ts';
import { expectEndpoint } from './endpoint.ts';
import { CONTROL_PLANES, FOUR, hostsEntries, LABELS, SYSCTLS, TAINTS } from './four-hosts.ts';
import { each, items, kubectl, type Node, on, onEach, readiness } from './hosts.ts';
import type { Project } from './project.ts';

interface Pod {
  spec: { nodeName: string };
  status: { phase: string; containerStatuses: { ready: boolean }[] };
}

/** Asserts that the four hosts are the cluster of `fourHosts`: by the API server, by etcd, and by the hosts themselves. */
export async function expectFourHostCluster(project: Project): Promise<void> {
  const { lab } = project;
  const rendered = await render(project);
  // the taint that says "not ready" is taken away by a controller, some time after the node is Ready
  await vi.waitFor(() => expectNodes(lab), { timeout: 60_000, interval: 1_000 });
  await expectAddon(lab);
  await expectEtcd(lab);
  await expectConfiguration(lab, rendered);
  await expectHosts(lab, rendered);
  await expectRecords(lab);
}

type Rendered = (path: string) => Promise<string>;

async function render(project: Project): Promise<Rendered> {
  const directory = inProject(project, 'rendered');
  const { code, stderr } = await kubestrap(project, 'render', '-d', directory);
  expect(code, stderr).toBe(0);
  return (path) => readFile(`${directory}/${path}`, 'utf8');
}

async function expectNodes(lab: Lab): Promise<void> {
  expect(await readiness(lab)).toEqual(each(FOUR, 'True'));
  const nodes = await items<Node>(lab, 'nodes');
  const by = <T>(read: (node: Node) => T) =>
    Object.fromEntries(nodes.map((node) => [node.metadata.name, read(node)]));
  const isKubelets = (key: string) => /^(beta\.)?kubernetes\.io\/(arch|os|hostname)$/.test(key);
  const labels = by(({ metadata }) =>
    Object.fromEntries(Object.entries(metadata.labels).filter(([key]) => !isKubelets(key))),
  );
  expect(labels).toEqual(LABELS);
  expect(by(({ spec }) => spec.taints ?? [])).toEqual(TAINTS);
}

async function expectAddon(lab: Lab): Promise<void> {
  await on(
    lab,
    'cp-1',
    'kubectl --kubeconfig /etc/kubernetes/admin.conf rollout status ds/hello --timeout=60s',
  );
  const pods = await items<Pod>(lab, 'pods -n default -l app=hello');
  const running = pods.filter(({ status }) => status.containerStatuses.every(({ ready }) => ready));
  expect(running.map(({ spec }) => spec.nodeName).sort()).toEqual(FOUR);
}

async function expectEtcd(lab: Lab): Promise<void> {
  const pki = '/etc/kubernetes/pki/etcd';
  const secured = `--cacert ${pki}/ca.crt --cert ${pki}/server.crt --key ${pki}/server.key`;
  const members = await on(lab, 'cp-2', `ETCDCTL_API=3 etcdctl ${secured} member list`);
  // ID, status, name, peer URLs, client URLs, is learner
  const rows = members
    .trim()
    .split('\n')
    .map((row) => row.split(', '));
  expect(rows.map(([, status, name, , , learner]) => [name, status, learner ?? 'false']).sort()).toEqual(
    CONTROL_PLANES.map((name) => [name, 'started', 'false']),
  );
}

interface Kind {
  kind?: string;
}

/** The fields of a configuration, without what only names its format. */
function fields(document: object): object {
  const { apiVersion: _, kind: __, ...rest } = document as Record<string, unknown>;
  return rest;
}

async function expectConfiguration(lab: Lab, rendered: Rendered): Promise<void> {
  const documents = loadAll(await rendered('cp-1/run/kubestrap/kubeadm-init.yaml')) as Kind[];
  const wanted = (name: string) => {
    const document = documents.find(({ kind }) => kind === name);
    if (document === undefined) throw new Error(`render printed no ${name}`);
    return fields(document);
  };
  const { data } = (await kubectl(lab, '-n kube-system get configmap kubeadm-config -o json')) as {
    data: Record<string, string>;
  };
  const [live] = loadAll(data.ClusterConfiguration ?? '') as object[];
  expect(live).toMatchObject(wanted('ClusterConfiguration'));
  expect(wanted('ClusterConfiguration')).toMatchObject({ kubernetesVersion: 'v1.20.2', clusterName: 'e2e' });
  const kubelets = FOUR.map(async (name) => {
    const { kubeletconfig } = (await kubectl(lab, `get --raw /api/v1/nodes/${name}/proxy/configz`)) as {
      kubeletconfig: object;
    };
    expect(kubeletconfig, name).toMatchObject(wanted('KubeletConfiguration'));
    expect(kubeletconfig, name).toMatchObject({ maxPods: 77, cgroupDriver: 'cgroupfs' });
  });
  await Promise.all(kubelets);
  const manifest = '/etc/kubernetes/manifests/kube-apiserver.yaml';
  const flags = await Promise.all(
    CONTROL_PLANES.map((name) => on(lab, name, `grep -c -- --audit-log-maxage=7 ${manifest}`)),
  );
  expect(flags.map((count) => count.trim())).toEqual(['1', '1', '1']);
}

async function expectHosts(lab: Lab, rendered: Rendered): Promise<void> {
  for (const name of FOUR) {
    for (const path of ['/etc/sysctl.d/99-kubestrap.conf', '/etc/modules-load.d/kubestrap.conf']) {
      expect(await on(lab, name, `cat ${path}`), `${name} ${path}`).toBe(await rendered(`${name}${path}`));
      expect(await on(lab, name, `stat -c '%a %U:%G' ${path}`)).toBe('644 root:root\n');
    }
    const wanted = SYSCTLS[name] ?? {};
    const values = await on(lab, name, `sysctl -n ${Object.keys(wanted).join(' ')}`);
    expect(
      values
        .trim()
        .split('\n')
        .map((value) => value.replace('\t', ' ')),
      name,
    ).toEqual(Object.values(wanted));
    const block = await on(lab, name, "sed -n '/BEGIN kubestrap/,/END kubestrap/p' /etc/hosts");
    expect(block.trim().split('\n').slice(1, -1).sort(), name).toEqual(hostsEntries(lab, name));
  }
  await expectEndpoint(lab, FOUR, CONTROL_PLANES);
  const servers = await onEach(lab, "sed -n 's/^ *server: //p' /etc/kubernetes/kubelet.conf");
  expect(servers).toEqual(each(FOUR, 'https://apiserver.cluster.local:6443\n'));
  expect(await onEach(lab, 'systemctl is-enabled kubelet containerd')).toEqual(
    each(FOUR, 'enabled\nenabled\n'),
  );
  // leases, kubeadm's configuration and whatever else held a secret; the file that guards leases stays, empty
  expect(
    await onEach(lab, '[ ! -e /run/kubestrap ] || find /run/kubestrap -mindepth 1 ! -name guard'),
  ).toEqual(each(FOUR, ''));
}

async function expectRecords(lab: Lab): Promise<void> {
  const record = '/var/lib/kubestrap/record.json';
  expect(await onEach(lab, `stat -c '%a %U:%G' ${record}`)).toEqual(each(FOUR, '600 root:root\n'));
  expect(await onEach(lab, 'stat -c %a /var/lib/kubestrap/runs')).toEqual(each(FOUR, '700\n'));
  const { metadata } = (await kubectl(lab, 'get namespace kube-system -o json')) as {
    metadata: { uid: string };
  };
  for (const [name, text] of Object.entries(await onEach(lab, `cat ${record}`))) {
    const { cluster, resources } = JSON.parse(text) as { cluster: object; resources: Record<string, object> };
    expect(cluster, name).toMatchObject({ name: 'e2e', uid: metadata.uid });
    expect(resources, name).toHaveProperty(['sysctl net.ipv4.ip_forward']);
  }
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderAction } from '../../src/actions/render.ts';
import {
  clusterConfiguration,
  kubeletConfiguration,
  kubeProxyConfiguration,
} from '../../src/documents/documents.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import type { Problem } from '../../src/model/problem.ts';
import { parseVersion } from '../../src/model/version.ts';
import { toYaml } from '../../src/secrets/yaml.ts';
import { InputError } from '../../src/spec/input-error.ts';
import { loadCluster } from '../../src/spec/load.ts';

const file = (name: string): string =>
  fileURLToPath(new URL(`../../inventories/operators-2019/${name}`, import.meta.url));

const files = { inventoryFile: file('inventory.yaml'), specFile: file('cluster.yaml') };

/** What moving it to a release finds, as `line:column severity message`. */
async function findings(text: string): Promise<readonly string[]> {
  const kubernetesVersion = parseVersion(text);
  if (!kubernetesVersion) throw new Error(text);
  const found = await loadCluster({ ...files, kubernetesVersion }).then(
    ({ warnings }) => warnings,
    (error: unknown): readonly Problem[] => {
      if (error instanceof InputError) return error.problems;
      throw error;
    },
  );
  return found.map(({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`);
}

/** Where the spec has a key or value, as `line:column`. */
function place(pattern: RegExp): string {
  const lines = readFileSync(files.specFile, 'utf8').split('\n');
  const line = lines.findIndex((each) => pattern.test(each));
  return `${line + 1}:${(lines[line] ?? '').search(pattern) + 1}`;
}

const timezone = [
  {
    name: 'timezone',
    hostPath: '/etc/localtime',
    mountPath: '/etc/localtime',
    readOnly: true,
    pathType: 'File',
  },
];
const gate = { 'feature-gates': 'EphemeralContainers=true' };

describe("the operators' configuration of 2019", () => {
  let cluster: Cluster;
  let warnings: readonly Problem[];

  beforeAll(async () => {
    ({ cluster, warnings } = await loadCluster(files));
  });

  const written = (document: Parameters<typeof toYaml>[0][number]) => parse(toYaml([document]));

  it('renders the ClusterConfiguration that they wrote', () => {
    expect(written(clusterConfiguration(cluster))).toEqual({
      apiVersion: 'kubeadm.k8s.io/v1beta2',
      kind: 'ClusterConfiguration',
      clusterName: 'operators-2019',
      kubernetesVersion: 'v1.16.0',
      imageRepository: 'mirror.example.org/google_containers',
      controlPlaneEndpoint: 'apiserver.cluster.local:6443',
      networking: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/12', dnsDomain: 'cluster.local' },
      apiServer: {
        certSANs: ['apiserver.cluster.local'],
        extraArgs: { 'bind-address': '0.0.0.0', ...gate },
        extraVolumes: timezone,
      },
      controllerManager: { extraArgs: { 'bind-address': '0.0.0.0', ...gate }, extraVolumes: timezone },
      scheduler: { extraArgs: { address: '0.0.0.0', ...gate }, extraVolumes: timezone },
      etcd: { local: { dataDir: '/var/lib/etcd' } },
      dns: { type: 'CoreDNS' },
    });
  });

  it('renders their KubeProxyConfiguration', () => {
    expect(written(kubeProxyConfiguration(cluster))).toEqual({
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      clusterCIDR: '10.244.0.0/16',
      mode: 'ipvs',
      iptables: { masqueradeAll: false, minSyncPeriod: '0s', syncPeriod: '30s' },
      ipvs: { excludeCIDRs: null, minSyncPeriod: '0s', scheduler: 'rr', syncPeriod: '30s' },
    });
  });

  it('renders their KubeletConfiguration', () => {
    expect(written(kubeletConfiguration(cluster))).toEqual({
      apiVersion: 'kubelet.config.k8s.io/v1beta1',
      kind: 'KubeletConfiguration',
      cgroupDriver: 'systemd',
      failSwapOn: false,
    });
  });

  it('loads their modules and sets their sysctls on every host, and ignores Swap alone', () => {
    const sysctls: Record<string, string> = {
      'net.bridge.bridge-nf-call-iptables': '1',
      'net.bridge.bridge-nf-call-ip6tables': '1',
      'vm.max_map_count': '262144',
      'vm.swappiness': '0',
      'net.core.somaxconn': '32768',
      'net.ipv4.tcp_syncookies': '0',
      'net.ipv4.conf.all.rp_filter': '1',
      'net.ipv4.ip_forward': '1',
      'net.core.default_qdisc': 'fq_codel',
      'net.ipv4.ip_local_port_range': '12000 65535',
    };
    const modules =
      'ip_vs ip_vs_lc ip_vs_wlc ip_vs_rr ip_vs_wrr ip_vs_lblc ip_vs_lblcr ip_vs_dh ip_vs_sh ip_vs_nq ip_vs_sed ip_vs_ftp nf_conntrack br_netfilter';
    for (const { files: rendered, host } of renderAction(cluster)) {
      const content = [...rendered.values()].join('\n');
      for (const [key, value] of Object.entries(sysctls))
        expect(content, host).toContain(`${key} = ${value}`);
      for (const module of modules.split(' ')) expect(content.split('\n'), host).toContain(module);
      if (host === 'master-1') expect(content).toMatch(/ignorePreflightErrors:\n *- Swap\n(?! *- )/);
    }
  });

  it('is valid for 1.16, where two things are doubtful already', () => {
    expect(warnings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'warning --address of kube-scheduler is deprecated since 1.16, and gone in 1.24',
      'warning outgoing connections may take ports that components or NodePorts listen on: 30000-32767',
    ]);
  });

  it('breaks at 1.36 as an expert would say', async () => {
    const apiServer = place(/EphemeralContainers/);
    const [line = 0] = apiServer.split(':').map(Number);
    const version = place(/v1\.16\.0/);
    const gone = (program: string) =>
      `the feature gate EphemeralContainers is gone since 1.27: ${program} exits with "unrecognized feature gate"`;
    expect(await findings('v1.36.0')).toEqual([
      `${version} warning a cluster goes from v1.16.0 to v1.36.0 in 20 upgrades, one minor each`,
      `${version} warning kubelets do not start on hosts with cgroup v1 from 1.35 on`,
      `${apiServer} error ${gone('kube-apiserver')}`,
      `${line + 7}:22 error ${gone('kube-controller-manager')}`,
      `${line + 13}:7 error --address of kube-scheduler is gone since 1.24: it exits with "unknown flag"`,
      `${line + 14}:22 error ${gone('kube-scheduler')}`,
      `${place(/(?<=mode: )ipvs/)} warning mode ipvs is deprecated from 1.35 on; by plan it is off by default in 1.40, and gone in 1.43`,
      `${place(/(?<=ip_local_port_range: )"/)} warning outgoing connections may take ports that components or NodePorts listen on: 30000-32767`,
    ]);
  });

  it('starts to break at 1.24', async () => {
    const errors = async (text: string) =>
      (await findings(text)).filter((each) => each.includes(' error ')).length;
    expect(await Promise.all(['v1.23.0', 'v1.24.0', 'v1.26.0', 'v1.27.0'].map(errors))).toEqual([0, 1, 1, 4]);
  });
});

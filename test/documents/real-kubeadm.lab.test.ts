import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initDocuments, joinConfiguration, kubeletConfiguration } from '../../src/documents/documents.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import type { RenderedObject } from '../../src/secrets/rendered.ts';
import {
  BOOTSTRAP_TOKEN,
  CA_HASH,
  CERTIFICATE_KEY,
  externalCluster,
  fullCluster,
  smallCluster,
} from './models.ts';
import { binary, haveBinaries, inScratch, type Result, UNKNOWN_FIELD, writeDocuments } from './real.ts';

/**
 * What kubeadm 1.20 itself says about our documents. It only warns about fields it does not know, so a clean
 * exit proves nothing without a silent log. Needs Linux, and root for all but `config migrate`.
 */
const isRoot = process.getuid?.() === 0;

/** Preflight checks of the host, which is not to be judged here. */
const HOST_CHECKS = [
  'CRI',
  'DirAvailable--etc-kubernetes-manifests',
  'FileContent--proc-sys-net-bridge-bridge-nf-call-iptables',
  'FileContent--proc-sys-net-ipv4-ip_forward',
  'FileContent--proc-sys-net-ipv6-conf-default-forwarding',
  'FileExisting-conntrack',
  'FileExisting-crictl',
  'FileExisting-ip',
  'FileExisting-iptables',
  'FileExisting-mount',
  'FileExisting-nsenter',
  'Hostname',
  'KubeletVersion',
  'Mem',
  'NumCPU',
  'Swap',
  'SystemVerification',
];

/** Every phase of init that needs no API server, runtime or service manager; the dry run does preflight. */
const OFFLINE_PHASES = ['certs all', 'kubeconfig all', 'kubelet-start', 'control-plane all', 'etcd local'];

describe.skipIf(!haveBinaries('kubeadm'))('kubeadm 1.20', () => {
  let directory = '';
  let kubeadm = '';

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubestrap-kubeadm-'));
    kubeadm = binary('kubeadm', directory);
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function write(documents: readonly RenderedObject[]): string {
    return writeDocuments(join(directory, 'config.yaml'), documents);
  }

  function migrate(documents: readonly RenderedObject[]): Result {
    return spawnSync(kubeadm, ['config', 'migrate', '--old-config', write(documents)], { encoding: 'utf8' });
  }

  /** kubeadm's dry run writes to /etc/kubernetes/tmp and looks names up. */
  function dryRun(documents: readonly RenderedObject[]): Result {
    return inScratch('exec "$@"', [kubeadm, 'init', '--dry-run', '--config', write(documents)]);
  }

  function init(cluster: Cluster): RenderedObject[] {
    const [first] = cluster.hosts;
    if (first === undefined) throw new TypeError('a model without hosts');
    return initDocuments(cluster, first, {
      bootstrapToken: BOOTSTRAP_TOKEN,
      certificateKey: CERTIFICATE_KEY,
    });
  }

  const models = ['v1.19.16', 'v1.20.2'].flatMap((version) => [
    { title: `small, ${version}`, cluster: smallCluster(version) },
    { title: `full, ${version}`, cluster: fullCluster(version) },
    { title: `with external etcd, ${version}`, cluster: externalCluster(version) },
  ]);

  test('warns about a field it does not know, which is what the other tests look for', () => {
    const [first, ...others] = init(smallCluster('v1.20.2'));
    const { stderr } = migrate([{ ...first, bootstrapToken: 'misspelt' }, ...others]);
    expect(stderr).toMatch(UNKNOWN_FIELD);
  });

  test.each(models)('reads init documents without a word: $title', ({ cluster }) => {
    expect(migrate(init(cluster))).toMatchObject({ status: 0, stderr: '' });
  });

  test.each(models)('keeps every field of ours when it writes them anew: $title', ({ cluster }) => {
    const ours = init(cluster).find(({ kind }) => kind === 'ClusterConfiguration');
    const { stdout } = migrate(init(cluster));
    const theirs = loadAll(stdout).find(
      (document) => typeof document === 'object' && document !== null && 'etcd' in document,
    );
    expect(theirs).toMatchObject(ours ?? {});
  });

  test.each(models)('reads join documents without a word: $title', ({ cluster }) => {
    const secrets = { token: BOOTSTRAP_TOKEN, caCertHash: CA_HASH, certificateKey: CERTIFICATE_KEY };
    for (const host of cluster.hosts.slice(1)) {
      expect(migrate([joinConfiguration(cluster, host, secrets)])).toMatchObject({ status: 0, stderr: '' });
    }
  });

  test('keeps no taints apart from the default ones', () => {
    expect(migrate(init(fullCluster('v1.20.2'))).stdout).toContain('taints: []');
    expect(migrate(init(smallCluster('v1.20.2'))).stdout).toContain('key: node-role.kubernetes.io/master');
  });

  const stacked = models.filter(({ cluster }) => 'local' in cluster.etcd);

  test.skipIf(!isRoot).each(stacked)('init --dry-run goes through: $title', ({ cluster }) => {
    const { status, stdout, stderr } = dryRun(init({ ...cluster, ignorePreflightErrors: HOST_CHECKS }));
    expect(stderr).not.toMatch(UNKNOWN_FIELD);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain(`--advertise-address=${cluster.hosts[0]?.internalAddresses[0]}`);
  });

  const show =
    'for file in /etc/kubernetes/manifests/*.yaml /var/lib/kubelet/config.yaml; do echo "--- # $file"; while IFS= read -r line; do echo "$line"; done <"$file"; done';

  test.skipIf(!isRoot).each(models)(
    'every phase of init that works offline goes through: $title',
    ({ cluster }) => {
      const phases = OFFLINE_PHASES.map((phase) => `"$1" init phase ${phase} --config "$2" >&2 || exit`);
      const script = [...phases, show].join('\n');
      const { status, stdout, stderr } = inScratch(script, [kubeadm, write(init(cluster))]);
      expect(stderr).not.toMatch(UNKNOWN_FIELD);
      expect(status, stderr).toBe(0);
      const { certificatesDir = '/etc/kubernetes/pki' } = cluster.kubeadm;
      expect(stdout).toContain(`--client-ca-file=${certificatesDir}/ca.crt`);
      expect(stdout).toContain(`--secure-port=${cluster.apiServer.bindPort ?? cluster.endpoint.port}`);
      expect(stdout.includes('# /etc/kubernetes/manifests/etcd.yaml')).toBe('local' in cluster.etcd);
      expect(loadAll(stdout)).toContainEqual(expect.objectContaining(kubeletConfiguration(cluster)));
    },
  );
});

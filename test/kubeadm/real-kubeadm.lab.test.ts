import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initDocuments, joinConfiguration } from '../../src/kubeadm/documents.ts';
import type { RenderedObject } from '../../src/kubeadm/rendered.ts';
import { toYamlParts } from '../../src/kubeadm/yaml.ts';
import type { Cluster } from '../../src/spec/model.ts';
import { BOOTSTRAP_TOKEN, CA_HASH, CERTIFICATE_KEY, fullCluster, smallCluster } from './models.ts';

/**
 * What kubeadm 1.20 itself says about our documents. It only warns about fields it does not know, so a clean
 * exit proves nothing without a silent log. Needs Linux, and root for the dry run.
 */
const binaries = process.env.KUBESTRAP_LAB_KUBE ?? join(import.meta.dirname, '../../../shared/kube/bin');
const packed = join(binaries, 'kubeadm.xz');
const plain = join(binaries, 'kubeadm');
const missing = !existsSync(packed) && !existsSync(plain);
if (missing)
  console.warn(`skipped: no kubeadm in ${binaries}; set KUBESTRAP_LAB_KUBE to a folder that has it`);

const UNKNOWN_FIELD = /unknown field|error unmarshaling|strict/i;

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
  'Hostname',
  'KubeletVersion',
  'Mem',
  'NumCPU',
  'Swap',
  'SystemVerification',
];

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe.skipIf(missing)('kubeadm 1.20', () => {
  let directory = '';
  let kubeadm = plain;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubestrap-kubeadm-'));
    if (existsSync(plain)) return;
    kubeadm = join(directory, 'kubeadm');
    const binary = execFileSync('xz', ['-dc', packed], { maxBuffer: 2 ** 28 });
    writeFileSync(kubeadm, binary, { mode: 0o755 });
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function write(documents: readonly RenderedObject[]): string {
    const path = join(directory, 'config.yaml');
    const text = toYamlParts(documents).map((part) => (typeof part === 'string' ? part : part.reveal()));
    writeFileSync(path, text.join(''), { mode: 0o600 });
    return path;
  }

  function migrate(documents: readonly RenderedObject[]): Result {
    return spawnSync(kubeadm, ['config', 'migrate', '--old-config', write(documents)], { encoding: 'utf8' });
  }

  /** In namespaces of its own: kubeadm's dry run writes to /etc/kubernetes/tmp and looks names up. */
  function dryRun(documents: readonly RenderedObject[]): Result {
    const script = 'mount -t tmpfs tmpfs /etc && exec "$@"';
    const init = [kubeadm, 'init', '--dry-run', '--config', write(documents)];
    return spawnSync('unshare', ['--mount', '--net', 'sh', '-c', script, 'sh', ...init], {
      encoding: 'utf8',
    });
  }

  function init(cluster: Cluster): RenderedObject[] {
    const [first] = cluster.hosts;
    if (first === undefined) throw new TypeError('a model without hosts');
    return initDocuments(cluster, first, {
      bootstrapToken: BOOTSTRAP_TOKEN,
      certificateKey: CERTIFICATE_KEY,
    });
  }

  const models = [
    { title: 'small, v1.19', cluster: smallCluster('v1.19.16') },
    { title: 'full, v1.19', cluster: fullCluster('v1.19.16') },
    { title: 'small, v1.20', cluster: smallCluster('v1.20.2') },
    { title: 'full, v1.20', cluster: fullCluster('v1.20.2') },
  ];

  test('warns about a field it does not know, which is what the other tests look for', () => {
    const [first, ...others] = init(smallCluster('v1.20.2'));
    const { stderr } = migrate([{ ...first, bootstrapToken: 'misspelt' }, ...others]);
    expect(stderr).toMatch(UNKNOWN_FIELD);
  });

  test.each(models)('reads init documents without a word: $title', ({ cluster }) => {
    expect(migrate(init(cluster))).toMatchObject({ status: 0, stderr: '' });
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

  test.skipIf(process.getuid?.() !== 0).each(models)('init --dry-run goes through: $title', ({ cluster }) => {
    const { status, stdout, stderr } = dryRun(init({ ...cluster, ignorePreflightErrors: HOST_CHECKS }));
    expect(stderr).not.toMatch(UNKNOWN_FIELD);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain(`--advertise-address=${cluster.hosts[0]?.internalAddresses[0]}`);
  });
});

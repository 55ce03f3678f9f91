import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  initDocuments,
  kubeletConfiguration,
  kubeProxyConfiguration,
} from '../../src/documents/documents.ts';
import type { RenderedObject } from '../../src/secrets/rendered.ts';
import { fullCluster, smallCluster } from './models.ts';
import { binary, haveBinaries, inScratch, UNKNOWN_FIELD, writeDocuments } from './real.ts';

/**
 * What a kubelet and a kube-proxy 1.20 say about our configuration. Both fall back to lenient decoding when they
 * meet a field that they do not know, and say so once, so each is let run on well past that.
 */
const ready = haveBinaries('kubeadm', 'kubelet', 'kube-proxy') && process.getuid?.() === 0;

const SECONDS = 6;

describe.skipIf(!ready)('Kubernetes 1.20', () => {
  let directory = '';
  const programs = { kubeadm: '', kubelet: '', 'kube-proxy': '' };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubestrap-components-'));
    programs.kubeadm = binary('kubeadm', directory);
    programs.kubelet = binary('kubelet', directory);
    programs['kube-proxy'] = binary('kube-proxy', directory);
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  const write = (name: string, documents: readonly RenderedObject[]) =>
    writeDocuments(join(directory, name), documents);

  /** A kubelet with the credentials that kubeadm makes, without a runtime: it reads all, then misses that. */
  function kubelet(configuration: RenderedObject): string {
    const cluster = smallCluster('v1.20.2');
    const [host] = cluster.hosts;
    if (host === undefined) throw new TypeError('a model without hosts');
    const script = `"$1" init phase certs ca --config "$2" && "$1" init phase kubeconfig kubelet --config "$2" || exit
/usr/bin/timeout -k 1 ${SECONDS} "$3" --config "$4" --kubeconfig /etc/kubernetes/kubelet.conf --container-runtime remote --container-runtime-endpoint unix:///run/none.sock --v 2`;
    const files = [write('init.yaml', initDocuments(cluster, host)), write('kubelet.yaml', [configuration])];
    const { stderr } = inScratch(script, [
      programs.kubeadm,
      files[0] ?? '',
      programs.kubelet,
      files[1] ?? '',
    ]);
    return stderr;
  }

  /** A kube-proxy whose API server does not answer: it validates all, then asks for its node. */
  function kubeProxy(configuration: RenderedObject): string {
    const script = `/usr/bin/timeout -k 1 ${SECONDS} "$1" --config "$2" --master http://127.0.0.1:1 --v 2`;
    return inScratch(script, [programs['kube-proxy'], write('kube-proxy.yaml', [configuration])]).stderr;
  }

  const models = ['v1.19.16', 'v1.20.2'].flatMap((version) => [
    { title: `small, ${version}`, cluster: smallCluster(version) },
    { title: `full, ${version}`, cluster: fullCluster(version) },
  ]);

  test.each(models)('a kubelet starts with ours without a word: $title', ({ cluster }) => {
    const log = kubelet({
      ...kubeletConfiguration(cluster),
      authentication: { x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' } },
    });
    expect(log).not.toMatch(UNKNOWN_FIELD);
    expect(log).toContain('Version: v1.20.2');
    expect(log).toMatch(/none\.sock|Starting kubelet/);
  });

  test.each(models)('a kube-proxy starts with ours without a word: $title', ({ cluster }) => {
    const log = kubeProxy(kubeProxyConfiguration(cluster));
    expect(log).not.toMatch(UNKNOWN_FIELD);
    expect(log).toContain('Failed to retrieve node info');
    expect(log).not.toContain('failed validate');
  });

  test('both say so when a field is none of theirs, which is what the others look for', () => {
    const cluster = smallCluster('v1.20.2');
    expect(kubelet({ ...kubeletConfiguration(cluster), failCgroupV1: true })).toMatch(UNKNOWN_FIELD);
    expect(kubeProxy({ ...kubeProxyConfiguration(cluster), detectLocal: {} })).toMatch(UNKNOWN_FIELD);
  });
});

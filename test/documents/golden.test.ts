import { describe, expect, test } from 'vitest';
import { initDocuments, joinConfiguration } from '../../src/documents/documents.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { toYaml } from '../../src/secrets/yaml.ts';
import { BOOTSTRAP_TOKEN, CA_HASH, CERTIFICATE_KEY, fullCluster, smallCluster } from './models.ts';

const VERSIONS = [
  'v1.16.0',
  'v1.20.2',
  'v1.22.17',
  'v1.25.16',
  'v1.30.14',
  'v1.31.14',
  'v1.34.3',
  'v1.36.2',
  'v1.37.1',
];

/** What init reads on the first host, then what join reads on each of the others. */
function render(cluster: Cluster): string {
  const [first, ...others] = cluster.hosts;
  if (first === undefined) throw new TypeError('a model without hosts');
  return toYaml([
    ...initDocuments(cluster, first, { bootstrapToken: BOOTSTRAP_TOKEN, certificateKey: CERTIFICATE_KEY }),
    ...others.map((host) =>
      joinConfiguration(cluster, host, {
        token: BOOTSTRAP_TOKEN,
        caCertHash: CA_HASH,
        certificateKey: CERTIFICATE_KEY,
      }),
    ),
  ]);
}

describe.each(VERSIONS)('golden render for %s', (version) => {
  const minor = version.replace(/\.\d+$/, '');

  test('small', async () => {
    await expect(render(smallCluster(version))).toMatchFileSnapshot(`golden/${minor}-small.yaml`);
  });

  test('full', async () => {
    await expect(render(fullCluster(version))).toMatchFileSnapshot(`golden/${minor}-full.yaml`);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formats } from '../../src/spec/formats.ts';
import { initFiles } from '../../src/spec/scaffold.ts';
import { schemaOf } from '../../src/spec/schema.ts';
import { load } from './support.ts';

const root = new URL('../..', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The one that is of its time has warnings; test/spec/operators-2019.test.ts has them word for word. */
const quiet = readdirSync(new URL('inventories', root)).filter((name) => name !== 'operators-2019');

describe('examples', () => {
  it.each(quiet)('inventories/%s loads without a warning', async (name) => {
    const { problems, loaded } = await load({
      inventory: text(`inventories/${name}/inventory.yaml`),
      cluster: text(`inventories/${name}/cluster.yaml`),
    });
    expect(problems).toEqual([]);
    expect(loaded?.cluster.hosts.length).toBeGreaterThan(0);
  });

  it.each(['inventory', 'cluster'])('the example of docs/reference/%s.md is valid', async (name) => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(text(`docs/reference/${name}.md`))?.[1];
    const { problems } = await load({ [name]: yaml, 'cni.yaml': 'apiVersion: v1\nkind: Namespace\n' });
    expect(problems).toEqual([]);
  });
});

describe('init', () => {
  const content = (name: string): string => initFiles().find((file) => file.name === name)?.content ?? '';

  it('writes an inventory and a spec that are valid', async () => {
    const files = { inventory: content('inventory.yaml'), cluster: content('cluster.yaml') };
    expect((await load(files)).problems).toEqual([]);
  });

  it('writes comments that are valid once uncommented', async () => {
    const uncomment = (yaml: string): string => yaml.replaceAll(/^( *)# ?( *[\w-]+:.*| *- .*)$/gm, '$1$2');
    const inventory = uncomment(content('inventory.yaml')).replaceAll(/^yaml-language-server.*$/gm, '');
    const cluster = uncomment(content('cluster.yaml')).replaceAll(/^yaml-language-server.*$/gm, '');
    const { problems } = await load({ inventory, cluster, 'cni.yaml': 'apiVersion: v1\nkind: Namespace\n' });
    expect(problems).toEqual([]);
    expect(parse(cluster).spec).toHaveProperty('addons');
  });

  it('writes the schemas that its files name', () => {
    const names = initFiles().map(({ name }) => name);
    for (const name of ['inventory.yaml', 'cluster.yaml']) {
      const schema = /^# yaml-language-server: \$schema=(.*)$/m.exec(content(name))?.[1];
      expect(names).toContain(schema);
    }
  });
});

describe('the published schemas', () => {
  it.each(['inventory', 'cluster'] as const)('%s stands alone and accepts what loads', (kind) => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { ...formats } }).compile(
      schemaOf(kind),
    );
    expect(validate(parse(text(`inventories/ha-stacked/${kind}.yaml`)))).toBe(true);
    expect(JSON.stringify(schemaOf(kind))).not.toContain('schema.json#');
  });

  it('cluster knows the fields of the kubelet and of kube-proxy, and their versions', () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { ...formats } }).compile(
      schemaOf('cluster'),
    );
    const spec = parse(text('inventories/ha-stacked/cluster.yaml'));
    expect(
      validate({
        ...spec,
        spec: { ...spec.spec, kubelet: { maxPods: 77 }, kubeProxy: { mode: 'iptables' } },
      }),
    ).toBe(true);
    expect(validate({ ...spec, spec: { ...spec.spec, kubelet: { maxPodz: 77 } } })).toBe(false);
    expect(validate({ ...spec, spec: { ...spec.spec, kubeProxy: { ipvs: { strictArp: true } } } })).toBe(
      false,
    );
    expect(JSON.stringify(schemaOf('cluster'))).toContain('(Kubernetes: since 1.31');
  });
});

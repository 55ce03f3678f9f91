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

describe('examples', () => {
  it.each(readdirSync(new URL('inventories', root)))(
    'inventories/%s loads without a warning',
    async (name) => {
      const { problems, loaded } = await load({
        inventory: text(`inventories/${name}/inventory.yaml`),
        cluster: text(`inventories/${name}/cluster.yaml`),
      });
      expect(problems).toEqual([]);
      expect(loaded?.cluster.hosts.length).toBeGreaterThan(0);
    },
  );

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
});

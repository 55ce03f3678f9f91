import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCHEMAS } from '../../../src/knowledge/components/schema.ts';
import { cluster, problemsOf } from '../../spec/support.ts';

const page = (name: string): string =>
  readFileSync(new URL(`../../../docs/reference/${name}.md`, import.meta.url), 'utf8');

describe.each([
  ['kubelet', 'kubelet'],
  ['kube-proxy', 'kubeProxy'],
] as const)('docs/reference/%s.md', (name, kind) => {
  it('has an example that is valid', async () => {
    const yaml = /```yaml\nspec:\n([\s\S]*?)```/.exec(page(name))?.[1] ?? '';
    expect(yaml).toContain(`${kind}:`);
    expect(await problemsOf({ cluster: cluster + yaml })).toEqual([]);
  });

  it('has every field, described', () => {
    for (const [field, { description }] of Object.entries(SCHEMAS[kind].properties ?? {})) {
      expect(page(name)).toContain(`\n| \`${field}\` `);
      expect(description).toMatch(/\.$/);
    }
  });

  it('links to sections that are there', () => {
    const text = page(name);
    const anchors = [...text.matchAll(/^## `(.+)`$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(/[^a-z0-9_-]/g, ''),
    );
    for (const [, anchor] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });
});

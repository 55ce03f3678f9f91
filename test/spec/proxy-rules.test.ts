import { describe, expect, test } from 'vitest';
import { type Files, hosts, inventory, marked, problemsOf, spec } from './support.ts';

const cp1 = 'name: cp-1, role: control-plane, address: 192.0.2.11';
const URL = '"http://proxy.example.org:3128"';
const node = (proxy: string): Files => ({ cluster: spec('node:', `  proxy: { ${proxy} }`) });

const cases: readonly (readonly [behaviour: string, files: Files, ...says: string[]])[] = [
  [
    'warns of a proxy that is reached without a proxy, by its name',
    node(`httpsProxy: ▸${URL}, noProxy: [proxy.example.org]`),
    'proxy.example.org is in `noProxy` itself (proxy.example.org)',
  ],
  ['by its domain', node(`httpsProxy: ▸${URL}, noProxy: [.example.org]`), '(.example.org)'],
  [
    'by its network',
    node('httpsProxy: ▸"http://10.1.2.3:3128", noProxy: [10.9.0.0/16, 10.1.0.0/16]'),
    '(10.1.0.0/16)',
  ],
  ['by everything', node(`httpsProxy: ▸${URL}, noProxy: ["*"]`), '(*)'],
  [
    'by the noProxy of spec.node',
    {
      ...node('noProxy: [.example.org]'),
      inventory: hosts(`${cp1}, node: { proxy: { httpsProxy: ▸${URL} } }`),
    },
    '(.example.org)',
  ],
  ['warns of noProxy alone', node('▸noProxy: [.example.org]'), 'no host that this is for has a proxy'],
  [
    'warns of images without a proxy',
    node(`httpProxy: ▸${URL}`),
    'images are pulled over https',
    'httpsProxy',
  ],
];

const fine: readonly (readonly [what: string, files: Files])[] = [
  ['both URLs', node(`httpProxy: ${URL}, httpsProxy: ${URL}, noProxy: [.example.net, 10.0.0.0/8, example]`)],
  ['https alone', node(`httpsProxy: ${URL}`)],
  ['nothing', { inventory }],
  [
    'a host without the proxy of the others',
    {
      ...node(`httpsProxy: ${URL}`),
      inventory: hosts(`${cp1}, node: { proxy: { httpsProxy: "" } }`),
    },
  ],
];

describe('the proxy', () => {
  for (const [behaviour, input, ...says] of cases) {
    test(behaviour, async () => {
      const { files, place } = marked(input);
      const problems = await problemsOf(files);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(`${place} warning `);
      for (const words of says) expect(problems[0]).toContain(words);
    });
  }

  test.each(fine)('lets pass %s', async (_what, files) => {
    expect(await problemsOf(files)).toEqual([]);
  });
});

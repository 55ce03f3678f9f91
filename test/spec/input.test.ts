import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCluster } from '../../src/spec/load.ts';
import { cluster, type Files, inventory, load, marked, problemsOf, spec } from './support.ts';

/** Input, with a mark where its first problem is, and what the message says. */
const cases: readonly (readonly [behaviour: string, files: Files, message: string])[] = [
  [
    'a tab as indentation',
    { inventory: inventory.replace('  -', '▸\t-') },
    'a tab cannot indent YAML (use spaces)',
  ],
  ['a bracket that stays open', { cluster: cluster.replace('prod }\nspec', 'prod\n▸spec') }, 'is not YAML'],
  [
    'an invisible character',
    { cluster: cluster.replace('prod', 'pr▸\u200bod') },
    'the invisible character U+200B',
  ],
  [
    'an escape sequence',
    { cluster: cluster.replace('prod', '▸\u001b[2Jprod') },
    'the invisible character U+001B',
  ],
  ['a key that is there twice', { inventory: `${inventory}▸kind: Inventory\n` }, '`kind` is there twice'],
  ['a second document', { inventory: `${inventory}▸---\nkind: Inventory\n` }, 'holds several documents'],
  [
    'an anchor',
    { cluster: spec('kubelet: &a▸ {}').replace('&a▸ {}', '&a ▸{}') },
    'anchors and aliases are not accepted',
  ],
  ['an alias', { cluster: spec('kubelet: ▸*a') }, 'anchors and aliases are not accepted'],
  ['a merge key', { cluster: spec('kubelet: { ▸<<: {} }') }, 'merge keys are not part of YAML 1.2'],
  ['a tag', { cluster: spec('kubelet: { providerID: !!binary ▸aGk= }') }, 'tags (`!…`) are not accepted'],
  ['a map as a key', { cluster: spec('kubelet: { ▸{ a: b }: c }') }, 'a key must be text'],
  [
    'a key that reaches into objects',
    { cluster: spec('kubelet: { ▸__proto__: { failSwapOn: false } }') },
    'a key must be text',
  ],
  [
    'the other file',
    { inventory: inventory.replace('Inventory', '▸Cluster') },
    '`kind` must be `Inventory`, not "Cluster" (is the wrong file given for -i (inventory) or -f (spec)?)',
  ],
  [
    'another version of the format',
    { inventory: inventory.replace('kubestrap.dev/v1alpha1', '▸kubestrap.dev/v2') },
    '`apiVersion` must be `kubestrap.dev/v1alpha1`',
  ],
  [
    "kubeadm's own configuration",
    { cluster: 'apiVersion: ▸kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n' },
    'goes into fields of `spec`',
  ],
  [
    'a no-break space before a key',
    { inventory: inventory.replace(' role', ' ▸\u00a0role') },
    'the key `role` holds U+00A0 (no-break space) (type it again: `role`)',
  ],
  [
    'a no-break space in the indentation',
    { cluster: cluster.replace('  kubernetesVersion: v1.36.2', ' \u00a0kubernetesVersion: ▸v1.36.2') },
    '(the line holds U+00A0 (no-break space))',
  ],
  [
    'a no-break space behind a key',
    { cluster: spec('kubelet▸\u00a0: {}') },
    'the key `kubelet` holds U+00A0 (no-break space)',
  ],
  [
    'a letter of another alphabet in a key',
    { inventory: inventory.replace('kind', 'k▸\u0456nd') },
    'the key `kind` holds U+0456, which looks like "i"',
  ],
  [
    'a fullwidth letter in a key',
    { cluster: spec('▸\uff4bubelet: {}') },
    'the key `kubelet` holds U+FF4B, which looks like "k"',
  ],
  [
    'an escape for such a character',
    { cluster: spec('▸"kube\\u00a0let": {}') },
    'the key `kube let` holds U+00A0 (no-break space)',
  ],
  ['a soft hyphen', { cluster: spec('kube▸\u00adlet: {}') }, 'the key `kubelet` holds U+00AD (soft hyphen)'],
  [
    'a byte order mark in the middle',
    { cluster: spec('▸\ufeffkubelet: {}') },
    'the invisible character U+FEFF (byte order mark)',
  ],
  [
    'a no-break space in a value',
    { inventory: inventory.replace('control-plane', '▸"control-plane\u00a0"') },
    '(it holds U+00A0 (no-break space))',
  ],
  [
    'a fullwidth colon',
    { inventory: inventory.replace('kind: Inventory', '▸kind\uff1a Inventory') },
    'the line holds U+FF1A',
  ],
  [
    'a directive of YAML 1.1',
    { cluster: `▸%YAML 1.1\n---\n${cluster}` },
    'is YAML 1.2, whatever this line says: in 1.1, `yes` would be true',
  ],
  [
    'a document behind an empty one',
    { inventory: `${inventory}---\n▸---\nkind: x\n` },
    'holds several documents',
  ],
  [
    'a variable of the shell in a path',
    { inventory: inventory.replace('hosts:', 'ssh: { identityFile: ▸$HOME/key }\nhosts:') },
    '`identityFile`: variables are not expanded: "$HOME/key" (write `~/key`)',
  ],
  [
    'the home of another user',
    { inventory: inventory.replace('hosts:', 'ssh: { knownHostsFile: ▸~ops/known_hosts }\nhosts:') },
    'the home of another user is not looked up: "~ops/known_hosts" (write the whole path)',
  ],
  [
    'a variable in the name of a manifest',
    { cluster: spec('addons: [{ name: a, manifests: [▸"./$DIR/a.yaml"] }]') },
    'variables are not expanded',
  ],
  [
    'a port in the address of a host',
    { inventory: inventory.replace('192.0.2.11', '▸192.0.2.11:2222') },
    'the port has a key of its own: `ssh: { port: … }`',
  ],
  ['a list', { inventory: '▸- a\n' }, 'is not a map of keys and values'],
  ['a word', { inventory: '▸hello\n' }, 'is not a map of keys and values'],
  ['nothing', { inventory: '▸' }, 'is empty'],
  ['comments only', { inventory: '▸# later\n' }, 'is empty'],
];

describe('files that are not what they should be', () => {
  for (const [what, input, message] of cases) {
    it(`refuses ${what}`, async () => {
      const { files, place } = marked(input);
      const [first] = await problemsOf(files);
      expect(first).toContain(`${place} error `);
      expect(first).toContain(message);
    });
  }

  it.each<[string, Files, string]>([
    [
      'a file that is not UTF-8',
      { inventory: Buffer.from([0x61, 0xff, 0xfe]) },
      'inventory.yaml:: error is not UTF-8 text (save it as UTF-8)',
    ],
    [
      'a file over 4 MiB',
      { cluster: `#${' '.repeat(4 * 1024 * 1024)}` },
      'cluster.yaml:: error is larger than 4 MiB (is it the right file?)',
    ],
    [
      'brackets without end',
      { cluster: '['.repeat(1000_000) },
      'cluster.yaml:1:101 error is nested too deeply (is it the right file?)',
    ],
    [
      'list dashes without end',
      { cluster: '- '.repeat(500_000) },
      'cluster.yaml:1:201 error is nested too deeply (is it the right file?)',
    ],
  ])('refuses %s', async (_, files, line) => {
    expect(await problemsOf(files)).toEqual([line]);
  });

  it('reports both files when neither can be read', async () => {
    const attempt = loadCluster({ inventoryFile: '/nowhere/inventory.yaml', specFile: '/' });
    await expect(attempt).rejects.toMatchObject({
      name: 'InputError',
      problems: [
        { file: '/nowhere/inventory.yaml', message: 'no such file', path: '' },
        { file: '/', message: 'is a directory', path: '' },
      ],
    });
  });

  it.each<[string, Files]>([
    ['an empty document behind it', { inventory: `${inventory}---\n` }],
    ['an empty document with a comment before it', { cluster: `---\n# later\n---\n${cluster}` }],
    ['a directive of YAML 1.2', { cluster: `%YAML 1.2\n---\n${cluster}` }],
    ['odd characters in comments', { cluster: `# caf\u00e9\u00a0\uff01\n${cluster}` }],
    [
      'a field that is null and went with an earlier version',
      { cluster: spec('kubeProxy: { conntrack: { max: } }') },
    ],
  ])('accepts %s', async (_, files) => {
    expect(await problemsOf(files)).toEqual([]);
  });

  it('names a symbolic link that leads to itself, and a path through a file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kubestrap-loop-'));
    const [loop, through] = [join(directory, 'loop'), join(directory, 'file', 'x')];
    await symlink(loop, loop);
    await writeFile(join(directory, 'file'), '');
    const attempt = loadCluster({ inventoryFile: loop, specFile: through });
    await expect(attempt).rejects.toMatchObject({
      problems: [
        { file: loop, message: 'is a symbolic link that leads back to itself' },
        { file: through, message: 'no such file', hint: 'a part of its path is a file, not a directory' },
      ],
    });
    await rm(directory, { recursive: true });
  });

  it('reads a byte order mark and Windows line ends', async () => {
    const windows = `\ufeff${inventory.replaceAll('\n', '\r\n')}`;
    expect(await problemsOf({ inventory: windows })).toEqual([]);
    const broken = `\ufeff${inventory.replaceAll('\n', '\r\n')}zzz: 1\r\n`;
    expect((await problemsOf({ inventory: broken }))[0]).toContain(
      'inventory.yaml:5:1 error unknown key `zzz`',
    );
  });
});

describe('all problems in one go', () => {
  it('reports schema and rules of both files, from top to bottom', async () => {
    const problems = await problemsOf({
      inventory: `${inventory}  - { name: cp-1, role: worker, address: 192.0.2.12, zone: a }\nkind: Inventory\n`,
      cluster: `${spec('node: { swap: kept, sawp: kept }').replace('v1.36.2', 'v1.2.3')}`,
    });
    expect(problems.map((line) => line.split(' ', 1)[0])).toEqual([
      'inventory.yaml:5:13',
      'inventory.yaml:5:54',
      'inventory.yaml:6:1',
      'cluster.yaml:5:22',
      'cluster.yaml:7:17',
      'cluster.yaml:7:23',
    ]);
  });

  it('draws no conclusions from what it refused', async () => {
    const problems = await problemsOf({
      inventory: inventory.replace('control-plane', 'controlplane').replace('192.0.2.11', '"fd00::1"'),
      cluster:
        cluster.replace('apiserver.cluster.local', '192.0.2.100, provider: kube-vip') +
        '  networking: { serviceSubnet: x }\n  kubelet: []\n  node: { swap: kept }\n',
    });
    expect(problems.map((line) => line.split(' ', 1)[0])).toEqual([
      'inventory.yaml:4:25',
      'cluster.yaml:6:56',
      'cluster.yaml:7:32',
      'cluster.yaml:8:12',
    ]);
  });

  it('keeps warnings apart when there is no error', async () => {
    const { loaded } = await load({ cluster: cluster.replace('v1.36.2', 'v1.99.0') });
    expect(loaded?.warnings).toHaveLength(1);
    expect(loaded?.sources.map(({ text }) => text.length > 0)).toEqual([true, true]);
  });

  it('gives problems as data', async () => {
    const { problems } = await load({ inventory: `${inventory}zzz: 1\n` });
    expect(problems).toEqual([
      {
        severity: 'error',
        message: 'unknown key `zzz`',
        file: 'inventory.yaml',
        line: 5,
        column: 1,
        length: 3,
        path: 'zzz',
        hint: 'keys here: apiVersion, kind, ssh, groups, hosts',
      },
    ]);
  });
});

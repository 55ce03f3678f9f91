import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/spec/format-problems.ts';
import { cluster, inventory, screen, spec } from './support.ts';

describe('problems on a terminal', () => {
  it('show place, message, code and hint', async () => {
    const files = {
      inventory: inventory.replace('address', 'adress'),
      cluster: cluster.replace('v1.36.2', 'v1.40.0'),
    };
    expect(await screen(files)).toMatchInlineSnapshot(`
      "inventory.yaml:4:40  error  unknown key \`adress\`
        2 | kind: Inventory
        3 | hosts:
      > 4 |   - { name: cp-1, role: control-plane, adress: 192.0.2.11 }
          |                                        ^^^^^^
          = did you mean "address"?

      cluster.yaml:5:22  warning  Kubernetes v1.40.0 is newer than this kubestrap
        3 | metadata: { name: prod }
        4 | spec:
      > 5 |   kubernetesVersion: v1.40.0
          |                      ^^^^^^^
        6 |   controlPlaneEndpoint: { host: apiserver.cluster.local }
          = kubestrap knows 1.16 to 1.37; what 1.40 changed, it cannot check
      "
    `);
  });

  it('show only the message where there is no code', async () => {
    expect(await screen({ cluster: Buffer.from([0xff]) })).toMatchInlineSnapshot(`
      "cluster.yaml  error  is not UTF-8 text
          = save it as UTF-8
      "
    `);
  });

  it('fit into 80 columns, with the mistake in sight', async () => {
    const text = await screen({
      cluster: spec(`apiServer: { certSANs: [${'api.example.org, '.repeat(12)}BAD NAME, b.example.org] }`),
    });
    expect(text).toMatchInlineSnapshot(`
      "cluster.yaml:7:214  error  \`certSANs[11]\` repeats \`certSANs[10]\`
        5 |
        6 |
      > 7 | …org, api.example.org, api.example.org, api.example.org, api.example.org,…
          |                                                          ^^^^^^^^^^^^^^^

      cluster.yaml:7:231  error  \`certSANs[12]\`: "BAD NAME" is not a DNS name or an IP
        address
        5 |
        6 |
      > 7 | …xample.org, api.example.org, api.example.org, api.example.org, BAD NAME,…
          |                                                                 ^^^^^^^^
          = did you mean "bad-name"?
      "
    `);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('underline after wide characters', async () => {
    expect(
      await screen({ cluster: spec('kubelet: { featureGates: { 名前: yes } }') }),
    ).toMatchInlineSnapshot(`
      "cluster.yaml:7:34  error  yes is text in YAML 1.2 and a boolean in 1.1
        5 |   kubernetesVersion: v1.36.2
        6 |   controlPlaneEndpoint: { host: apiserver.cluster.local }
      > 7 |   kubelet: { featureGates: { 名前: yes } }
          |                                    ^^^
          = write true or false, or quote it if it is meant as text
      "
    `);
  });

  it('never show a password', async () => {
    const text = await screen({
      inventory: `${inventory}ssh:\n  zzz: 1\n  sudoPassword: "hunter2 hunter2"\n  bastion: { password: hunter2 }\n`,
    });
    expect(text).not.toContain('hunter2');
    expect(text).toMatchInlineSnapshot(`
      "inventory.yaml:6:3  error  unknown key \`zzz\`
        4 |   - { name: cp-1, role: control-plane, address: 192.0.2.11 }
        5 | ssh:
      > 6 |   zzz: 1
          |   ^^^
        7 |   sudoPassword: ******** ********
        8 |   bastion: { password: ******* }
          = keys here: user, port, identityFile, knownHostsFile, sudoPassword, bastion

      inventory.yaml:7:17  error  \`sudoPassword\` must be a reference, never the
        password
        5 | ssh:
        6 |   zzz: 1
      > 7 |   sudoPassword: ******** ********
          |                 ^^^^^^^^^^^^^^^^^
        8 |   bastion: { password: ******* }
          = write { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] }

      inventory.yaml:8:3  error  the bastion has no address
         6 |   zzz: 1
         7 |   sudoPassword: ******** ********
      >  8 |   bastion: { password: ******* }
           |   ^^^^^^^
           = add \`address\`

      inventory.yaml:8:14  error  unknown key \`password\`
         6 |   zzz: 1
         7 |   sudoPassword: ******** ********
      >  8 |   bastion: { password: ******* }
           |              ^^^^^^^^
           = keys here: address, port, user, identityFile
      "
    `);
  });

  it('never show a password over several lines, nor in a file that is not YAML', async () => {
    expect(
      await screen({ inventory: `${inventory}ssh:\n  sudoPassword: |\n    hunter2\n  zzz: 1\n` }),
    ).not.toContain('hunter2');
    expect(await screen({ inventory: `${inventory}ssh: { sudoPassword: hunter2\n` })).not.toContain(
      'hunter2',
    );
  });

  it('never let the input move the cursor', () => {
    const problem = {
      severity: 'error',
      message: 'a\u001b[2Jb',
      file: 'a\u001b].yaml',
      line: 1,
      column: 3,
      path: '',
      hint: '\u009b1m',
    } as const;
    const text = formatProblems([problem], [{ file: problem.file, text: 'x\u001b[31m\u202ey\tz' }], {
      color: false,
    });
    expect(text).not.toMatch(/[\u001b\u009b\u202e\t]/);
  });

  it('are coloured only when asked', () => {
    const problem = {
      severity: 'warning',
      message: 'odd',
      file: 'a.yaml',
      line: 1,
      column: 1,
      path: 'a',
      length: 1,
    } as const;
    const sources = [{ file: 'a.yaml', text: 'a: 1\n' }];
    expect(formatProblems([problem], sources, { color: false })).toBe(
      'a.yaml:1:1  warning  odd\n> 1 | a: 1\n    | ^\n',
    );
    const colored = formatProblems([problem], sources, { color: true });
    expect(colored).toContain('\u001b[33mwarning\u001b[39m');
    expect(colored).toContain('\u001b[33m^\u001b[39m');
  });
});

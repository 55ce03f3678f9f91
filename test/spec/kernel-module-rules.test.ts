import { describe, expect, it } from 'vitest';
import { type Files, hosts, marked, problemsOf, spec } from './support.ts';

const cp1 = 'name: cp-1, role: control-plane, address: 192.0.2.11';
const ipvs = 'kubeProxy: { mode: ipvs }';
/** Before ipvs itself is worth a warning. */
const at130 = (...lines: string[]): string => spec(...lines).replace('v1.36.2', 'v1.30.0');

const cases: readonly (readonly [behaviour: string, files: Files, severity: string, ...says: string[]])[] = [
  [
    'refuses to deny what every node needs',
    { cluster: spec('node: { deniedKernelModules: [sctp, ▸br-netfilter] }') },
    'error',
    '"br-netfilter" is denied, and needed',
  ],
  [
    'refuses to deny what the proxy mode needs',
    { cluster: at130(ipvs, 'node: { deniedKernelModules: [▸ip_vs_rr] }') },
    'error',
    'mode ipvs',
  ],
  [
    'refuses to deny nf_tables in mode nftables',
    { cluster: spec('kubeProxy: { mode: nftables }', 'node: { deniedKernelModules: [▸nf_tables] }') },
    'error',
    'mode nftables',
  ],
  [
    "finds a host that denies what the spec's list has",
    {
      cluster: spec('node: { kernelModules: [sctp] }'),
      inventory: hosts(`${cp1}, node: { deniedKernelModules: [▸sctp] }`),
    },
    'error',
    'kernelModules of cp-1',
    'one of the two lists',
  ],
  [
    'warns of options of a denied module',
    { cluster: spec('node: { deniedKernelModules: [sctp], kernelModuleOptions: { ▸sctp: "a=1" } }') },
    'warning',
    'denied on cp-1',
  ],
];

describe('kernel modules that are denied', () => {
  for (const [behaviour, files, severity, ...says] of cases) {
    it(behaviour, async () => {
      const { files: clean, place } = marked(files);
      const problems = await problemsOf(clean);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${place} ${severity} `));
      for (const text of says) expect(problems[0]).toContain(text);
    });
  }

  it.each([
    ['modules nobody needs', { cluster: spec('node: { deniedKernelModules: [sctp, dccp] }') }],
    [
      'the modules of another proxy mode',
      { cluster: spec('node: { deniedKernelModules: [ip_vs, nf_tables] }') },
    ],
    [
      'the modules of a kube-proxy that is not there',
      {
        cluster: at130(
          ipvs,
          'kubeadm: { skipPhases: { init: [addon/kube-proxy] } }',
          'node: { deniedKernelModules: [ip_vs] }',
        ),
      },
    ],
    [
      'what only another host needs',
      {
        inventory: hosts(
          `${cp1}, node: { kernelModules: [sctp] }`,
          'name: w-1, role: worker, address: 192.0.2.21, node: { deniedKernelModules: [sctp] }',
        ),
      },
    ],
    [
      'options of a module that is not denied',
      { cluster: spec('node: { kernelModuleOptions: { ip_vs: "conn_tab_bits=16" } }') },
    ],
  ])('lets pass %s', async (_what, files) => {
    expect(await problemsOf(files)).toEqual([]);
  });
});

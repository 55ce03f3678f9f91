import type { HostFacts } from '../facts/types.ts';
import { kernelProblems, moduleCandidates, renamedModule, requiredModules } from '../knowledge/modules.ts';
import { named } from '../model/change-id.ts';
import type { Cluster, Host, NodeSettings } from '../model/cluster.ts';
import { file } from '../resources/file.ts';
import { foreignDenial, kernelModule, MODPROBE_FILE } from '../resources/kernel-module.ts';
import type { Note } from './area.ts';
import { type Area, type Desired, HEADING } from './area.ts';
import { differingOptions } from './module-options.ts';

const AT_BOOT = '/etc/modules-load.d/kubestrap.conf';

/** Kernel modules, now and at boot. The options and denials come first: they count when a module is loaded. */
export const modules: Area = {
  resources: ({ cluster, host, facts }) => {
    const wanted = moduleNames(cluster, host, facts).filter(({ name }) => renamed(name, facts) === undefined);
    const content = HEADING + wanted.map(({ name }) => `${name}\n`).join('');
    const settings = modprobeLines(host.node);
    return [
      ...(settings === ''
        ? []
        : [
            file({
              path: MODPROBE_FILE,
              content: HEADING + settings,
              mode: '0644',
              reason: 'options of kernel modules, and those that must not be loaded',
            }),
          ]),
      file({ path: AT_BOOT, content, mode: '0644', reason: 'kernel modules at boot' }),
      ...wanted.map(kernelModule),
    ];
  },
  asks: (cluster, { node, ...host }) => ({
    files: [AT_BOOT, MODPROBE_FILE],
    modules: [
      ...requiredModules(cluster, { ...host, node }).flatMap(({ name, formerly }) =>
        formerly ? [name, formerly.name] : [name],
      ),
      ...Object.keys(node.kernelModuleOptions),
      ...node.deniedKernelModules,
    ],
  }),
  problems: ({ cluster, host, facts }) => [
    ...kernelProblems(cluster, facts.kernel),
    ...moduleNames(cluster, host, facts).flatMap(({ name }) => renamed(name, facts) ?? []),
  ],
};

/** Why the kernel has no module of that name, and never will. */
function renamed(name: string, { kernel, modules: known }: HostFacts): string | undefined {
  return known.get(name) === 'missing' ? renamedModule(name, kernel) : undefined;
}

/** modprobe.d(5): `blacklist` alone would leave loading by name, `install` alone loading by alias without a word. */
function modprobeLines({ kernelModuleOptions, deniedKernelModules }: NodeSettings): string {
  return [
    ...Object.entries(kernelModuleOptions).map(([name, options]) => `options ${name} ${options}\n`),
    ...deniedKernelModules.map((name) => `blacklist ${name}\ninstall ${name} /bin/false\n`),
  ].join('');
}

/** The names that this kernel knows the modules by. */
export function moduleNames(cluster: Cluster, host: Host, { kernel, modules: known }: HostFacts) {
  return requiredModules(cluster, host).map((module) => {
    const candidates = moduleCandidates(module, kernel);
    const found = candidates.find((name) => (known.get(name) ?? 'missing') !== 'missing');
    return { name: found ?? candidates[0] ?? module.name, reason: module.reason };
  });
}

/** What only a boot or somebody else can change about modules. */
export function moduleNotes({ cluster, host, facts }: Desired): readonly Note[] {
  const { kernelModuleOptions, deniedKernelModules } = host.node;
  return [
    ...Object.entries(kernelModuleOptions).flatMap(([name, options]) => optionNotes(name, options, facts)),
    ...deniedKernelModules.flatMap((name) => deniedNotes(name, facts)),
    ...moduleNames(cluster, host, facts).flatMap(({ name }) => atBootNotes(name, facts)),
  ];
}

function optionNotes(name: string, options: string, facts: HostFacts): Note[] {
  const state = facts.modules.get(name);
  if (state !== 'loaded' && state !== 'builtin') return [];
  return differingOptions(name, options, facts).map(({ option, is, want }) => ({
    ...named('kernel-module', name, `option ${option}`),
    action: 'update',
    before: is,
    after: want,
    reason:
      state === 'loaded'
        ? 'the module is loaded already: it takes its options when it is loaded next, after a reboot'
        : `the module is part of the kernel: write ${name}.${option}=${want} on the kernel command line, and reboot`,
    disruption: 'reboot',
  }));
}

function deniedNotes(name: string, { modules }: HostFacts): Note[] {
  const state = modules.get(name);
  if (state !== 'loaded' && state !== 'builtin') return [];
  return [
    {
      ...named('kernel-module', name, 'denied'),
      action: 'delete',
      before: state === 'loaded' ? 'loaded' : 'part of the kernel',
      after: null,
      reason:
        state === 'loaded'
          ? 'the spec denies it, and something may be using it: it stays until the next boot'
          : 'the spec denies it, and the kernel has it built in: only another kernel is without it',
      disruption: 'reboot',
    },
  ];
}

/** systemd-modules-load(8) heeds blacklist lines, which modprobe does not where it is given a name. */
function atBootNotes(name: string, facts: HostFacts): Note[] {
  const denial = foreignDenial(name, facts);
  if (denial === undefined || facts.modules.get(name) === 'builtin') return [];
  return [
    {
      ...named('kernel-module', name, 'at boot'),
      action: 'update',
      before: `denied by ${denial.where}`,
      after: 'loaded',
      reason: `this host needs it: take the module out of ${denial.where}, where it is denied (${denial.how})`,
      disruption: 'none',
    },
  ];
}

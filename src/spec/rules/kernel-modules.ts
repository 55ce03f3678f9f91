import { modulesOfMode } from '../../knowledge/modules.ts';
import type { Problem } from '../../model/problem.ts';
import { moduleName } from '../../values/module-name.ts';
import type { Path } from '../../values/path.ts';
import { appliesTo, type Rule, type RuleContext } from './context.ts';

/** A module that Kubernetes or the spec needs cannot be denied at the same time. */
export const deniedModulesAreNotNeeded: Rule = (context) => {
  const needed = modulesOfMode(proxyMode(context));
  return context.nodeLayers.flatMap((layer) =>
    (layer.node.deniedKernelModules ?? []).flatMap((name, index): Problem[] => {
      if (name === undefined) return [];
      const hosts = context.hosts.filter(
        (host) => appliesTo(layer, host) && holds(host.node.deniedKernelModules, name),
      );
      const row = needed.find((module) => same(module.name, name));
      const asked = hosts.find((host) => holds(host.node.kernelModules, name));
      if (row === undefined && asked === undefined) return [];
      const path: Path = [...layer.path, 'deniedKernelModules', index];
      const why = row === undefined ? `kernelModules of ${asked?.host.name ?? 'a host'}` : row.reason;
      return [
        layer.document.problem(path, `"${name}" is denied, and needed (${why})`, {
          hint: row === undefined ? 'take it out of one of the two lists' : 'take it out of the list',
        }),
      ];
    }),
  );
};

/** Options of a module that is never loaded do nothing. */
export const optionsAreOfAllowedModules: Rule = ({ nodeLayers, hosts }) =>
  nodeLayers.flatMap((layer) =>
    Object.keys(layer.node.kernelModuleOptions ?? {}).flatMap((name) => {
      const denying = hosts.find(
        (host) => appliesTo(layer, host) && holds(host.node.deniedKernelModules, name),
      );
      if (denying === undefined) return [];
      return [
        layer.document.problem(
          [...layer.path, 'kernelModuleOptions', name],
          `"${name}" is denied on ${denying.host.name ?? 'a host'}: its options do nothing there`,
          { key: true, severity: 'warning', hint: 'take it out of deniedKernelModules, or its options out' },
        ),
      ];
    }),
  );

/** Undefined: no kube-proxy of kubeadm's. */
function proxyMode({ spec }: RuleContext): string | undefined {
  const skipped = spec.kubeadm?.skipPhases?.init ?? [];
  const isOff =
    spec.proxy?.disabled === true || skipped.some((phase) => /^addon(\/kube-proxy)?$/.test(phase ?? ''));
  const { mode } = spec.kubeProxy ?? {};
  return isOff || typeof mode !== 'string' ? undefined : mode;
}

function same(a: string, b: string): boolean {
  return moduleName(a) === moduleName(b);
}

function holds(list: readonly (string | undefined)[] | undefined, name: string): boolean {
  return list?.some((other) => other !== undefined && same(other, name)) === true;
}

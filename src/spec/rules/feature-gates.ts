import { type Finding, gateFindings } from '../../knowledge/tables/findings.ts';
import { gateNames, isGate } from '../../knowledge/tables/gates.ts';
import type { Program } from '../../knowledge/tables/types.ts';
import type { Version } from '../../model/cluster.ts';
import type { Problem } from '../../model/problem.ts';
import type { Path } from '../../values/path.ts';
import { didYouMean } from '../../values/suggest.ts';
import type { Rule, RuleContext } from './context.ts';
import { type FlagUse, flagUses } from './flag-sets.ts';
import { atWord } from './part-of-value.ts';

/** Feature gates in flags and in component configurations: one that is gone, or not there yet, stops the program. */
export const featureGatesExist: Rule = (context) => {
  const { version } = context;
  if (version?.major !== 1) return [];
  return [
    ...flagUses(context)
      .filter(({ flag }) => flag === 'feature-gates')
      .flatMap((use) => inFlag(use, version)),
    ...inMap(context, 'kubelet', ['spec', 'kubelet', 'featureGates'], version),
    ...inMap(context, 'kube-proxy', ['spec', 'kubeProxy', 'featureGates'], version),
  ];
};

/** `A=true,B=false`, the last of a gate counting; from 1.31 on also `kube:A=true`. */
function inFlag({ program, value, document, path }: FlagUse, version: Version): readonly Problem[] {
  const gates = new Map<string, boolean | undefined>();
  for (const item of value.split(',')) {
    const [name = '', text = ''] = item.split('=').map((part) => part.trim());
    gates.set(name.replace(/^kube:/, ''), booleanOf(text));
  }
  return [...gates].flatMap(([gate, set]) =>
    gateFindings(program, gate, set, version).map(({ severity, message, hint }) =>
      atWord(document.problem(path, message, { severity, hint }), document, path, gate),
    ),
  );
}

function inMap(
  { cluster, spec }: RuleContext,
  program: Program,
  path: Path,
  version: Version,
): readonly Problem[] {
  const gates = spec[program === 'kubelet' ? 'kubelet' : 'kubeProxy']?.featureGates;
  if (typeof gates !== 'object' || gates === null || Array.isArray(gates)) return [];
  return Object.entries(gates).flatMap(([gate, value]) =>
    gateFindings(program, gate, typeof value === 'boolean' ? value : undefined, version).map(
      ({ severity, message, hint }) =>
        cluster.problem([...path, gate], message, { severity, hint, key: true }),
    ),
  );
}

/** kubeadm's own gates: it refuses a configuration with one that it does not know. */
export const kubeadmGatesExist: Rule = ({ cluster, spec, version }) => {
  if (version?.major !== 1) return [];
  return Object.entries(spec.featureGates ?? {}).flatMap(([gate, value]) => {
    const findings = isGate('kubeadm', gate)
      ? gateFindings('kubeadm', gate, value, version)
      : [unknownGate(gate)];
    return findings.map(({ severity, message, hint }) =>
      cluster.problem(['spec', 'featureGates', gate], message, { severity, hint, key: true }),
    );
  });
};

/** Of the components' gates kubeadm has none; of others a newer table may know. */
function unknownGate(gate: string): Finding {
  if (isGate('kube-apiserver', gate)) {
    const hint =
      'it goes into `feature-gates` of `extraArgs`, `kubelet.featureGates`, `kubeProxy.featureGates`';
    return {
      severity: 'error',
      message: `${gate} is a feature gate of the components, not of kubeadm`,
      hint,
    };
  }
  const hint = didYouMean(gate, gateNames('kubeadm'));
  return {
    severity: 'warning',
    message: `kubestrap knows no feature gate ${gate} of kubeadm; kubeadm refuses those it does not know`,
    ...(hint && { hint }),
  };
}

/** As Go's strconv.ParseBool. */
function booleanOf(text: string): boolean | undefined {
  if (/^(1|t|true)$/i.test(text)) return true;
  return /^(0|f|false)$/i.test(text) ? false : undefined;
}

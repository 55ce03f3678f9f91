import type { Problem } from '../../model/problem.ts';
import type { Path } from '../../values/path.ts';
import type { InputDocument } from '../document.ts';
import type { Rule } from './context.ts';

const YAML_1_1_BOOLEAN = /^(y|yes|on|n|no|off)$/i;
const LEADING_ZERO = /^[-+]?0\d+$/;

/**
 * Values whose type the schema leaves open mean one thing in YAML 1.2 and another in YAML 1.1, which kubeadm
 * reads: `yes` is text or true, `0644` is 644 or 420. What was meant only the author knows.
 */
export const valuesAreUnambiguous: Rule = ({ cluster, spec, nodeLayers }) => [
  ...walk(cluster, ['spec', 'kubelet'], spec.kubelet),
  ...walk(cluster, ['spec', 'kubeProxy'], spec.kubeProxy),
  ...(['apiServer', 'controllerManager', 'scheduler'] as const).flatMap((name) =>
    (spec[name]?.extraEnvs ?? []).flatMap((env, index) =>
      walk(cluster, ['spec', name, 'extraEnvs', index, 'valueFrom'], env?.valueFrom),
    ),
  ),
  ...nodeLayers.flatMap(({ document, path, node }) => walk(document, [...path, 'sysctls'], node.sysctls)),
];

function walk(document: InputDocument, path: Path, value: unknown): readonly Problem[] {
  if (typeof value === 'object' && value !== null) {
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return entries.flatMap(([key, inner]) => walk(document, [...path, key], inner));
  }
  const text = document.textOf(path);
  if (typeof value === 'number' && (LEADING_ZERO.test(text) || !Number.isFinite(value) || isRounded(value))) {
    return [document.problem(path, `${text} is ambiguous as a number`, { hint: `quote it: "${text}"` })];
  }
  if (typeof value === 'string' && YAML_1_1_BOOLEAN.test(text)) {
    const hint = 'write true or false, or quote it if it is meant as text';
    return [document.problem(path, `${text} is text in YAML 1.2 and a boolean in 1.1`, { hint })];
  }
  return [];
}

/** Beyond 2^53 a number is not the one that was written. */
function isRounded(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

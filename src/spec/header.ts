import type { Problem } from '../model/problem.ts';
import { printable } from '../values/path.ts';
import type { InputDocument } from './document.ts';

const API_VERSION = 'kubestrap.dev/v1alpha1';

/**
 * Is this a file of ours, of that kind? Checked before the schema, whose every complaint would only follow from
 * the wrong file. Missing keys are left to the schema.
 */
export function checkHeader(document: InputDocument, kind: string): readonly Problem[] {
  const { data } = document;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return [
      document.problem([], 'is not a map of keys and values', { hint: `it starts with \`kind: ${kind}\`` }),
    ];
  }
  const header = new Map(Object.entries(data));
  const given = { apiVersion: header.get('apiVersion'), kind: header.get('kind') };
  if (typeof given.apiVersion === 'string' && given.apiVersion !== API_VERSION) {
    const message = `\`apiVersion\` must be \`${API_VERSION}\`, not "${printable(given.apiVersion)}"`;
    return [document.problem(['apiVersion'], message, { hint: hintFor(given.apiVersion) })];
  }
  if (typeof given.kind === 'string' && given.kind !== kind) {
    const message = `\`kind\` must be \`${kind}\`, not "${printable(given.kind)}"`;
    const swapped = ['Inventory', 'Cluster'].includes(given.kind);
    const hint = swapped ? 'is the wrong file given for -i (inventory) or -f (spec)?' : undefined;
    return [document.problem(['kind'], message, { hint })];
  }
  return [];
}

function hintFor(apiVersion: string): string | undefined {
  if (apiVersion.startsWith('kubestrap.dev/')) return 'another version of kubestrap reads this file';
  return apiVersion.includes('k8s.io')
    ? 'configuration of kubeadm and the components goes into fields of `spec`'
    : undefined;
}

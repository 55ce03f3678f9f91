import { unsupportedFields } from '../documents/documents.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import type { Path } from '../values/path.ts';
import type { InputDocument } from './document.ts';

/**
 * What could not be rendered for the cluster's version, at its place. Most of it the rules have found before:
 * this is the renderer's own word, so that no spec is called valid and refused later.
 */
export function renderProblems(
  cluster: Cluster,
  inventory: InputDocument,
  spec: InputDocument,
): readonly Problem[] {
  return unsupportedFields(cluster).map(({ path, message }) => {
    const document = path.startsWith('spec') ? spec : inventory;
    return document.problem(pathOf(path), message, { key: true });
  });
}

/** A path from its text; of a key with dots in it, the map around it. */
function pathOf(text: string): Path {
  const parts = text.match(/\[\d+\]|[^.[\]]+/g) ?? [];
  return parts.map((part) => (part.startsWith('[') ? Number(part.slice(1, -1)) : part));
}

import type { PatchFile, Version } from '../model/cluster.ts';
import { isPatchOf } from './patches.ts';

/** A field of a KubeletConfiguration as it lies on hosts. */
export interface PatchedField {
  /** Undefined: it is not there, and the kubelet's default holds. */
  readonly value: unknown;
  /** Name of the last patch that changed it; absent: none did. */
  readonly by?: string;
}

/**
 * Follows one field at the top of the kubelet's configuration through the patches that the kubeadm of a version applies, in
 * the order of their names (kubernetes cmd/kubeadm/app/util/patches, ApplyPatchesToTarget).
 */
export function patchedKubeletField(
  field: string,
  unpatched: unknown,
  patches: readonly PatchFile[],
  version: Version,
): PatchedField {
  return patches
    .filter(({ name }) => isPatchOf('kubeletconfiguration', name, version))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, documents }) => documents.map((document) => ({ name, document })))
    .reduce<PatchedField>(
      (before, { name, document }) => {
        const change = changeOf(field, document);
        return change === undefined ? before : { value: change.value, by: name };
      },
      { value: unpatched },
    );
}

/** What one patch does to the field; undefined: nothing. */
function changeOf(field: string, patch: unknown): { readonly value: unknown } | undefined {
  if (Array.isArray(patch)) return patch.map((one) => operationOn(field, one)).findLast((one) => one);
  if (!isMapping(patch)) return undefined;
  // null takes a field out (RFC 7386), and so does what replaces or deletes all of it ($patch of strategic merges)
  if (Object.hasOwn(patch, field)) return { value: patch[field] ?? undefined };
  return patch.$patch === 'replace' || patch.$patch === 'delete' ? { value: undefined } : undefined;
}

/** One operation of a JSON patch (RFC 6902). A copied or moved value is not looked up: no other field is like it. */
function operationOn(field: string, operation: unknown): { readonly value: unknown } | undefined {
  if (!isMapping(operation)) return undefined;
  const { op, path, from, value } = operation;
  if (op === 'move' && from === `/${field}`) return { value: undefined };
  if (op === 'remove' && path === `/${field}`) return { value: undefined };
  if (op !== 'add' && op !== 'replace') return undefined;
  if (path === `/${field}`) return { value };
  return path === '' ? { value: isMapping(value) ? value[field] : undefined } : undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

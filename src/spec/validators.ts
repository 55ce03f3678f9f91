import type { ErrorObject } from 'ajv';
import { validateCluster, validateInventory } from '../../build/validators.generated.js';
import type { ClusterFile, InventoryFile } from './documents.generated.ts';

/** Tells whether data has the shape of `T`; when not, `errors` says why. */
export interface Validator<T> {
  (data: unknown): data is T;
  errors?: ErrorObject[] | null;
}

/** The validators of the input files, which scripts/generate.ts makes from schemas/. */
export const isInventoryFile = validateInventory as Validator<InventoryFile>;
export const isClusterFile = validateCluster as Validator<ClusterFile>;

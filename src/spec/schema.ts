import clusterSchema from '../../schemas/cluster.schema.json' with { type: 'json' };
import inventorySchema from '../../schemas/inventory.schema.json' with { type: 'json' };
import type { JsonObject } from './model.ts';

/**
 * The JSON schema of an input file, in one piece: what the inventory takes from the cluster's schema is copied
 * in, so that an editor needs no second file.
 */
export function schemaOf(kind: 'inventory' | 'cluster'): JsonObject {
  if (kind === 'cluster') return clusterSchema;
  const text = JSON.stringify(inventorySchema).replaceAll('"cluster.schema.json#/', '"#/');
  const { $defs, ...schema } = JSON.parse(text);
  const { node, ephemeralPorts } = clusterSchema.$defs;
  return { ...schema, $defs: { ...$defs, node, ephemeralPorts } };
}

import clusterSchema from '../../schemas/cluster.schema.json' with { type: 'json' };
import inventorySchema from '../../schemas/inventory.schema.json' with { type: 'json' };
import kubeProxySchema from '../../schemas/kube-proxy.schema.json' with { type: 'json' };
import kubeletSchema from '../../schemas/kubelet.schema.json' with { type: 'json' };
import type { JsonObject } from '../values/json.ts';

/**
 * The JSON schema of an input file, in one piece, for editors: what the inventory takes from the cluster's schema
 * is copied in, and the fields of the kubelet and kube-proxy with it, of every version.
 */
export function schemaOf(kind: 'inventory' | 'cluster'): JsonObject {
  return kind === 'cluster' ? cluster() : inventory();
}

function cluster(): JsonObject {
  const { $defs, ...schema } = clusterSchema;
  const { spec, ...others } = $defs;
  const { kubelet, kubeProxy } = spec.properties;
  const properties = {
    ...spec.properties,
    kubelet: { ...kubelet, $ref: '#/$defs/kubelet' },
    kubeProxy: { ...kubeProxy, $ref: '#/$defs/kubeProxy' },
  };
  const parts = { kubelet: part('kubelet', kubeletSchema), kubeProxy: part('kubeProxy', kubeProxySchema) };
  return { ...schema, $defs: { ...others, spec: { ...spec, properties }, ...parts } };
}

/** A schema as a definition of another: its references start where it lies now, and it has no name of its own. */
function part(name: string, schema: object): JsonObject {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', `"#/$defs/${name}/$defs/`);
  const { $schema: _schema, $id: _id, $comment: _comment, ...rest } = JSON.parse(text, forEditors);
  return rest;
}

/** Versions become part of the description; our own formats and notes mean nothing to an editor. */
function forEditors(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const note = (key: string, word: string) =>
    entries.flatMap(([name, item]) => (name === key ? [`${word} ${item}`] : []));
  const ages = [
    ...note('x-since', 'since'),
    ...note('x-deprecated', 'deprecated from'),
    ...note('x-until', 'until before'),
  ];
  const kept = entries.filter(
    ([name, item]) => !name.startsWith('x-') && !(name === 'format' && typeof item === 'string'),
  );
  if (ages.length === 0) return Object.fromEntries(kept);
  const { description = '', ...rest } = Object.fromEntries(kept);
  return { ...rest, description: `${description} (Kubernetes: ${ages.join(', ')}.)`.trim() };
}

function inventory(): JsonObject {
  const text = JSON.stringify(inventorySchema).replaceAll('"cluster.schema.json#/', '"#/');
  const { $defs, ...schema } = JSON.parse(text);
  const { node, ephemeralPorts, extraArgs, secret } = clusterSchema.$defs;
  return { ...schema, $defs: { ...$defs, node, ephemeralPorts, extraArgs, secret } };
}

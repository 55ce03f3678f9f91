import { schemaOf } from './schema.ts';
import { clusterTemplate, inventoryTemplate } from './templates.generated.ts';

/** A file that `kubestrap init` writes; `name` is relative to its directory and may hold a folder. */
export interface InitFile {
  readonly name: string;
  readonly content: string;
}

/** A commented inventory and spec, and beside them the schemas that their first lines name for editors. */
export function initFiles(): readonly InitFile[] {
  return [
    { name: 'inventory.yaml', content: inventoryTemplate },
    { name: 'cluster.yaml', content: clusterTemplate },
    { name: '.schemas/inventory.schema.json', content: json(schemaOf('inventory')) },
    { name: '.schemas/cluster.schema.json', content: json(schemaOf('cluster')) },
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

import { readFile } from 'node:fs/promises';

/** The keywords that our schemas use. */
export interface Schema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Schemas {
  readonly inventory: Schema;
  readonly cluster: Schema;
  readonly savedPlan: Schema;
}

export async function loadSchemas(directory: string): Promise<Schemas> {
  const read = async (name: string): Promise<Schema> =>
    JSON.parse(await readFile(`${directory}/${name}.schema.json`, 'utf8'));
  return {
    inventory: await read('inventory'),
    cluster: await read('cluster'),
    savedPlan: await read('saved-plan'),
  };
}

/** Follows a reference within a schema or into the other one; what stands beside `$ref` wins. */
export function resolve(schema: Schema, document: Schema, schemas: Schemas): Located {
  if (!schema.$ref) return { schema, document };
  const [file = '', pointer = ''] = schema.$ref.split('#');
  const target = file === '' ? document : file.startsWith('cluster') ? schemas.cluster : schemas.inventory;
  const found = target.$defs?.[pointer.replace('/$defs/', '')];
  if (!found) throw new Error(`schemas: ${schema.$ref} leads nowhere`);
  const { $ref: _, ...beside } = schema;
  const inner = resolve(found, target, schemas);
  return { schema: { ...inner.schema, ...beside }, document: inner.document };
}

/** A schema and the document that its references are relative to. */
export interface Located {
  readonly schema: Schema;
  readonly document: Schema;
}

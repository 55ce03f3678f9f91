import { compile, type JSONSchema } from 'json-schema-to-typescript';
import type { Schema, Schemas } from './schemas.ts';

const banner = `/** Types of the two input files. Generated from schemas/ by scripts/generate.ts: change the schemas instead. */`;

/** TypeScript types of both files, in one module so that what they share has one type. */
export async function documentTypes(schemas: Schemas): Promise<string> {
  const both: Schema = {
    type: 'object',
    additionalProperties: false,
    properties: { inventory: schemas.inventory, cluster: schemas.cluster },
    required: ['inventory', 'cluster'],
    $defs: { ...schemas.inventory.$defs, ...schemas.cluster.$defs },
  };
  const text = await compile(bare(both) as JSONSchema, 'InputFiles', {
    additionalProperties: false,
    bannerComment: banner,
    style: { printWidth: 110, singleQuote: true },
  });
  return `${text.trimEnd()}\n`;
}

/** Keeps what types are made of: a description beside a `$ref` would make a type of its own of it. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string') return { $ref: value.$ref.replace(/^.*#/, '#') };
  const left = Object.entries(value).filter(([key]) => !['$id', '$schema'].includes(key));
  return Object.fromEntries(
    left.map(([key, inner]) => [key, key === '$defs' && 'title' in value ? {} : bare(inner)]),
  );
}

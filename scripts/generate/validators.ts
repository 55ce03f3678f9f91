import { mkdir, writeFile } from 'node:fs/promises';
import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { formats } from '../../src/spec/formats.ts';
import type { Schemas } from './schemas.ts';

const banner = [
  '// Generated from schemas/ by scripts/generate.ts: change the schemas instead.',
  "import { formats } from '../src/spec/formats.ts';",
].join('\n');

/**
 * ESM code that validates the input files and saved plans without ajv: what ajv's own code requires at run time is bundled in, and
 * the formats come from src/spec/formats.ts. `verbose` gives each error its schema, for "did you mean".
 */
async function validatorCode(schemas: Schemas, directory: string): Promise<string> {
  const ajv = new Ajv2020({
    schemas: [schemas.cluster, schemas.inventory, schemas.savedPlan],
    formats: { ...formats },
    allErrors: true,
    verbose: true,
    messages: false,
    strict: true,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  });
  const code = standaloneCode.default(ajv, {
    validateCluster: schemas.cluster.$id ?? '',
    validateInventory: schemas.inventory.$id ?? '',
    validateSavedPlan: schemas.savedPlan.$id ?? '',
  });
  const bundle = await build({
    stdin: { contents: `${banner}\n${code}`, resolveDir: directory, loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['../src/spec/formats.ts'],
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: banner.split('\n')[0] ?? '' },
    write: false,
  });
  return bundle.outputFiles[0]?.text ?? '';
}

const TYPES = `${banner.split('\n')[0]}
import type { ErrorObject } from 'ajv';

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export declare const validateInventory: Validator;
export declare const validateCluster: Validator;
export declare const validateSavedPlan: Validator;
`;

/** Writes the validators, and their declarations, to build/ below `root`. They are not committed: they follow from schemas/. */
export async function writeValidators(root: string, schemas: Schemas): Promise<void> {
  const directory = `${root}/build`;
  await mkdir(directory, { recursive: true });
  await writeFile(`${directory}/validators.generated.js`, await validatorCode(schemas, directory));
  await writeFile(`${directory}/validators.generated.d.ts`, TYPES);
}

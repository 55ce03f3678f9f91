/**
 * Writes what follows from schemas/: the types of the input files, their precompiled validators (in
 * build/, not committed), and their reference pages; and the lists in docs/ that follow from the code. `--check` fails when
 * what is committed is stale, and leaves it as it is.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { componentPage } from './generate/component-reference.ts';
import { phaseNames, phaseTable, withBlock } from './generate/phase-lists.ts';
import { referencePage } from './generate/reference.ts';
import { loadSchemas, type Schemas } from './generate/schemas.ts';
import { initTemplates } from './generate/templates.ts';
import { documentTypes } from './generate/types.ts';
import { writeValidators } from './generate/validators.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function generated(schemas: Schemas): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['src/spec/documents.generated.ts', await documentTypes(schemas)],
    ['src/spec/templates.generated.ts', await initTemplates(`${root}/templates/init`)],
    ['docs/how-it-works.md', withBlock(await page('how-it-works'), 'phases', phaseTable())],
    ['docs/operations.md', withBlock(await page('operations'), 'phase-names', phaseNames())],
    ['docs/reference/inventory.md', referencePage('inventory', schemas)],
    ['docs/reference/cluster.md', referencePage('cluster', schemas)],
    ['docs/reference/kubelet.md', componentPage('kubelet')],
    ['docs/reference/kube-proxy.md', componentPage('kubeProxy')],
  ]);
}

function page(name: string): Promise<string> {
  return readFile(`${root}/docs/${name}.md`, 'utf8');
}

async function isStale(file: string, content: string): Promise<boolean> {
  try {
    return (await readFile(`${root}/${file}`, 'utf8')) !== content;
  } catch {
    return true;
  }
}

async function main(check: boolean): Promise<void> {
  const schemas = await loadSchemas(`${root}/schemas`);
  await writeValidators(root, schemas);
  const stale: string[] = [];
  for (const [file, content] of await generated(schemas)) {
    if (!(await isStale(file, content))) continue;
    stale.push(file);
    if (!check) await writeFile(`${root}/${file}`, content);
  }
  if (!check) {
    console.log(stale.length === 0 ? 'generated files: no changes' : `generated:\n  ${stale.join('\n  ')}`);
  } else if (stale.length > 0) {
    console.error(
      'Stale: these no longer follow from schemas/, templates/init/ and the code. Run: npm run generate',
    );
    console.error(`  ${stale.join('\n  ')}`);
    process.exitCode = 1;
  }
}

await main(process.argv.includes('--check'));

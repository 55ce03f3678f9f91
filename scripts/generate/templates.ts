import { readFile } from 'node:fs/promises';

/** The files that `kubestrap init` writes, as a module: no path to find at run time. */
export async function initTemplates(directory: string): Promise<string> {
  const literal = async (name: string): Promise<string> =>
    `\`${(await readFile(`${directory}/${name}.yaml`, 'utf8')).replaceAll(/[\\`$]/g, '\\$&')}\``;
  return `/** Generated from templates/init/ by scripts/generate.ts: change the templates instead. */

export const inventoryTemplate = ${await literal('inventory')};

export const clusterTemplate = ${await literal('cluster')};
`;
}

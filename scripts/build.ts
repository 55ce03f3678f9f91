import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { loadSchemas } from './generate/schemas.ts';
import { writeValidators } from './generate/validators.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
await writeValidators(root, await loadSchemas(`${root}/schemas`));

// Our code in a few files, each command in its own: what a command does not need is not read. Dependencies stay
// in node_modules, with their own licences.
await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { main: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  minifyWhitespace: true,
  logLevel: 'warning',
});

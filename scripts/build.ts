import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

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

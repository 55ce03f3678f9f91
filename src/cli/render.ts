import { join } from 'node:path';
import { type RenderedHost, renderAction } from '../actions/render.ts';
import { type TreeFile, writeTree } from '../local/write-tree.ts';
import { safeJson } from '../ui/json.ts';
import type { GlobalOptions } from './options.ts';
import { loadInputs } from './run.ts';

/** `kubestrap render`: everything that would land on hosts, as files below a directory or on stdout. */
export async function run(options: GlobalOptions, { directory }: { directory?: string }): Promise<void> {
  const cluster = await loadInputs(options);
  const limit = options.limit;
  const hosts = renderAction(cluster).filter(({ host }) => limit === undefined || limit.includes(host));
  const files = hosts.flatMap(paths);
  if (directory !== undefined) writeTree(directory, files);
  if (options.output === 'json') {
    process.stdout.write(
      `${safeJson({ version: 1, files: directory === undefined ? files : files.map(({ path }) => ({ path })) })}\n`,
    );
  } else if (directory === undefined) {
    for (const { path, content } of files) process.stdout.write(`==> ${path} <==\n${content}\n`);
  } else process.stdout.write(`${files.length} files of ${hosts.length} hosts in ${directory}\n`);
}

function paths(rendered: RenderedHost): TreeFile[] {
  const { host, files } = rendered;
  return [
    ...[...files].map(([path, content]) => ({ path: join(host, path), content })),
    {
      path: join('commands', `${host}.sh`),
      get content() {
        return rendered.program;
      },
    },
  ];
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The installed package's directory, from its sources and from its bundle alike. */
export function packageFile(...path: readonly string[]): string {
  let directory = import.meta.dirname;
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory)
      throw new Error('kubestrap is not installed whole: no package.json above its code');
    directory = parent;
  }
  return join(directory, ...path);
}

/** The version of this package, as package.json has it. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version;
}

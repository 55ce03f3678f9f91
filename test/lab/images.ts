import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './shell.ts';

/** A container image of one layer: `fill` puts the files into an empty directory. */
export interface Image {
  tag: string;
  entrypoint?: string[];
  fill: (root: string) => Promise<void>;
}

/** Writes all images into one docker-archive tar, which `ctr images import` takes in one go. */
export async function writeArchive(
  images: readonly Image[],
  scratch: string,
  archive: string,
): Promise<void> {
  const manifest = [];
  for (const [index, image] of images.entries()) {
    const root = join(scratch, `root-${index}`);
    await mkdir(join(root, 'tmp'), { recursive: true, mode: 0o1777 });
    await image.fill(root);
    const layer = `layer-${index}.tar`;
    await run`tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C ${root} -cf ${join(scratch, layer)} .`;
    await run`rm -rf ${root}`;
    const sum = (await run`sha256sum ${join(scratch, layer)}`).stdout.slice(0, 64);
    const config = JSON.stringify({
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      os: 'linux',
      created: '1970-01-01T00:00:00Z',
      config: {
        Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        Entrypoint: image.entrypoint,
      },
      rootfs: { type: 'layers', diff_ids: [`sha256:${sum}`] },
    });
    const name = `${createHash('sha256').update(config).digest('hex')}.json`;
    await writeFile(join(scratch, name), config);
    manifest.push({ Config: name, RepoTags: [image.tag], Layers: [layer] });
  }
  await writeFile(join(scratch, 'manifest.json'), JSON.stringify(manifest));
  const members = ['manifest.json', ...manifest.flatMap(({ Config, Layers }) => [Config, ...Layers])];
  await run`tar -C ${scratch} -cf ${archive} ${members}`;
}

/** Copies programs and shared objects with the libraries they need out of a root file system, and further paths. */
export async function copyPrograms(
  from: string,
  to: string,
  programs: string[],
  further: string[] = [],
): Promise<void> {
  const listed =
    await run`chroot ${from} sh -c ${'for p; do ldd "$p" 2>/dev/null || :; done'} ldd ${programs}`;
  const libraries = new Set<string>();
  for (const line of listed.lines()) {
    const path = /(\/\S+) \(0x/.exec(line)?.[1];
    if (path) libraries.add(path);
  }
  for (const path of [...programs, ...libraries, ...further]) {
    await run`mkdir -p ${join(to, path, '..')}`;
    // Debian merges /lib into /usr/lib; in the image both are plain directories.
    await run`cp -rL ${join(from, path)} ${join(to, path)}`;
  }
}

/** Compiles one of the lab's own C programs, statically. */
export async function compile(source: string, to: string): Promise<void> {
  await readFile(source); // a clear error where it is missing
  await run`gcc -static -Os -s -o ${to} ${source}`;
}

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { landDirectory, stageFiles } from '../../src/pki/landing.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { scratch } from './support.ts';

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('files of a certificate', () => {
  it('are not to be seen before all of them are written, keys never by others', async () => {
    const directory = await scratch();
    await writeFile(join(directory, 'a.key'), 'old', { mode: 0o644 });
    const staged = await stageFiles([
      { path: join(directory, 'a.key'), content: new Secret('key', 'new'), mode: 0o600 },
      { path: join(directory, 'sub', 'a.crt'), content: 'certificate', mode: 0o644 },
    ]);
    expect(await readFile(join(directory, 'a.key'), 'utf8')).toBe('old');
    expect(await readdir(join(directory, 'sub'))).not.toContain('a.crt');
    const temporary = (await readdir(directory)).find((name) => name.startsWith('.a.key'));
    expect(await modeOf(join(directory, temporary ?? ''))).toBe('600');
    await staged.commit();
    expect(await readFile(join(directory, 'a.key'), 'utf8')).toBe('new');
    expect(await modeOf(join(directory, 'a.key'))).toBe('600');
    expect(await modeOf(join(directory, 'sub', 'a.crt'))).toBe('644');
    expect(await readdir(directory)).toEqual(['a.key', 'sub']);
    expect(await readdir(join(directory, 'sub'))).toEqual(['a.crt']);
  });

  it('go back to what they were when one of them cannot land', async () => {
    const directory = await scratch();
    await writeFile(join(directory, 'a.key'), 'old');
    const files = ['a.key', 'b.crt', 'c.crt'].map((name) => ({
      path: join(directory, name),
      content: 'new',
      mode: 0o600 as const,
    }));
    const staged = await stageFiles(files);
    // a directory with something in it cannot be renamed over
    await mkdir(join(directory, 'c.crt', 'inside'), { recursive: true });
    await expect(staged.commit()).rejects.toThrow();
    expect(await readFile(join(directory, 'a.key'), 'utf8')).toBe('old');
    expect(await readdir(directory)).toEqual(['a.key', 'c.crt']);
  });

  it('leave nothing behind when one of them cannot be written', async () => {
    const directory = await scratch();
    await writeFile(join(directory, 'file'), '');
    const files = ['a.key', 'file/b.crt'].map((name) => ({
      path: join(directory, name),
      content: 'new',
      mode: 0o600 as const,
    }));
    await expect(stageFiles(files)).rejects.toThrow();
    expect(await readdir(directory)).toEqual(['file']);
  });
});

describe('the directory of a CA', () => {
  it('is there whole or not at all, and never replaces another', async () => {
    const directory = await scratch();
    const home = join(directory, 'state', 'ca');
    const files = (content: string) => [{ path: join(home, 'ca.key'), content, mode: 0o600 as const }];
    await landDirectory(home, files('first'));
    expect(await modeOf(home)).toBe('700');
    await expect(landDirectory(home, files('second'))).rejects.toThrow();
    expect(await readFile(join(home, 'ca.key'), 'utf8')).toBe('first');
    expect(await readdir(join(directory, 'state'))).toEqual(['ca']);
  });
});

import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePrivateFile } from '../../src/cli/private-file.ts';
import { run } from './capture.ts';

const inventories = new URL('../../inventories/', import.meta.url).pathname;
const files = (name: string) => [
  '-i',
  `${inventories}${name}/inventory.yaml`,
  '-f',
  `${inventories}${name}/cluster.yaml`,
];

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-private-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('plan --out', () => {
  it('makes an existing file private', async () => {
    const out = join(directory, 'plan');
    writeFileSync(out, 'old');
    chmodSync(out, 0o644);
    await run(...files('ha-external-etcd'), 'plan', '--out', out);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(out, 'utf8')).version).toBe(2);
  });

  it('refuses a symbolic link, and leaves what it names alone', async () => {
    const [link, other] = [join(directory, 'link'), join(directory, 'other')];
    writeFileSync(other, 'old');
    symlinkSync(other, link);
    await expect(writePrivateFile('--out', link, '')).rejects.toThrow('a symbolic link');
    expect(readFileSync(other, 'utf8')).toBe('old');
  });

  it('refuses a device', async () => {
    await expect(writePrivateFile('--out', '/dev/null', '')).rejects.toThrow('not a regular file');
    await expect(writePrivateFile('--out', '/dev/stdout', '')).rejects.toThrow('a symbolic link');
  });
});

import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
  it('makes an existing file private, and does not write through a symbolic link', async () => {
    const [out, link, other] = ['plan', 'link', 'other'].map((name) => join(directory, name));
    for (const path of [out, other]) writeFileSync(path ?? '', 'old');
    chmodSync(out ?? '', 0o644);
    symlinkSync(other ?? '', link ?? '');
    for (const path of [out, link]) {
      await run(...files('ha-external-etcd'), 'plan', '--out', path ?? '');
      expect(statSync(path ?? '').mode & 0o777).toBe(0o600);
      expect(lstatSync(path ?? '').isFile()).toBe(true);
      expect(JSON.parse(readFileSync(path ?? '', 'utf8')).version).toBe(1);
    }
    expect(readFileSync(other ?? '', 'utf8')).toBe('old');
  });

  it('refuses a device', async () => {
    await expect(writePrivateFile('/dev/null', '')).rejects.toThrow('not a regular file');
    await expect(writePrivateFile('/dev/stdout', '')).rejects.toThrow('not a regular file');
  });
});

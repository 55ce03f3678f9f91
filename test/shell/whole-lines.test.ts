import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { nameSecrets, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, shells } from './shells.ts';

const directory = mkdtempSync(join(tmpdir(), 'kubestrap-lines-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Bytes of a text file: anything but NUL, newlines more often than chance has them. */
const bytes = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constant(10)), { maxLength: 200 })
  .map((values) => Buffer.from(values));
const ended = (content: Buffer) =>
  content.length === 0 || content.at(-1) === 10 ? content : Buffer.concat([content, Buffer.from('\n')]);

describe.each(shells)('whole_lines in $name', (shell) => {
  test('prints files byte for byte, and ends the last line of each', () => {
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 3 }), (contents) => {
        const paths = contents.map((content, index) => {
          const path = join(directory, `it's a=file ${index}`);
          writeFileSync(path, content);
          return path;
        });
        const script = runnable(sh`whole_lines ${paths}; printf 'next row\n'`);
        const { bytes: out } = runShell(script.write(nameSecrets), { shell });
        expect(out).toEqual(Buffer.concat([...contents.map(ended), Buffer.from('next row\n')]));
      }),
      { numRuns: 60 },
    );
  });
});

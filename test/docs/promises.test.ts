import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');

/** Rows of the table of promises: what is promised, where it is tested, and the title there. */
function promises(): { readonly promise: string; readonly file: string; readonly title: string }[] {
  const page = text('docs/how-it-works.md');
  const section = page.slice(page.indexOf('## What is promised')).split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (.+) \| `(test\/[^`]+)` \| (.+) \|$/gm)].map(
    ([, promise = '', file = '', title = '']) => ({ promise, file, title }),
  );
}

/** Titles of the tests in a file; those of tables are not looked for. */
function titles(file: string): Set<string> {
  const found = text(file).matchAll(/\b(?:test|it)\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)")/g);
  return new Set([...found].map(([, single, double]) => (single ?? double ?? '').replaceAll("\\'", "'")));
}

describe('what the README promises', () => {
  test.each(promises())('$promise: $title', ({ file, title }) => {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect([...titles(file)]).toContain(title);
  });

  test('has a test for each "never"', () => {
    const readme = text('README.md');
    const list = readme.slice(readme.indexOf('What it never does:')).split('\n## ')[0] ?? '';
    const nevers = [...list.matchAll(/^- \*\*(No [^*]+?)\.?\*\*/gm)].map(([, never = '']) => never);
    expect(nevers.length).toBeGreaterThanOrEqual(6);
    const promised = promises().map(({ promise }) => promise.replaceAll('*', ''));
    for (const never of nevers) expect(promised).toContainEqual(expect.stringContaining(never));
  });

  test('names each promise in bold once, and no other', () => {
    const readme = text('README.md');
    const bold = promises().flatMap(({ promise }) => /\*\*(.+?)\.?\*\*/.exec(promise)?.[1] ?? []);
    expect(new Set(bold).size).toBe(bold.length);
    for (const one of bold) expect(readme).toContain(`**${one}`);
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKS } from '../../src/doctor/index.ts';

test('the table of the documentation has every check, in order, with its title', () => {
  const page = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('## The checks'), page.indexOf('## JSON'));
  const rows = [...table.matchAll(/^\| `([a-z-]+)` +\| (.*?) +\|$/gm)].map(([, name, title]) => ({
    name,
    title,
  }));
  expect(rows).toEqual(CHECKS.map(({ name, title }) => ({ name, title })));
});

test('names are unique, and words that a shell takes as they are', () => {
  const names = CHECKS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

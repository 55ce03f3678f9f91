import { expect, test } from 'vitest';
import { doneText, type Scope } from '../../src/ui/scope.ts';

test.each<[Scope, string]>([
  [{}, 'Done. Every host is as the spec says.'],
  [{ limit: ['w-1'] }, 'Done: w-1 is as the spec says. Other hosts were not checked.'],
  [{ limit: ['w-1', 'w-2'] }, 'Done: w-1, w-2 are as the spec says. Other hosts were not checked.'],
  [{ only: ['prepare'] }, 'Done: prepare on every host. Other phases were not checked.'],
  [
    { only: ['prepare', 'nodes'], skipPhases: ['nodes'], limit: ['w-1'] },
    'Done: prepare on w-1. Other phases and hosts were not checked.',
  ],
  [
    { skipPhases: ['addons', 'nodes'] },
    'Done: all phases but addons, nodes on every host. Skipped phases were not checked.',
  ],
])('apply with %j says what it has looked at', (scope, text) => {
  expect(doneText(scope)).toBe(text);
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { confirmPlan } from '../../src/cli/confirm-plan.ts';
import type { GlobalOptions } from '../../src/cli/options.ts';
import { named } from '../../src/model/change-id.ts';
import { type Failure, onHost } from '../../src/model/failure.ts';
import type { Change, Plan } from '../../src/model/plan.ts';
import { RefusedError } from '../../src/workflow/errors.ts';

const OPTIONS: GlobalOptions = {
  ...{ inventory: 'i', spec: 's', concurrency: 1, output: 'text', color: false },
  ...{ yes: false, verbose: false, acceptNewHostKeys: false },
};
const CHANGE: Change = {
  ...named('etcd-database'),
  ...{ phase: 'defragment', action: 'run', before: null, after: 'defragmented' },
  ...{ reason: '', disruption: 'none' },
};

function plan(changes: readonly Change[], more: Partial<Plan> = {}): Plan {
  const summary = { create: 0, update: 0, delete: 0, run: changes.length, hosts: 1, unreachable: 0 };
  const host = { name: 'cp-1', reachable: true, changes };
  return { version: 1, cluster: { changes: [] }, hosts: [host], refusals: [], summary, ...more };
}

let stdout = '';
const { isTTY } = process.stdin;
beforeEach(() => {
  stdout = '';
  process.stdin.isTTY = false;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.stdin.isTTY = isTTY;
});

/** Asks about a plan where nobody can answer, and says what was decided. */
function ask(
  given: Plan,
  options: Partial<GlobalOptions & { dryRun: boolean }> = {},
  unreachable: Failure[] = [],
) {
  const { dryRun = false, ...global } = options;
  const live = { pause: async () => undefined, signal: new AbortController().signal };
  const asking = { question: 'Go on?', dryRun, nothingToDo: 'Nothing to do: all is well.' };
  return confirmPlan({ ...OPTIONS, ...global }, live, asking)({ plan: given, unreachable });
}

describe('what is asked before hosts are changed', () => {
  test('where nothing is to be done and all hosts answered, that is said in place of a plan', async () => {
    expect(await ask(plan([]))).toBe(true);
    expect(stdout).toBe('Nothing to do: all is well.\n');
  });

  test.each<[string, Plan, Failure[]]>([
    ['a host did not answer', plan([]), [onHost('cp-1', { code: 'host-failed', message: 'no route' })]],
    ['it would be refused', plan([], { refusals: ['no quorum'] }), []],
  ])('where nothing is to be done but %s, the plan is shown', async (_what, given, unreachable) => {
    expect(await ask(given, {}, unreachable)).toBe(true);
    expect(stdout).not.toContain('all is well');
    expect(stdout).not.toBe('');
  });

  test.each([{ yes: true }, { dryRun: true }])(
    'with %j nothing is asked, and the plan is shown',
    async (flags) => {
      expect(await ask(plan([CHANGE]), flags)).toBe(true);
      expect(stdout).toContain('defragmented');
    },
  );

  test('without a terminal and without -y it is refused', async () => {
    await expect(ask(plan([CHANGE]))).rejects.toThrow(RefusedError);
  });

  test('-y does not confirm cautions', async () => {
    const asked = ask(plan([CHANGE], { cautions: ['no member may fail afterwards'] }), { yes: true });
    await expect(asked).rejects.toThrow('-y does not confirm this');
  });

  test('with -o json nothing is said before the result', async () => {
    expect(await ask(plan([]), { output: 'json' })).toBe(true);
    expect(stdout).toBe('');
  });
});

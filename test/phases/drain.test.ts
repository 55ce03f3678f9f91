import { describe, expect, test } from 'vitest';
import { drain } from '../../src/phases/drain.ts';
import { emit } from '../../src/shell/emit.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeCluster } from '../fixtures/cluster.ts';

const { kubernetesVersion: version } = makeCluster();
const OPTIONS = { phase: 'upgrade', version, seconds: 300, force: false, detachSeconds: 60 };

describe('a drain', () => {
  test('evicts Pods and waits for volumes, as steps of the phase that asks for it', () => {
    const changes = drain('w-1', OPTIONS).map(({ change }) => change);
    expect(changes.map(({ phase, resource }) => `${phase} ${resource}`)).toEqual([
      'upgrade node w-1 Pods',
      'upgrade node w-1 volumes',
    ]);
    expect(changes.map(({ disruption }) => disruption)).toEqual(['drain', 'none']);
  });

  test('does not wait for volumes where that is not wanted', () => {
    expect(drain('w-1', { ...OPTIONS, detachSeconds: null })).toHaveLength(1);
  });

  test('deletes Pods without a controller only where that is wanted, and says so', () => {
    const texts = [false, true].map((force) => {
      const steps = drain('w-1', { ...OPTIONS, force });
      const program = emit('drain', steps).write(nameSecrets);
      return [/^.*drain_node w-1 300.*$/m.exec(program)?.[0] ?? program, steps[0]?.change.reason] as const;
    });
    expect(texts[0]?.[0]).not.toContain('--force');
    expect(texts[0]?.[1]).not.toContain('deleted, too');
    expect(texts[1]?.[0]).toContain('--force');
    expect(texts[1]?.[1]).toContain('deleted, too');
  });
});

import { expect, test } from 'vitest';
import { Failures, ofCluster, onHost } from '../../src/model/failure.ts';

test('of a host the first failure is kept, and those of the cluster are apart, all in the order in which they came', () => {
  const failures = new Failures();
  expect(failures.isEmpty).toBe(true);
  const first = onHost('w-1', { code: 'host-failed', message: 'the cause' });
  const silent = ofCluster({ code: 'no-api-server', message: 'nobody answers' });
  // a host may have this name
  const named = onHost('cluster', { code: 'not-ready', message: 'is not Ready' });
  failures.add(first, silent, onHost('w-1', { code: 'not-ready', message: 'what follows' }), named);
  expect(failures.all).toEqual([first, silent, named]);
  expect(failures.cluster).toEqual([silent]);
  expect([...failures.hosts]).toEqual(['w-1', 'cluster']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Gates } from '../../src/ssh/gates.ts';
import { forEachHost } from '../../src/ssh/window.ts';

test('keeps order, the limit, and every outcome', async () => {
  const items = fc.array(fc.record({ ms: fc.integer({ min: 0, max: 3 }), fails: fc.boolean() }), {
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(items, fc.integer({ min: 1, max: 8 }), async (work, concurrency) => {
      let running = 0;
      let most = 0;
      const outcomes = await forEachHost(work, { concurrency }, async ({ ms, fails }, index) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, ms));
        running--;
        if (fails) throw new Error(String(index));
        return index;
      });
      expect(most).toBeLessThanOrEqual(concurrency);
      expect(outcomes).toEqual(
        work.map((item, index) =>
          item.fails ? { item, error: new Error(String(index)) } : { item, value: index },
        ),
      );
    }),
    { numRuns: 30 },
  );
});

test('starts nothing after an abort', async () => {
  const controller = new AbortController();
  const started: number[] = [];
  const options = { concurrency: 2, signal: controller.signal };
  const outcomes = await forEachHost([0, 1, 2, 3], options, async (item) => {
    started.push(item);
    if (item === 1) controller.abort(new Error('stop'));
    return item;
  });
  expect(started).toEqual([0, 1]);
  expect(outcomes.map((outcome) => 'value' in outcome)).toEqual([true, true, false, false]);
  expect(outcomes[3]).toEqual({ item: 3, error: new Error('stop') });
});

test('a synchronous throw is an outcome too, and a limit below 1 is refused', async () => {
  const outcomes = await forEachHost([1], { concurrency: 1 }, () => {
    throw new Error('at once');
  });
  expect(outcomes).toEqual([{ item: 1, error: new Error('at once') }]);
  await expect(forEachHost([1], { concurrency: 0 }, async () => 1)).rejects.toThrow(RangeError);
});

test('gates let a number in per key, in order, and forget who gave up', async () => {
  const gates = new Gates(1);
  const order: string[] = [];
  const leave = await gates.enter('a');
  await gates.enter('b');
  const controller = new AbortController();
  const given = gates.enter('a', controller.signal);
  const second = gates.enter('a').then((leaveSecond) => {
    order.push('second');
    leaveSecond();
  });
  const third = gates.enter('a').then(() => order.push('third'));
  controller.abort(new Error('gave up'));
  await expect(given).rejects.toThrow('gave up');
  leave();
  leave();
  await Promise.all([second, third]);
  expect(order).toEqual(['second', 'third']);
});

/** What became of one item: a value, or the error it failed with. */
export type Outcome<Item, Value> =
  | { readonly item: Item; readonly value: Value }
  | { readonly item: Item; readonly error: unknown };

/**
 * Runs `fn` on every item, at most `concurrency` at a time: as one ends, the next starts. Never rejects; the
 * outcomes are in the items' order. Once the signal aborts nothing new starts, and what did not start has the
 * signal's reason as its error.
 */
export async function forEachHost<Item, Value>(
  items: readonly Item[],
  options: { readonly concurrency: number; readonly signal?: AbortSignal | undefined },
  fn: (item: Item, index: number) => Promise<Value>,
): Promise<Outcome<Item, Value>[]> {
  const { concurrency, signal } = options;
  if (!(concurrency >= 1)) throw new RangeError('concurrency must be at least 1');
  const outcomes: Outcome<Item, Value>[] = [];
  const rest = items.entries();
  const lane = async () => {
    // one iterator shared by all lanes: each takes the next item nobody has taken
    for (const [index, item] of rest) {
      try {
        signal?.throwIfAborted();
        outcomes[index] = { item, value: await fn(item, index) };
      } catch (error) {
        outcomes[index] = { item, error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane));
  return outcomes;
}

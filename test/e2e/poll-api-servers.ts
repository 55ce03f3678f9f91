import { get } from 'node:https';

/** A look at all API servers at once: who did not answer 200. */
export interface Look {
  readonly at: number;
  readonly down: readonly string[];
}

/**
 * Asks every API server, several times a second, for as long as `work` goes on, without credentials and whatever
 * certificate it presents. Resolves to the result and to all looks in which one was down.
 */
export async function watching<T>(
  urls: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly looks: number; readonly downs: readonly Look[] }> {
  const downs: Look[] = [];
  let looks = 0;
  let on = true;
  const poll = async () => {
    while (on) {
      const at = Date.now();
      const answers = await Promise.all(
        Object.entries(urls).map(async ([name, url]) => ((await isWell(url)) ? [] : [name])),
      );
      looks += 1;
      if (answers.flat().length > 0) downs.push({ at, down: answers.flat() });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  };
  const polling = poll();
  try {
    const result = await work();
    return { result, looks, downs };
  } finally {
    on = false;
    await polling;
  }
}

/** A server that is there and slow (the machine is shared) is not down. */
function isWell(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { rejectUnauthorized: false, agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      response.on('error', () => resolve(false));
      response.on('end', () => resolve(response.statusCode === 200));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

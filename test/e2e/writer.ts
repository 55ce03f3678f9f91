import { request } from 'node:https';
import type { Lab } from '../lab/lab.ts';
import { items, on } from './hosts.ts';

/** Milliseconds that one API server gets to acknowledge a write before the next one is asked. */
export const PATIENCE_MS = 5_000;

interface Credentials {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

export interface Written {
  /** Names that an API server acknowledged, in order. */
  readonly acknowledged: readonly string[];
  /** The longest time between two acknowledged writes, in ms. */
  readonly longestGapMs: number;
}

async function credentials(lab: Lab, host: string): Promise<Credentials> {
  const text = await on(lab, host, 'cat /etc/kubernetes/admin.conf');
  const field = (name: string) =>
    Buffer.from(new RegExp(`${name}: (\\S+)`).exec(text)?.[1] ?? '', 'base64').toString();
  return {
    cert: field('client-certificate-data'),
    key: field('client-key-data'),
    ca: field('certificate-authority-data'),
  };
}

/**
 * Writes ConfigMaps through the API, one after the other, for as long as `work` goes on; where a server does not
 * acknowledge one, the next server is asked for the same name, as a client behind a load balancer would.
 */
export async function whileWriting<T>(
  lab: Lab,
  hosts: readonly string[],
  prefix: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly written: Written }> {
  const [first = ''] = hosts;
  const own = await credentials(lab, first);
  const acknowledged: string[] = [];
  let [gap, last, on, at] = [0, Date.now(), true, 0];
  const writing = (async () => {
    for (let count = 0; on; count++) {
      const name = `${prefix}-${count}`;
      while (on) {
        const host = hosts[at % hosts.length] ?? first;
        if (await put(lab.host(host).address, own, name)) {
          acknowledged.push(name);
          const now = Date.now();
          gap = Math.max(gap, now - last);
          last = now;
          break;
        }
        at++;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  try {
    const result = await work();
    return { result, written: { acknowledged, longestGapMs: Math.max(gap, Date.now() - last) } };
  } finally {
    on = false;
    await writing;
  }
}

/** Resolves to whether it is acknowledged: created, or there from an attempt whose answer was lost. */
function put(address: string, { cert, key, ca }: Credentials, name: string): Promise<boolean> {
  const body = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  return new Promise((resolve) => {
    const call = request(
      `https://${address}:6443/api/v1/namespaces/default/configmaps`,
      {
        method: 'POST',
        cert,
        key,
        ca,
        checkServerIdentity: () => undefined,
        agent: false,
        timeout: PATIENCE_MS,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on('error', () => resolve(false));
        response.on('end', () => resolve(response.statusCode === 201 || response.statusCode === 409));
      },
    );
    const timer = setTimeout(() => call.destroy(new Error('too late')), PATIENCE_MS);
    call.on('close', () => clearTimeout(timer));
    call.on('error', () => resolve(false));
    call.end(body);
  });
}

/** Of the names that were acknowledged, those that the API does not have. */
export async function lost(lab: Lab, { acknowledged }: Written, through?: string): Promise<string[]> {
  const there = await items<{ metadata: { name: string } }>(lab, 'configmaps', through);
  const names = new Set(there.map(({ metadata }) => metadata.name));
  return acknowledged.filter((name) => !names.has(name));
}

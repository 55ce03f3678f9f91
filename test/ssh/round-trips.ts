/** Round trips as a slope: how much longer something takes when a round trip takes longer. */

import { writeFile } from 'node:fs/promises';
import { createTransport } from '../../src/ssh/transport.ts';
import { startDelayProxy } from './delay-proxy.ts';
import type { Sshd } from './sshd.ts';

export interface RoundTrips {
  /** From nothing to the result of the first script; TCP's own handshake (1) included. */
  readonly connectAndFirst: number;
  readonly laterScript: number;
}

const LATER = 5;

/** Connects and runs scripts through a proxy at two round-trip times, in ms, and compares. */
export async function measureRoundTrips(sshd: Sshd, shortMs: number, longMs: number): Promise<RoundTrips> {
  const short = await measure(sshd, shortMs);
  const long = await measure(sshd, longMs);
  return {
    connectAndFirst: 1 + (long.first - short.first) / (longMs - shortMs),
    laterScript: (long.later - short.later) / (longMs - shortMs),
  };
}

async function measure(sshd: Sshd, roundTripMs: number): Promise<{ first: number; later: number }> {
  const proxy = await startDelayProxy(sshd.port, roundTripMs / 2);
  const { hostKeys, directory } = sshd;
  const knownHostsFile = `${directory}/known_hosts.${proxy.port}`;
  await writeFile(knownHostsFile, hostKeys.map((key) => `[127.0.0.1]:${proxy.port} ${key}\n`).join(''));
  const transport = createTransport({ knownHosts: { acceptNew: false }, agentSocket: '' });
  try {
    const start = performance.now();
    const session = await transport.connect(sshd.target({ port: proxy.port, knownHostsFile }));
    await session.run('echo first');
    const first = performance.now() - start;
    for (let i = 0; i < LATER; i++) await session.run('echo later');
    return { first, later: (performance.now() - start - first) / LATER };
  } finally {
    await transport.close();
    await proxy.close();
  }
}

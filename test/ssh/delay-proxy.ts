/** A TCP proxy on loopback that makes loopback as slow as a real network: each byte arrives `delayMs` later. */

import { connect, createServer, type Socket } from 'node:net';

export interface DelayProxy {
  readonly port: number;
  /** One way, in ms; a round trip takes twice as long. May be changed at any time. */
  delayMs: number;
  /** Cuts every connection at once, as a broken network does to a TCP stack that notices. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a proxy to `host`:`target`, on an address of loopback. TCP's own handshake stays as fast as loopback: add one round trip for it. */
export async function startDelayProxy(
  target: number,
  delayMs = 0,
  host = '127.0.0.1',
  listen = '127.0.0.1',
): Promise<DelayProxy> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ port: target, host, noDelay: true, allowHalfOpen: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    pass(near, far, proxy);
    pass(far, near, proxy);
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(0, listen, resolve);
  });
  const address = server.address();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: DelayProxy = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    delayMs,
    cut,
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
}

/** What is written in the same millisecond arrives together and in order: timers of equal length fire in order. */
function pass(from: Socket, to: Socket, proxy: DelayProxy): void {
  from.on('data', (chunk) => later(proxy.delayMs, () => to.write(chunk)));
  from.on('end', () => later(proxy.delayMs, () => to.end()));
  from.on('close', () => later(proxy.delayMs, () => to.destroy()));
}

function later(delayMs: number, action: () => void): void {
  if (delayMs === 0) action();
  else setTimeout(action, delayMs);
}

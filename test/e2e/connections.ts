import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Connections to one listener, kept open at the same time until the kernel has no source port left. */
export interface Exhaustion {
  /** Address and port of each connection's own end, in the order they came about. */
  readonly sources: readonly { readonly address: string; readonly port: number }[];
  /** Error codes of the attempts that got no connection, each once. */
  readonly refusals: readonly string[];
}

interface Attempt {
  readonly socket: Socket;
  readonly code: string | undefined;
}

/** Listens on each of the ports, and keeps what comes in. Resolves to what ends it all. */
export async function listen(address: string, ports: readonly number[]): Promise<() => void> {
  const open = new Set<Socket>();
  const servers = ports.map((port) =>
    createServer((socket) => {
      open.add(socket.on('error', () => {}));
    }).listen({ host: address, port, backlog: 4096 }),
  );
  await Promise.all(servers.map((server) => once(server, 'listening')));
  return () => {
    for (const server of servers) server.close();
    for (const socket of open) socket.destroy();
  };
}

/** Makes `attempts` connections to a listener, all at once, and ends them by reset, so that no port stays taken. */
export async function exhaust(address: string, port: number, attempts: number): Promise<Exhaustion> {
  const made = await Promise.all(Array.from({ length: attempts }, () => attempt(address, port)));
  const sources = made.flatMap(({ socket: { localAddress, localPort }, code }) =>
    code === undefined && localAddress !== undefined && localPort !== undefined
      ? [{ address: localAddress, port: localPort }]
      : [],
  );
  for (const { socket } of made) socket.resetAndDestroy();
  return { sources, refusals: [...new Set(made.flatMap(({ code }) => code ?? []))] };
}

function attempt(host: string, port: number): Promise<Attempt> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve({ socket, code: undefined }));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ socket, code: error.code ?? error.message }),
    );
  });
}

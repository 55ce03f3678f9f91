import { connect, type Socket } from 'node:net';
import { ConnectError, type ConnectErrorKind } from './errors.ts';
import { onAbort } from './wait.ts';

const KINDS: Readonly<Record<string, readonly [ConnectErrorKind, string, string]>> = {
  ECONNREFUSED: ['refused', 'nothing listens there', 'Check that sshd runs, and ssh.port.'],
  EHOSTUNREACH: ['unreachable', 'no route to the host', 'Check that it is up, its address and the routes.'],
  ENETUNREACH: ['unreachable', 'no route to its network', 'Check its address and the routes from here.'],
  EHOSTDOWN: ['unreachable', 'the host is down', 'Check that it is up, and its address.'],
  ENOTFOUND: ['unreachable', 'the name does not resolve', 'Check the address in the inventory, and DNS.'],
  EAI_AGAIN: ['unreachable', 'the name server does not answer', 'Check DNS from here.'],
  ETIMEDOUT: ['timeout', 'no answer', 'Check that it is up, its address, ssh.port, and firewalls between.'],
};

/** Opens a TCP connection. Rejects with what the socket says, or with the signal's reason. */
export function dialTcp(address: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const socket = connect({ host: address, port, noDelay: true });
    const settle = (done: () => void) => {
      socket.off('connect', connected).off('error', failed);
      undo();
      done();
    };
    const connected = () => settle(() => resolve(socket));
    const failed = (error: Error) => settle(() => reject(error));
    socket.on('connect', connected).on('error', failed);
    const undo = onAbort(signal, () =>
      settle(() => {
        socket.on('error', () => undefined).destroy();
        reject(signal.reason);
      }),
    );
  });
}

/** Turns a failed dial into a ConnectError. */
export function dialError(error: unknown, host: string, address: string): ConnectError {
  if (error instanceof ConnectError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // several addresses tried: the codes are inside
  const inner = error instanceof AggregateError ? (error.errors[0] as { code?: unknown }) : undefined;
  const [kind, what, remedy] = KINDS[code] ??
    KINDS[String(inner?.code)] ?? [
      'unreachable' as const,
      error instanceof Error ? error.message : String(error),
      'Check the address.',
    ];
  return new ConnectError({
    host,
    address,
    kind,
    message: `cannot connect to ${host} (${address}): ${what}`,
    remedy,
    cause: error,
  });
}

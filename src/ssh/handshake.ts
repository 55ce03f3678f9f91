import type { Duplex } from 'node:stream';
import type { AnyAuthMethod, AuthHandlerMiddleware } from 'ssh2';
import { Connection } from './connection.ts';
import { ConnectError, HostKeyError } from './errors.ts';
import { checkHostKey, hostKeyAlgorithms, type NewKeys } from './host-key.ts';
import type { Identity } from './identities.ts';
import type { KnownHostsFile } from './known-hosts.ts';
import { checkPinned, describeKey, preferred } from './pinned-key.ts';
import { onAbort } from './wait.ts';

/** One sshd to talk to: a host, or a bastion. */
export interface Endpoint {
  /** For messages. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly identities: readonly Identity[];
  readonly knownHosts: KnownHostsFile;
  readonly newKeys: NewKeys;
  /** The key it must show, as `describeKey` writes it; absent: any that known_hosts accepts. */
  readonly pinned?: string;
  readonly keepalive: { readonly intervalMs: number; readonly count: number };
}

/** The connection was lost before authentication started: sshd was busy (MaxStartups), most likely. Worth a retry. */
export class EarlyLoss extends Error {
  override readonly name = 'EarlyLoss';
}

/**
 * Speaks SSH over the stream it dials: key exchange, host key check, authentication. Nothing is sent to a host whose key was
 * not accepted. `at` is told what is waited for. Rejects with a ConnectError, an EarlyLoss, or the signal's reason; the
 * stream is then destroyed.
 */
export async function handshake(
  dial: () => Promise<Duplex>,
  endpoint: Endpoint,
  signal: AbortSignal,
  at: (awaited: () => string) => void,
): Promise<Connection> {
  const { Client } = (await import('ssh2')).default;
  const known = await lookup(endpoint);
  // last before ssh2 listens: an error of the stream in between would have nobody to hear it
  const stream = await dial();
  at(() => 'the SSH greeting and key exchange');
  const client = new Client();
  const connection = new Connection(client, stream);
  let accepted: Buffer | undefined;
  let refused: unknown;
  let authenticating = false;

  const verifyHost = (key: Buffer, verify: (valid: boolean) => void): void => {
    // asked again at each key renewal: the key must stay the one that was accepted
    if (accepted !== undefined) {
      verify(accepted.equals(key));
      return;
    }
    const check = { ...endpoint, ...endpoint.newKeys, file: endpoint.knownHosts };
    checkHostKey(key, check)
      .then(() => {
        checkPinned(key, check);
        accepted = key;
        connection.hostKey = describeKey(key);
        verify(true);
      })
      .catch((error) => {
        refused = error;
        verify(false);
      });
  };
  const rest = endpoint.identities.filter(({ method }) => method !== undefined)[Symbol.iterator]();
  const nextMethod = (): AnyAuthMethod | false => {
    authenticating = true;
    const { value } = rest.next();
    if (value?.method === undefined) return false;
    at(() => value.awaits?.() ?? `the answer to authentication with ${value.name}`);
    return value.method;
  };

  try {
    await new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const undo = onAbort(signal, () => reject(signal.reason));
      const settle = (done: () => void) => {
        undo();
        done();
      };
      client.on('ready', () => settle(resolve));
      client.on('close', () => settle(() => reject(connection.error ?? new Error('connection closed'))));
      client.on('error', (error) => {
        // an agent that cannot sign with one key is not the end: the next one is tried
        if ('level' in error && error.level === 'agent') return;
        settle(() => reject(error));
      });
      client.connect({
        sock: stream,
        username: endpoint.user,
        readyTimeout: 0,
        // ssh2 gives up on the tick after the last unanswered one
        keepaliveInterval: endpoint.keepalive.intervalMs,
        keepaliveCountMax: endpoint.keepalive.count - 1,
        algorithms: { serverHostKey: hostKeyAlgorithms(preferred(known, endpoint.pinned)) },
        hostVerifier: verifyHost,
        // known methods only: trying `none` first costs a round trip. The types miss that it may return one.
        authHandler: nextMethod as unknown as AuthHandlerMiddleware,
      });
    });
    return connection;
  } catch (error) {
    connection.destroy();
    for (const identity of endpoint.identities) identity.release?.();
    if (signal.aborted) throw signal.reason;
    if (refused instanceof HostKeyError) throw refused;
    throw refused === undefined
      ? explain(error, endpoint, authenticating)
      : knownHostsError(refused, endpoint);
  }
}

async function lookup(endpoint: Endpoint) {
  try {
    return await endpoint.knownHosts.lookup(endpoint.address, endpoint.port);
  } catch (error) {
    throw knownHostsError(error, endpoint);
  }
}

function explain(error: unknown, endpoint: Endpoint, authenticating: boolean): Error {
  const { host, user } = endpoint;
  const address = `${endpoint.address}:${endpoint.port}`;
  const text = error instanceof Error ? error.message : String(error);
  if (authenticating && /authentication/i.test(text)) {
    const tried = endpoint.identities.map((identity) => identity.name).join(', ');
    return new ConnectError({
      host,
      address,
      kind: 'auth',
      message: `${host} (${address}) does not let ${user} in: tried ${tried}`,
      remedy: `Add the public key to ~${user}/.ssh/authorized_keys there, or set ssh.user or ssh.identityFile.`,
    });
  }
  const failed = error instanceof Error && 'level' in error && error.level === 'handshake';
  if (failed) {
    return new ConnectError({
      host,
      address,
      kind: 'handshake',
      message: `${host} (${address}) and kubestrap have no way to talk SSH: ${text}`,
      remedy: "Compare the server's algorithms (sshd -T) with the message.",
      cause: error,
    });
  }
  if (!authenticating) return new EarlyLoss(text, { cause: error });
  return new ConnectError({
    host,
    address,
    kind: 'lost',
    message: `the connection to ${host} (${address}) was lost while ${user} logged in: ${text}`,
    remedy: "Look at sshd's log on the host.",
    cause: error,
  });
}

function knownHostsError(error: unknown, endpoint: Endpoint): ConnectError {
  return new ConnectError({
    host: endpoint.host,
    address: `${endpoint.address}:${endpoint.port}`,
    kind: 'host-key',
    message: `cannot check the host key of ${endpoint.host}: ${endpoint.knownHosts.path} cannot be used`,
    remedy: 'Check its path and permissions (ssh.knownHostsFile).',
    cause: error,
  });
}

import { ConnectError } from './errors.ts';
import type { EarlyLoss, Endpoint } from './handshake.ts';

/** No login within the time a connection may take; `awaited` is what had not come by then. */
export function timedOut(endpoint: Endpoint, timeoutMs: number, awaited: string): ConnectError {
  const address = `${endpoint.address}:${endpoint.port}`;
  return new ConnectError({
    host: endpoint.host,
    address,
    kind: 'timeout',
    message: `SSH login to ${endpoint.host} (${address}) timed out after ${timeoutMs / 1000} s, waiting for ${awaited}`,
    remedy: awaited.includes('SSH agent')
      ? 'Check the agent: a key that asks for confirmation or a touch waits for it; `ssh-add -l` must answer.'
      : 'Check that it is up, its address, ssh.port, and firewalls between.',
  });
}

/** sshd hung up before login, and again at every retry. */
export function lostEarly(error: EarlyLoss, endpoint: Endpoint, attempts: number): ConnectError {
  const address = `${endpoint.address}:${endpoint.port}`;
  return new ConnectError({
    host: endpoint.host,
    address,
    kind: 'handshake',
    message: `${endpoint.host} (${address}) dropped the connection before login, ${attempts} times: ${error.message}`,
    remedy:
      'Check that an SSH server answers there. A busy one does this when MaxStartups or PerSourcePenalties in its ' +
      'sshd_config is reached: run again later, or with a lower --concurrency.',
    cause: error,
  });
}

/** SSH_MSG_CHANNEL_OPEN_FAILURE, reason codes (RFC 4254, 5.1). */
const PROHIBITED = 1;

/** The bastion is there, the host behind it is not, or the bastion does not forward. */
export function forwardError(error: unknown, endpoint: Endpoint, bastion: string): ConnectError {
  const text =
    error instanceof Error ? error.message.replace(/^\(SSH\) Channel open failure: /, '') : String(error);
  const reason = error instanceof Error && 'reason' in error ? error.reason : undefined;
  const address = `${endpoint.address}:${endpoint.port}`;
  if (reason === PROHIBITED) {
    return new ConnectError({
      host: endpoint.host,
      address,
      kind: 'bastion',
      message: `the bastion ${bastion} forbids forwarding to ${endpoint.host} (${address})`,
      remedy:
        'Allow it there: in sshd_config AllowTcpForwarding yes (or local), no DisableForwarding, and PermitOpen any ' +
        `or with ${address}; before the key in authorized_keys no restrict, no-port-forwarding or other permitopen.`,
      cause: error,
    });
  }
  const refused = /refused/i.test(text);
  return new ConnectError({
    host: endpoint.host,
    address,
    kind: refused ? 'refused' : 'unreachable',
    message: `the bastion ${bastion} cannot reach ${endpoint.host} (${address}): ${text}`,
    remedy: /not known|resolve|No address/i.test(text)
      ? 'Correct the address in the inventory: the bastion resolves it, not this machine.'
      : 'Check that the host is up, its address as the bastion sees it, and ssh.port.',
    cause: error,
  });
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';

export interface Answer {
  readonly code: number;
  readonly said: string;
}

/** Asks a server on loopback with a client that trusts a CA, as if the host's name led there. */
export type Client = (port: number, host: string, ca: string) => Promise<Answer>;

const runs = (program: string, args: readonly string[]) =>
  new Promise<Answer>((resolve) => {
    const child = execFile(program, [...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
    child.stdin?.end();
  });

export const clients: Readonly<Record<string, Client>> = {
  curl: (port, host, ca) =>
    runs('curl', [
      '-sS',
      '--noproxy',
      '*',
      '--cacert',
      ca,
      '--resolve',
      `${host}:${port}:127.0.0.1`,
      `https://${host}:${port}/`,
    ]),
  'openssl s_client': (port, host, ca) => {
    const name = /^[\d.]+$/.test(host)
      ? ['-verify_ip', host]
      : ['-servername', host, '-verify_hostname', host];
    const connect = ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', ca, '-x509_strict'];
    return runs('openssl', [...connect, '-verify_return_error', ...name]);
  },
  Node: async (port, host, ca) => {
    const trusted = await readFile(ca);
    return new Promise((resolve) => {
      const servername = /^[\d.]+$/.test(host) ? '' : host;
      const call = request(
        { host: '127.0.0.1', port, servername, ca: trusted, headers: { host }, agent: false },
        (response) => {
          response.resume().on('end', () => resolve({ code: 0, said: 'hello' }));
        },
      );
      call.on('error', (error) => resolve({ code: 1, said: error.message })).end();
    });
  },
};

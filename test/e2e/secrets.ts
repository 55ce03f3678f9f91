import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { items, on, onEach } from './hosts.ts';

/** Watches the hosts during a run: every command line, and the certificate key while a host holds it. */
export class Witness {
  readonly #lab: Lab;
  readonly #done: Promise<unknown>;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.#done = onEach(
      lab,
      `: >/tmp/witness.commands; : >/tmp/witness.key
until [ -e /tmp/witness.stop ]; do
  cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' >>/tmp/witness.commands
  sed -n 's/^ *certificateKey: *"*\\([0-9a-f]*\\)"*$/\\1/p' /run/kubestrap/*.yaml 2>/dev/null >>/tmp/witness.key
  sleep 0.2
done; rm /tmp/witness.stop`,
    );
  }

  /** Ends it. Resolves to the secrets of the run, and to all command lines that ran meanwhile, by host. */
  async end(): Promise<{ secrets: string[]; commands: Record<string, string> }> {
    await onEach(this.#lab, 'touch /tmp/witness.stop');
    await this.#done;
    const keys = Object.values(await onEach(this.#lab, 'cat /tmp/witness.key')).flatMap((text) =>
      text.split('\n'),
    );
    const commands = await onEach(this.#lab, 'cat /tmp/witness.commands');
    await onEach(this.#lab, 'rm /tmp/witness.*');
    const secrets = [...keys.filter((key) => key !== ''), ...(await tokens(this.#lab))];
    return { secrets: [...new Set(secrets)], commands };
  }
}

/** The secret halves of the bootstrap tokens that the cluster has now. */
async function tokens(lab: Lab): Promise<string[]> {
  type Secret = { type: string; data: Record<string, string> };
  const secrets = await items<Secret>(lab, '-n kube-system secrets');
  return secrets
    .filter(({ type }) => type === 'bootstrap.kubernetes.io/token')
    .map(({ data }) => Buffer.from(data['token-secret'] ?? '', 'base64').toString());
}

/** Files and journals of the hosts that hold one of the secrets; etcd is where a token belongs. */
export async function leaksOnHosts(lab: Lab, secrets: readonly string[]): Promise<string[]> {
  const patterns = secrets.map((secret) => `-e ${secret}`).join(' ');
  const found = lab.hosts.map(async ({ name }) => {
    const files = await on(
      lab,
      name,
      `grep -rlsF ${patterns} /etc /run /tmp /root /home /var/log /var/lib/kubestrap /var/lib/kubelet /var/tmp || :
journalctl -q -o cat | grep -F ${patterns} || :`,
    );
    return files.split('\n').flatMap((line) => (line === '' ? [] : [`${name}: ${line}`]));
  });
  return (await Promise.all(found)).flat();
}

/** Files below a directory that hold one of the secrets. */
export async function leaksIn(directory: string, secrets: readonly string[]): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const));
  return texts.flatMap(([file, text]) => (secrets.some((secret) => text.includes(secret)) ? [file] : []));
}

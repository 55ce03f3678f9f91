import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Lab } from './lab.ts';

/** What `ssh` is called with to get to a host of a lab: its key and its known_hosts, and no configuration of the machine's. */
export function sshArguments(
  lab: Lab,
  host: string,
  { user = 'root', options = [] }: { user?: string | undefined; options?: readonly string[] } = {},
): string[] {
  const all = [
    'IdentitiesOnly=yes',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${lab.knownHostsFile}`,
    ...options,
  ].flatMap((option) => ['-o', option]);
  return ['-F', '/dev/null', '-i', lab.identityFile, ...all, `${user}@${lab.host(host).address}`];
}

/** What a command prints on a host, over the lab's network; rejects where it fails or no connection is there in `timeout` s. */
export async function ssh(lab: Lab, host: string, command: string, timeout = 10): Promise<string> {
  const options = ['BatchMode=yes', `ConnectTimeout=${timeout}`];
  const inside = lab.inNetns('ssh', [...sshArguments(lab, host, { options }), command]);
  return (await promisify(execFile)(inside.command, inside.args)).stdout.trim();
}

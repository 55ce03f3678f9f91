import type { Lab } from '../lab/lab.ts';
import { on } from './hosts.ts';

/** What preparation may change on a host, one value a thing, so that states can be compared thing by thing. */
export type HostState = Readonly<Record<string, string>>;

export const RECORD = '/var/lib/kubestrap/record.json';

const PLACES = '/etc /var/lib/kubestrap';
const SYSCTLS = [
  'net/core/somaxconn',
  'net/ipv4/ip_forward',
  'net/ipv4/ip_local_port_range',
  'net/ipv4/ip_local_reserved_ports',
  'net/ipv4/tcp_keepalive_time',
];

/** Every file below /etc and of kubestrap's own (type, mode, owner, and hash or target), live sysctls, a service. */
export async function hostState(lab: Lab, host: string): Promise<HostState> {
  const script = `list() { find ${PLACES} ! -type d "$@" 2>/dev/null || :; }
list -printf 'file %p\\t%y %m %U:%G %l\\n'
list -type f -exec sha256sum {} + | sed 's/^\\([0-9a-f]*\\)  \\(.*\\)/content \\2\\t\\1/'
for key in ${SYSCTLS.join(' ')}; do printf 'sysctl %s\\t%s\\n' "$key" "$(tr '\\t' ' ' </proc/sys/$key)"; done
printf 'service containerd\\t%s\\n' "$(systemctl is-active containerd.service || :)"`;
  const rows = (await on(lab, host, script)).split('\n').filter((row) => row !== '');
  return Object.fromEntries(
    rows.map((row) => {
      const at = row.lastIndexOf('\t');
      return [row.slice(0, at), row.slice(at + 1)];
    }),
  );
}

/** Keeps a copy of the files on the host itself, for `restore`. */
export async function keep(lab: Lab, host: string, name: string): Promise<void> {
  await on(
    lab,
    host,
    `tar -cpf /var/cache/${name}.tar ${PLACES} 2>/dev/null || [ -s /var/cache/${name}.tar ]`,
  );
}

/** Brings a host back to a state that was kept. Throws when something differs from it afterwards. */
export async function restore(lab: Lab, host: string, name: string, state: HostState): Promise<void> {
  const now = await hostState(lab, host);
  const extra = Object.keys(now).filter((thing) => thing.startsWith('file ') && !(thing in state));
  const sysctls = SYSCTLS.map((key) => `printf '%s\\n' '${state[`sysctl ${key}`]}' >/proc/sys/${key}`);
  const verb = state['service containerd'] === 'active' ? 'start' : 'stop';
  const script = `${extra.map((thing) => `rm -f '${thing.slice(5)}'\n`).join('')}rmdir /var/lib/kubestrap 2>/dev/null
tar -xpf /var/cache/${name}.tar -C / && systemctl daemon-reload && systemctl ${verb} containerd.service
${sysctls.join('\n')}`;
  await on(lab, host, script);
  const differing = differences(state, await hostState(lab, host));
  if (differing.length > 0) throw new Error(`${host} is not back at ${name}: ${differing.join('; ')}`);
}

/** The things that differ between two states, and how. */
export function differences(want: HostState, is: HostState): string[] {
  const things = new Set([...Object.keys(want), ...Object.keys(is)]);
  return [...things]
    .filter((thing) => want[thing] !== is[thing])
    .map((thing) => `${thing} is ${is[thing] ?? 'absent'}, not ${want[thing] ?? 'absent'}`);
}

import { RUNTIME } from '../knowledge/runtimes.ts';
import { wholeLines } from '../shell/functions/text.ts';
import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** Somebody who listens on a TCP port. */
export interface Listener {
  readonly port: number;
  /** `ADDRESS:PORT` */
  readonly local: string;
  /** Its first 15 characters; empty: ss(8) does not name it. */
  readonly process: string;
  readonly pid: string;
}

/** What kubeadm's preflight looks at on a host, beyond what other facts have. */
export interface Machine {
  /** As Go and Kubernetes name it: `amd64`; empty: not known. */
  readonly architecture: string;
  /** MemTotal in KiB; undefined: not known. */
  readonly memoryKiB: number | undefined;
  /** CPUs that a process may use; undefined: not known. */
  readonly cpus: number | undefined;
  /** File system type at /sys/fs/cgroup: `cgroup2fs` is version 2; empty: not known. */
  readonly cgroup: string;
  /** Controllers that the kernel has on; empty: not known. */
  readonly controllers: readonly string[];
  /** Of the ports asked for. */
  readonly listeners: readonly Listener[];
  /** Of the directories asked for, those that hold anything, with the name of one entry. */
  readonly filled: ReadonlyMap<string, string>;
  /** Of the programs that kubeadm and the kubelet call, those that are not on the PATH. */
  readonly missing: ReadonlySet<string>;
  /** containerd's list of disabled plugins as /etc/containerd/config.toml has it; empty: none. */
  readonly disabledPlugins: string;
}

export const NO_MACHINE: Machine = {
  architecture: '',
  memoryKiB: undefined,
  cpus: undefined,
  cgroup: '',
  controllers: [],
  listeners: [],
  filled: new Map(),
  missing: new Set(),
  disabledPlugins: '',
};

/** Names of `uname -m` to those of Go (go.dev/doc/install/source, GOARCH), for what Kubernetes is released for. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  armv7l: 'arm',
  i686: '386',
  ppc64le: 'ppc64le',
  s390x: 's390x',
  x86_64: 'amd64',
};

/** Programs that some kubeadm asks for (kubernetes cmd/kubeadm/app/preflight/checks.go). */
const PROGRAMS = ['conntrack', 'cp', 'crictl', 'ip', 'iptables', 'losetup', 'mount', 'nsenter'];

export const machine: Fact<Machine> = {
  name: 'machine',
  snippet: ({ ports = [], emptyDirectories = [] }) => sh`while read -r key value _; do
  if [ "$key" = MemTotal: ]; then printf 'memory %s\n' "$value"; break; fi
done </proc/meminfo
cpus=$(nproc) || cpus=$(grep -c ^processor /proc/cpuinfo); printf 'cpus %s\n' "$cpus"
printf 'architecture %s\n' "$(uname -m)"
printf 'cgroup %s\n' "$(stat -fc %T /sys/fs/cgroup)"
if [ -r /sys/fs/cgroup/cgroup.controllers ]; then read -r value </sys/fs/cgroup/cgroup.controllers || :; printf 'controllers %s\n' "$value"
else
  controllers=; while read -r name _ _ on; do [ "$on" != 1 ] || controllers="$controllers$name "; done </proc/cgroups
  printf 'controllers %s\n' "$controllers"
fi
filter=; for port in ${ports.map(String)}; do filter="$filter\${filter:+ or }sport = :$port"; done
[ -z "$filter" ] || ! command -v ss >/dev/null || ss -H -ltnp "( $filter )" | awk 'NR <= 100 { print "listen " $0 }'
for directory in ${[...emptyDirectories]}; do
  for entry in "$directory"/* "$directory"/.[!.]* "$directory"/..?*; do
    [ -e "$entry" ] || [ -L "$entry" ] || continue
    printf 'filled %s %s\n' "\${entry##*/}" "$directory"; break
  done
done
for program in ${PROGRAMS}; do command -v "$program" >/dev/null || printf 'missing %s\n' "$program"; done
[ ! -f ${RUNTIME.configFile} ] || ${wholeLines(RUNTIME.configFile)} | sed -n 's/^[[:space:]]*disabled_plugins[[:space:]]*=[[:space:]]*/disabled /p'`,
  parse: (output) => {
    const tagged = rows(output).map((row): readonly [string, string] => {
      const at = row.indexOf(' ');
      return at === -1 ? [row, ''] : [row.slice(0, at), row.slice(at + 1)];
    });
    const of = (tag: string) => tagged.flatMap(([name, rest]) => (name === tag ? [rest] : []));
    const whole = (text = '') => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);
    return {
      architecture: ARCHITECTURES[of('architecture')[0] ?? ''] ?? '',
      memoryKiB: whole(of('memory')[0]),
      cpus: whole(of('cpus')[0]),
      cgroup: of('cgroup')[0] ?? '',
      controllers: (of('controllers')[0] ?? '').split(' ').filter((name) => name !== ''),
      listeners: of('listen').flatMap(listener),
      filled: new Map(
        of('filled').map((row): [string, string] => {
          const at = row.indexOf(' /');
          return [row.slice(at + 1), row.slice(0, at)];
        }),
      ),
      missing: new Set(of('missing')),
      disabledPlugins: of('disabled')[0] ?? '',
    };
  },
  bare: NO_MACHINE,
};

/** A row of `ss -H -ltnp`, iproute2. */
function listener(row: string): Listener[] {
  const [, address = '', port = '', process = '', pid = ''] =
    /(\S+):(\d{1,5})\s+\S+:(?:\d{1,5}|\*)(?:\s+users:\(\("([^"]*)",pid=(\d+))?/.exec(row) ?? [];
  return port === '' ? [] : [{ port: Number(port), local: `${address}:${port}`, process, pid }];
}

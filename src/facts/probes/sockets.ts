import { componentPorts } from '../../knowledge/ports.ts';
import { sh } from '../../shell/sh.ts';
import { type Probe, tagged } from './probe.ts';

/** A TCP socket whose local port is a component's. */
export interface Socket {
  readonly port: number;
  readonly local: string;
  readonly peer: string;
  /** Empty: ss(8) does not say (another container's, or a kernel's socket). */
  readonly process: string;
  readonly pid: string;
}

export interface Sockets {
  readonly listeners: readonly Socket[];
  readonly connections: readonly Socket[];
  /** As the kernel writes it: `32768\t60999`. */
  readonly range: string;
  readonly reserved: string;
}

/** Who has the components' ports: as a listener, or as the source port of a connection. */
export const sockets: Probe<Sockets> = {
  name: 'sockets',
  seconds: 15,
  snippet: ({ cluster, host }) => sh`command -v ss >/dev/null || { echo no-ss; exit; }
ports=${componentPorts(cluster, host.role)
    .map(({ port }) => port)
    .join(' ')}
all=; for port in $ports; do all="$all\${all:+ or }sport = :$port"; done
listeners=$(ss -H -ltnp "( $all )")
printf '%s\n' "$listeners" | head -n 200 | sed 's/^/listen /'
# a component that listens has connections of its own
free=; for port in $ports; do
  case $listeners in *":$port "*) ;; *) free="$free\${free:+ or }sport = :$port" ;; esac
done
[ -z "$free" ] || ss -H -tnp state established state syn-sent state close-wait "( $free )" | head -n 200 | sed 's/^/connection /'
echo "range $(cat /proc/sys/net/ipv4/ip_local_port_range)"
echo "reserved $(cat /proc/sys/net/ipv4/ip_local_reserved_ports)"`,
  parse: (output) => {
    const rows = tagged(output);
    if (rows('no-ss').length > 0) throw new Error('the host has no ss(8) (package iproute2 or iproute)');
    return {
      listeners: rows('listen').flatMap(socket),
      connections: rows('connection').flatMap(socket),
      range: rows('range')[0] ?? '',
      reserved: rows('reserved')[0] ?? '',
    };
  },
};

const SOCKET = /(\S+):(\d{1,5})\s+(\S+:(?:\d{1,5}|\*))(?:\s+users:\(\("([^"]*)",pid=(\d+))?/;

function socket(row: string): Socket[] {
  const [, address = '', port = '', peer = '', process = '', pid = ''] = SOCKET.exec(row) ?? [];
  return port === '' ? [] : [{ port: Number(port), local: `${address}:${port}`, peer, process, pid }];
}

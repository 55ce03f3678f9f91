import { hasJoined } from '../../cluster/membership.ts';
import type { Socket } from '../../facts/probes/sockets.ts';
import {
  componentPorts,
  formatPorts,
  intersectPorts,
  nodePorts,
  type PortRange,
  parsePorts,
  subtractPorts,
  unionPorts,
} from '../../knowledge/ports.ts';
import { isOwn, portTaken } from '../../node/kubeadm-checks.ts';
import { type Check, type Finding, known, type Subject, toFinding } from '../check.ts';

const RESERVE = 'set spec.node.ephemeralPorts with "reserved: auto" and run "kubestrap apply"';

/** Ports of components that somebody else has: a program that listens, or a connection that got one as its source. */
export const ports: Check = {
  name: 'ports',
  title: 'nobody but the components has their ports, neither to listen on nor as the source of a connection',
  look: (subject, { cluster }) => {
    const { listeners, connections } = known(subject.probes.sockets);
    return componentPorts(cluster, subject.host.role).flatMap(({ component, port }): Finding[] => {
      const listener = listeners.find((socket) => socket.port === port);
      if (listener !== undefined) return taken(subject, component, listener);
      const source = connections.find((socket) => socket.port === port);
      return source === undefined ? [] : [asSource(component, source)];
    });
  },
};

function taken({ membership }: Subject, component: string, listener: Socket): Finding[] {
  const { process } = listener;
  if (isOwn(component, process) && (hasJoined(membership) || membership === 'joining')) return [];
  const severity = process === '' && hasJoined(membership) ? 'warning' : 'error';
  return [{ ...toFinding(portTaken(component, listener)), severity }];
}

function asSource(component: string, { port, local, peer, process, pid }: Socket): Finding {
  const who = process === '' ? 'unknown process' : `${process}, process ${pid}`;
  return {
    severity: 'error',
    message: `port ${port} (${component}) is the source port of an outgoing connection: ${component} will find it in use though nobody listens`,
    evidence: [`${local} → ${peer} (${who})`],
    remedy: `end that connection (restart ${process || 'its program'}), and keep the kernel from handing the port out again: ${RESERVE}`,
  };
}

/** Would the kernel hand ports of components or NodePorts to outgoing connections? */
export const ephemeralPorts: Check = {
  name: 'ephemeral-ports',
  title: 'the range of source ports leaves out the ports of components and NodePorts, or they are reserved',
  look: ({ host, probes }, { cluster }) => {
    const { range, reserved } = known(probes.sockets);
    const [first, last] = range.trim().split(/\s+/).map(Number);
    if (first === undefined || last === undefined || !(first <= last))
      throw new Error(`cannot read the range of source ports: "${range.trim()}"`);
    const ours = unionPorts(
      componentPorts(cluster, host.role).map(({ port }): PortRange => [port, port]),
      nodePorts(cluster),
    );
    const open = subtractPorts(intersectPorts(ours, [[first, last]]), parsePorts(reserved));
    if (open.length === 0) return [];
    return [
      {
        severity: 'warning',
        message: `outgoing connections may take ports of components or NodePorts: ${formatPorts(open)}`,
        evidence: [
          `net.ipv4.ip_local_port_range = ${first} ${last}`,
          `net.ipv4.ip_local_reserved_ports = ${reserved.trim() || '(nothing)'}`,
        ],
        remedy:
          host.node.ephemeralPorts?.reserved === 'auto' ? 'run "kubestrap apply": it reserves them' : RESERVE,
      },
    ];
  },
};

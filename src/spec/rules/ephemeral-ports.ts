import { DEFAULT_PORTS } from '../../knowledge/default-ports.ts';
import { mergeLayers } from '../../values/merge.ts';
import { spellingsOf } from '../../values/sysctl-key.ts';
import { componentPorts, nodePorts } from './component-ports.ts';
import { appliesTo, type Rule, type RuleContext } from './context.ts';

type Range = readonly [first: number, last: number];

const RANGE_SYSCTL = 'net.ipv4.ip_local_port_range';

/** Ports that components listen on by themselves (kubernetes/kubernetes pkg/cluster/ports, kubeadm constants). */
const COMPONENT_PORTS: readonly Range[] = [
  [DEFAULT_PORTS.etcdClient, DEFAULT_PORTS.etcdMetrics],
  [DEFAULT_PORTS.apiServer, DEFAULT_PORTS.apiServer],
  [DEFAULT_PORTS.kubeletHealthz, DEFAULT_PORTS.scheduler],
];

/** The first port of the range is the lower one. */
export const portRangeIsOrdered: Rule = ({ nodeLayers }) =>
  nodeLayers.flatMap(({ document, path, node }) => {
    const [first, last] = node.ephemeralPorts?.range ?? [];
    if (first === undefined || last === undefined || first < last) return [];
    const place = [...path, 'ephemeralPorts', 'range'];
    return [document.problem(place, `the range ends (${last}) before it begins (${first})`)];
  });

/**
 * An outgoing connection that takes the port of a component or a NodePort keeps it from starting, or takes its
 * traffic. Only where nothing reserves them is the range a problem.
 */
export const portRangeSparesListeners: Rule = (context) =>
  context.nodeLayers.flatMap(({ document, path, node }) => {
    // A group or host may give one half, and spec.node the other.
    const ports =
      node.ephemeralPorts && mergeLayers([context.spec.node?.ephemeralPorts, node.ephemeralPorts]);
    const [key = RANGE_SYSCTL] = spellingsOf(RANGE_SYSCTL, node.sysctls);
    const sysctl = node.sysctls?.[key];
    const written = typeof sysctl === 'string' && !ports ? sysctl.trim().split(/\s+/).map(Number) : undefined;
    const [first, last] = written ?? ports?.range ?? (ports ? [32768, 60999] : []);
    const reserved = written ? [] : (ports?.reserved ?? 'auto');
    if (first === undefined || last === undefined || typeof reserved === 'string') return [];
    const open = uncovered(needed(context), [first, last], reserved.map(rangeOf));
    if (open.length === 0) return [];
    const place = written ? [...path, 'sysctls', key] : [...path, 'ephemeralPorts', 'range'];
    const message = `outgoing connections may take ports that components or NodePorts listen on: ${open.join(', ')}`;
    const hint = 'use `ephemeralPorts` with `reserved: auto`, or a range from 32768';
    return [document.problem(place, message, { severity: 'warning', hint })];
  });

/** Two settings of a host for one kernel parameter: the order would decide. */
export const portSysctlsHaveOneOwner: Rule = ({ nodeLayers, hosts }) => {
  const managed = hosts.filter(({ node }) => node.ephemeralPorts !== undefined);
  return nodeLayers
    .filter((layer) => managed.some((host) => appliesTo(layer, host)))
    .flatMap(({ document, path, node }) =>
      [RANGE_SYSCTL, 'net.ipv4.ip_local_reserved_ports']
        .flatMap((key) => spellingsOf(key, node.sysctls))
        .map((key) =>
          document.problem([...path, 'sysctls', key], `\`ephemeralPorts\` sets ${key} too`, {
            key: true,
            hint: 'keep one of them',
          }),
        ),
    );
};

function needed(context: RuleContext): readonly Range[] {
  const services = nodePorts(context)?.range;
  const usual = [...COMPONENT_PORTS, ...(services ? [services] : [])];
  const moved = componentPorts(context)
    .map(({ port }): Range => [port, port])
    .filter(([port]) => !usual.some(([first, last]) => first <= port && port <= last));
  return [...usual, ...moved];
}

function rangeOf(text: string | undefined): Range {
  const [first = 0, last = first] = (text ?? '').split('-').map(Number);
  return [first, last];
}

/** The parts of `wanted` that lie in `range` and in none of `reserved`, as text. */
function uncovered(wanted: readonly Range[], range: Range, reserved: readonly Range[]): readonly string[] {
  return wanted.flatMap(([first, last]) => {
    let parts: readonly Range[] = [[Math.max(first, range[0]), Math.min(last, range[1])]];
    for (const [from, to] of reserved) {
      parts = parts.flatMap(([a, b]): readonly Range[] => [
        [a, Math.min(b, from - 1)],
        [Math.max(a, to + 1), b],
      ]);
    }
    return parts.filter(([a, b]) => a <= b).map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`));
  });
}

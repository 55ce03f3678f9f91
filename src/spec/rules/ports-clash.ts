import type { Problem } from '../../model/problem.ts';
import { type ComponentPort, componentPorts, nodePorts } from './component-ports.ts';
import type { Rule } from './context.ts';

/** Two components on one port: the second does not start, or waits for ever. */
export const componentPortsAreUnique: Rule = (context) => {
  const { cluster } = context;
  // Defaults first: what the spec says is what can be changed.
  const ports = componentPorts(context).toSorted((a, b) => Number(!!a.path) - Number(!!b.path));
  const first = new Map<number, ComponentPort>();
  return ports.flatMap((each): readonly Problem[] => {
    const other = first.get(each.port);
    if (other === undefined) return first.set(each.port, each) && [];
    if (each.path === undefined) return [];
    const where = other.path ? ` (line ${cluster.lineOf(other.path)})` : '';
    const message = `${each.component} and ${other.component}${where} both listen on port ${each.port}`;
    return [cluster.problem(each.path, message, { hint: 'give one of them another port' })];
  });
};

/** A Service can be given any of the NodePorts; kube-proxy then takes the traffic of a component that is there. */
export const nodePortsSpareComponents: Rule = (context) => {
  const { cluster } = context;
  const services = nodePorts(context);
  if (!services) return [];
  const [first, last] = services.range;
  return componentPorts(context).flatMap(({ component, port, path }) => {
    const place = services.path ?? path;
    if (place === undefined || port < first || port > last) return [];
    const message = `port ${port} of ${component} is among the NodePorts, ${first}-${last}`;
    const hint = 'move the port, or give the API server another `service-node-port-range`';
    return [cluster.problem(place, message, { severity: 'warning', hint })];
  });
};

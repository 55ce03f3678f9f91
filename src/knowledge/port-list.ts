/**
 * Lists of ports as net.ipv4.ip_local_reserved_ports holds them (kernel, networking/ip-sysctl: comma separated
 * ranges, `1,2-4,10-10`). Reading it gives each range once, in order, neighbours merged; so do these.
 */

/** First and last port, inclusive. */
export type PortRange = readonly [first: number, last: number];

/** Ranges in ascending order, apart from each other by at least one port. */
export type PortList = readonly PortRange[];

const HIGHEST = 65535;

/**
 * Reads the kernel's notation; blanks count as commas, and empty items are skipped.
 * Throws RangeError for anything else.
 */
export function parsePorts(text: string): PortList {
  return unionPorts(
    text
      .split(/[,\s]+/)
      .filter((item) => item !== '')
      .map(parseRange),
  );
}

function parseRange(item: string): PortRange {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(item);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!(first <= last && last <= HIGHEST)) throw new RangeError(`not a port or a range of ports: ${item}`);
  return [first, last];
}

/** The kernel's notation, the way the kernel itself prints it. Empty for no ports. */
export function formatPorts(ports: PortList): string {
  return ports.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** Every port in any of the lists, which may be in any order and overlap. */
export function unionPorts(...lists: readonly PortList[]): PortList {
  const merged: [number, number][] = [];
  for (const [first, last] of lists.flat().toSorted(([a], [b]) => a - b)) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** The ports of `from` that are not in `ports`. */
export function subtractPorts(from: PortList, ports: PortList): PortList {
  return intersectPorts(from, complement(unionPorts(ports)));
}

/** The ports that are in both lists. */
export function intersectPorts(left: PortList, right: PortList): PortList {
  return unionPorts(
    left.flatMap(([a, b]) =>
      right
        .map(([c, d]): PortRange => [Math.max(a, c), Math.min(b, d)])
        .filter(([first, last]) => first <= last),
    ),
  );
}

function complement(ports: PortList): PortList {
  const starts = [0, ...ports.map(([, last]) => last + 1)];
  const ends = [...ports.map(([first]) => first - 1), HIGHEST];
  return starts
    .map((start, index): PortRange => [start, ends[index] ?? HIGHEST])
    .filter(([first, last]) => first <= last);
}

import { parseCidr, parseIp } from '../../values/ip.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const PART = '(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h)';
const DURATION = new RegExp(`^[-+]?(?:0|(?:${PART})+)$`);

/** Milliseconds of a duration as Go reads it (time.ParseDuration): `1h30m`, `250ms`, `-1s`, `0`. */
export function durationMs(text: unknown): number | undefined {
  if (typeof text !== 'string' || text.length > 64 || !DURATION.test(text)) return undefined;
  const parts = text.matchAll(/(\d+\.?\d*|\.\d+)([a-zµμ]+)/g);
  const ms = [...parts].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
  return text.startsWith('-') ? -ms : ms;
}

/** apimachinery's resource.ParseQuantity. */
const QUANTITY = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?\d+)?$/;
const PERCENTAGE = /^\d+(?:\.\d+)?%$/;

/** A non-negative percentage or a positive quantity (kubelet pkg/kubelet/eviction ParseThresholdConfig). */
function isThreshold(text: string): boolean {
  if (text.endsWith('%')) return PERCENTAGE.test(text);
  return QUANTITY.test(text) && Number.parseFloat(text) > 0;
}

interface Format {
  /** As in "is not …". */
  readonly name: string;
  readonly hint?: string;
  readonly test: (text: string, minor: number) => boolean;
}

/** What the formats of the schemas take, as the components do. Empty text is not looked at: it means the default. */
export const FORMATS: Readonly<Record<string, Format>> = {
  'go-duration': {
    name: 'a duration',
    hint: 'write numbers with units, `1m30s`: ns, us, ms, s, m and h',
    test: (text) => (durationMs(text) ?? -1) >= 0,
  },
  quantity: {
    name: 'a quantity',
    hint: 'write `500m`, `2` or `1Gi`',
    test: (text) => QUANTITY.test(text) && !text.startsWith('-'),
  },
  'eviction-threshold': {
    name: 'a positive quantity or a percentage',
    hint: 'write `500Mi` or `10%`; `0%` turns a signal off',
    test: isThreshold,
  },
  percentage: { name: 'a percentage', hint: 'write `50%`', test: (text) => PERCENTAGE.test(text) },
  ip: { name: 'an IP address', test: (text) => parseIp(text) !== undefined },
  cidr: { name: 'a CIDR', test: (text) => parseCidr(text) !== undefined },
  'cidr-pair': {
    name: 'a CIDR, or two of both families',
    hint: 'write `10.244.0.0/16` or `10.244.0.0/16,fd00:244::/56`',
    test: (text) => {
      const families = text.split(',').map((part) => parseCidr(part)?.family);
      return (
        families.length <= 2 && !families.includes(undefined) && new Set(families).size === families.length
      );
    },
  },
  'ip-port': {
    name: 'an IP address with a port',
    hint: 'write `0.0.0.0:10256` or `[::]:10256`',
    test: isIpPort,
  },
  'node-ports': {
    name: 'a CIDR',
    hint: 'write `10.0.0.0/8`, or `primary` from 1.31 on',
    test: (text, minor) => parseCidr(text) !== undefined || (text === 'primary' && minor >= 31),
  },
};

/** `IP:port`; the port alone may be missing, kube-proxy adds its default. */
function isIpPort(text: string): boolean {
  if (parseIp(text)) return true;
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  return parseIp(bracketed ?? plain ?? '') !== undefined && Number(port) >= 1 && Number(port) <= 65535;
}

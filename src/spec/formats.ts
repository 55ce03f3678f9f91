/**
 * The formats that the schemas name: what a value must look like, and how to say so to a person.
 * The precompiled validators call `validate`; a new format is one row here.
 */

import { parseTaint } from '../model/taint.ts';
import { parseVersion } from '../model/version.ts';
import { parseDuration } from '../values/duration.ts';
import { goDuration } from '../values/go-duration.ts';
import { isMapped, isNetwork, networkText, parseCidr, parseIp } from '../values/ip.ts';
import { certificateDnsName, dnsName, dnsNameHint, uriText } from '../values/names.ts';
import type { Path } from '../values/path.ts';
import { parseValidity } from '../values/validity.ts';

export interface Format {
  /** The name that ajv calls it by. */
  readonly validate: (value: string) => boolean;
  /** Completes "`x` is not …". */
  readonly name: string;
  /** `path` is where the value stands. */
  readonly hint?: (value: string, path: Path) => string | undefined;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NAME_SEGMENT = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** The keys that have a port beside them, and what that is called; names in lists have none. */
function portHint(path: Path): string {
  const [parent, key] = [path.at(-2), path.at(-1)];
  if (key === 'host' || parent === 'bastion') return 'the port has a key of its own: `port`';
  return key === 'address'
    ? 'the port has a key of its own: `ssh: { port: … }`'
    : 'write it without the port';
}

function pattern(regex: RegExp): (value: string) => boolean {
  return (value) => regex.test(value);
}

function isDnsName(value: string): boolean {
  // All digits and dots is a mistyped IP address, never a name (RFC 3696 section 2).
  return value.length <= 253 && value.split('.').every((part) => LABEL.test(part)) && !/^[\d.]+$/.test(value);
}

function isNodeName(value: string): boolean {
  // It is also the value of the label kubernetes.io/hostname, so 63 characters at most.
  return value.length <= 63 && value.split('.').every((part) => LABEL.test(part));
}

function isQualifiedName(value: string): boolean {
  const slash = value.indexOf('/');
  return slash < 0
    ? NAME_SEGMENT.test(value)
    : isDnsName(value.slice(0, slash)) && NAME_SEGMENT.test(value.slice(slash + 1));
}

/** One of something, or two of different address families separated by a comma. */
function oneOrDual(value: string, family: (part: string) => number | undefined): boolean {
  const families = value.split(',').map(family);
  return families.length <= 2 && !families.includes(undefined) && families[0] !== families[1];
}

/** IPv4-mapped addresses are none here: the spec's text goes to programs that do not agree about them. */
function isIp(value: string): boolean {
  return parseIp(value) !== undefined && !isMapped(value);
}

/** `::ffff:10.0.0.1` → `did you mean "10.0.0.1"?` */
function hintMapped(value: string): string | undefined {
  return isMapped(value) ? suggest(parseIp(value)?.text, isIp) : undefined;
}

function isIpList(value: string): boolean {
  return oneOrDual(value, (part) => (isIp(part) ? parseIp(part)?.family : undefined));
}

function isCidrList(value: string): boolean {
  return oneOrDual(value, (part) => (isNetwork(part) ? parseCidr(part)?.family : undefined));
}

function isPortRange(value: string): boolean {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(value);
  const first = Number(match?.[1] ?? 0);
  const last = Number(match?.[2] ?? first);
  return first >= 1 && first <= last && last <= 65535;
}

function isHttpUrl(value: string): boolean {
  return /^https?:\/\/[^/\s]+\/?$/.test(value) && URL.canParse(value) && new URL(value).port !== '';
}

/** With a scheme, a host, and a port or none; no user, path or query: what systemd's and Go's proxies are given. */
function isProxyUrl(value: string): boolean {
  return /^https?:\/\/[A-Za-z0-9.:[\]_-]+\/?$/.test(value) && URL.canParse(value);
}

function isHttpsUrl(value: string): boolean {
  return value.startsWith('https:') && isHttpUrl(value);
}

function suggest(candidate: string | undefined, test: (value: string) => boolean): string | undefined {
  return candidate && test(candidate) ? `did you mean "${candidate}"?` : undefined;
}

function lowerCase(value: string): string {
  return value.toLowerCase().replaceAll(/[_\s]+/g, '-');
}

function hintTaint(value: string): string {
  const effects = 'the effect is NoSchedule, PreferNoSchedule or NoExecute';
  return value.includes(':') ? effects : `write \`${value || 'key'}:NoSchedule\`; ${effects}`;
}

const dnsLabelName = 'a DNS label (lower-case letters, digits and "-", at most 63 characters)';

export const formats: Readonly<Record<string, Format>> = {
  'absolute-path': {
    validate: pattern(/^\/[^\0-\x1f\x7f]*$/),
    name: 'an absolute path',
    hint: () => 'paths on a host start with "/"',
  },
  auto: { validate: (value) => value === 'auto', name: '`auto` or a list of ports' },
  'certificate-dns-name': {
    validate: (value) => certificateDnsName(value) !== undefined,
    name: 'a DNS name, or one with "*" as its first label',
    hint: dnsNameHint,
  },
  'cidr-list': {
    validate: isCidrList,
    name: 'a network such as 10.0.0.0/16, or "IPv4,IPv6" for dual stack',
    hint: (value) => {
      const fixed = value.split(',').map((part) => (isNetwork(part) ? part : networkText(part.trim())));
      return fixed.includes(undefined) ? undefined : suggest(fixed.join(','), isCidrList);
    },
  },
  'common-name': {
    // RFC 5280, ub-common-name
    validate: pattern(/^[^\0-\x1f\x7f]{1,64}$/),
    name: 'a name of at most 64 characters',
  },
  'cri-socket': {
    validate: pattern(/^unix:\/\/\/[^\0-\x20\x7f]+$/),
    name: 'a socket with scheme, such as unix:///run/containerd/containerd.sock',
    hint: (value) => (value.startsWith('/') ? `did you mean "unix://${value}"?` : undefined),
  },
  'dns-label': {
    validate: pattern(LABEL),
    name: dnsLabelName,
    hint: (value) => suggest(lowerCase(value), pattern(LABEL)),
  },
  'dns-name': {
    validate: isDnsName,
    name: 'a DNS name (lower case)',
    hint: (value) => suggest(lowerCase(value), isDnsName),
  },
  domain: {
    validate: (value) => dnsName(value) !== undefined,
    name: 'a domain such as example.org',
    hint: (value) =>
      /^\*?\./.test(value) ? 'subdomains are included: write the domain without "*" and "."' : undefined,
  },
  duration: {
    validate: (value) => parseDuration(value) !== undefined,
    name: 'a duration such as 500ms, 5s or 1m',
    hint: (value) => (/^\d+(\.\d+)?$/.test(value) ? `add the unit: did you mean "${value}s"?` : undefined),
  },
  'environment-variable': {
    validate: pattern(/^[A-Za-z_][A-Za-z0-9_]*$/),
    name: 'the name of an environment variable',
    hint: (value) => (value.startsWith('$') ? 'write the name without "$"' : undefined),
  },
  'feature-gate': { validate: pattern(/^[A-Za-z][A-Za-z0-9]*$/), name: 'the name of a feature gate' },
  flag: {
    validate: pattern(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
    name: 'the name of a flag',
    hint: (value) => (value.startsWith('-') ? 'write it without the leading dashes' : undefined),
  },
  'go-duration': {
    validate: (value) => goDuration(value) !== undefined,
    name: 'a duration such as 90s, 4m0s or 8760h',
    hint: (value) => {
      if (/^\d+$/.test(value)) return `add the unit: did you mean "${value}s"?`;
      const days = /^(\d{1,6})d$/.exec(value)?.[1];
      return days === undefined ? 'its units are h, m, s and ms' : `did you mean "${Number(days) * 24}h"?`;
    },
  },
  host: {
    validate: (value) => isIp(value) || isDnsName(value),
    name: 'a DNS name or an IP address',
    hint: (value, path) =>
      hintMapped(value) ??
      (/:\d+$/.test(value) && !parseIp(value) ? portHint(path) : suggest(lowerCase(value), isDnsName)),
  },
  'http-url': { validate: isHttpUrl, name: 'a URL with port, such as http://10.0.0.31:2381' },
  'https-url': { validate: isHttpsUrl, name: 'a client URL with port, such as https://10.0.0.31:2379' },
  'image-repository': {
    validate: pattern(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/),
    name: 'a registry and path, such as mirror.example.org/kubernetes',
    hint: (value) => (value.includes('://') ? 'write it without the scheme' : undefined),
  },
  'image-tag': { validate: pattern(/^\w[\w.-]{0,127}$/), name: 'the tag of an image' },
  ip: { validate: isIp, name: 'an IP address', hint: hintMapped },
  'ip-list': {
    validate: isIpList,
    name: 'an IP address, or "IPv4,IPv6" for dual stack',
    hint: (value) => {
      const parts = value.replaceAll(/\s/g, '').split(',');
      return suggest(parts.map((part) => (isMapped(part) ? parseIp(part)?.text : part)).join(), isIpList);
    },
  },
  'kubeadm-phase': {
    validate: pattern(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)?$/),
    name: 'the name of a phase, such as addon/kube-proxy',
  },
  'kernel-module': { validate: pattern(/^[A-Za-z0-9_-]+$/), name: 'the name of a kernel module' },
  'module-options': {
    validate: pattern(/^[A-Za-z0-9_-]+(=[^\0-\x20\x7f]*)?( [A-Za-z0-9_-]+(=[^\0-\x20\x7f]*)?)*$/),
    name: 'options of a kernel module, such as conn_tab_bits=16',
  },
  network: {
    validate: isNetwork,
    name: 'a network such as 10.0.0.0/8',
    hint: (value) => suggest(networkText(value), isNetwork),
  },
  'no-proxy': {
    validate: pattern(/^[A-Za-z0-9.*:_/[\]-]+$/),
    name: 'a name, .domain, address or network',
    hint: (value) => (value.includes(',') ? 'write each as an item of the list' : undefined),
  },
  'kubernetes-version': {
    validate: (value) => parseVersion(value) !== undefined,
    name: 'a full Kubernetes version',
    hint: () =>
      'write all three numbers, such as v1.36.2; channels like "stable" move, so they are not accepted',
  },
  'label-value': {
    validate: (value) => value === '' || NAME_SEGMENT.test(value),
    name: 'the value of a label (at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends)',
  },
  'node-name': {
    validate: isNodeName,
    name: 'a node name (lower-case letters, digits, "-" and ".", at most 63 characters)',
    hint: (value) => suggest(lowerCase(value), isNodeName),
  },
  'port-range': { validate: isPortRange, name: 'a port or a range of ports such as 10248-10259' },
  'port-protocol': {
    validate: (value) =>
      /\/(tcp|udp|sctp)$/.test(value) && isPortRange(value.slice(0, value.lastIndexOf('/'))),
    name: 'a port with its protocol, such as 8472/udp or 8000-8010/tcp',
    hint: (value) => (isPortRange(value) ? `did you mean "${value}/tcp"?` : undefined),
  },
  'preflight-check': { validate: pattern(/^[A-Za-z0-9_-]+$/), name: 'the name of a preflight check' },
  'proxy-url': {
    validate: (value) => value === '' || isProxyUrl(value),
    name: 'the URL of a proxy, such as http://proxy.example.org:3128',
    hint: (value) => {
      if (/^https?:\/\/[^/]*@/.test(value)) {
        return 'a user and password here would be readable for every process of the host: let the proxy know hosts by address, or run a local forwarder';
      }
      return suggest(`http://${value}`, isProxyUrl);
    },
  },
  'qualified-name': {
    validate: isQualifiedName,
    name: 'a qualified name such as example.org/zone (a DNS prefix, "/", and at most 63 letters, digits, "-", "_" and ".")',
  },
  sysctl: {
    validate: pattern(/^[A-Za-z0-9_-]+([./][A-Za-z0-9_@:-]+)+$/),
    name: 'a kernel parameter such as vm.max_map_count',
  },
  'sysctl-value': {
    validate: pattern(/^[^\0-\x08\x0a-\x1f\x7f]+$/),
    name: 'the value of a kernel parameter (one line)',
  },
  taint: {
    validate: (value) => {
      const taint = parseTaint(value);
      return taint !== undefined && isQualifiedName(taint.key) && NAME_SEGMENT.test(taint.value ?? 'none');
    },
    name: 'a taint such as key=value:NoSchedule',
    hint: hintTaint,
  },
  'uri-name': {
    validate: (value) => uriText(value) !== undefined,
    name: 'an absolute URI in ASCII, such as spiffe://example.org/web',
  },
  validity: {
    validate: (value) => parseValidity(value) !== undefined,
    name: 'a number of days or hours such as 365d or 12h, 100 years at most',
    hint: (value) => (/^\d+$/.test(value) ? `add the unit: did you mean "${value}d"?` : undefined),
  },
  'user-name': { validate: pattern(/^[A-Za-z_][A-Za-z0-9._@-]*\$?$/), name: 'the name of a user' },
};

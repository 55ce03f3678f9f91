import { isLoopback, parseIp } from '../../values/ip.ts';
import { APPLY, type Check, type Examination, type Finding, known, maybe, type Subject } from '../check.ts';

/** A name as Kubernetes takes it for a node (RFC 1123 subdomain). */
const NODE_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function others({ host }: Subject, { subjects }: Examination, same: (other: Subject) => boolean): string[] {
  return subjects
    .filter((other) => other.host.name !== host.name && same(other))
    .map((other) => other.host.name);
}

export const hostname: Check = {
  name: 'hostname',
  title: "the host's own name is valid, its alone, and leads to the node's address",
  look: (subject, examination) => {
    const { host, facts, probes } = subject;
    const { hostname: name } = facts;
    const shared = others(
      subject,
      examination,
      ({ facts: other }) => other.hostname.toLowerCase() === name.toLowerCase(),
    );
    const rename =
      host.node.hostname === 'managed'
        ? `${APPLY}: it sets the name`
        : `"hostnamectl set-hostname ${host.name}" on the host, or spec.node.hostname: managed`;
    const findings: (Finding | false)[] = [
      !NODE_NAME.test(name) && {
        severity: 'warning',
        message:
          "the host's name is not one that Kubernetes takes for a node (lower case letters, digits, dots, dashes)",
        evidence: [`uname -n: ${name}`],
        remedy: `the node is called ${host.name} whatever the host is called, but add-ons read the host's: ${rename}`,
      },
      shared.length > 0 && {
        severity: 'error',
        message: `hosts share the name "${name.toLowerCase()}"`,
        evidence: [`also: ${shared.join(', ')}`],
        remedy: rename,
      },
      ...lookups(subject, maybe(probes.names)?.lookups),
    ];
    return findings.filter((finding) => finding !== false);
  },
};

/** kubeadm warns when the node's name does not resolve; a wrong answer sends kubectl logs and exec elsewhere. */
function lookups(
  { host, facts }: Subject,
  found: ReadonlyMap<string, readonly string[]> | undefined,
): Finding[] {
  const own = found?.get(host.name) ?? found?.get(facts.hostname);
  if (found === undefined || own === undefined) return [];
  const expected = [...host.internalAddresses, ...facts.addresses];
  if (own.length === 0) {
    return [
      {
        severity: 'info',
        message: "the node's name does not resolve on the host itself (kubeadm warns of it)",
        evidence: [`getent ahosts ${host.name}: nothing`],
        remedy: `add it to DNS, or to spec.node.hosts; "kubestrap apply" writes it to /etc/hosts`,
      },
    ];
  }
  if (own.some((address) => expected.includes(address))) return [];
  const loopback = own.every(isLoopback);
  return [
    {
      severity: loopback ? 'info' : 'warning',
      message: loopback
        ? "the node's name leads to a loopback address on the host itself"
        : "the node's name leads to another host",
      evidence: [
        `getent ahosts ${host.name}: ${own.join(', ')}; the node's address is ${host.internalAddresses.join(', ')}`,
      ],
      remedy: 'correct /etc/hosts on the host, or the DNS record',
    },
  ];
}

export const nodeAddress: Check = {
  name: 'node-address',
  title: "the node's address is on an interface of the host",
  look: ({ host, probes, facts }) => {
    const links = maybe(probes.links);
    const have = links === undefined ? facts.addresses : links.flatMap(({ addresses }) => addresses);
    if (have.length === 0) known(probes.links);
    const value = (text: string) => parseIp(text)?.text;
    const missing = host.internalAddresses.filter(
      (address) => !have.some((one) => value(one) === value(address)),
    );
    if (missing.length === 0) return [];
    const usable = have.filter((address) => !isLoopback(address) && !/^fe80:/.test(address));
    return [
      {
        severity: 'error',
        message: `the node's address ${missing.join(', ')} is on none of the host's interfaces`,
        evidence: [`it has ${usable.join(', ') || 'none'}`],
        remedy:
          'set internalAddress in the inventory to one of those: the kubelet registers with it and does not start with another',
      },
    ];
  },
};

/** Values that firmware writes when it has nothing to say. */
const NO_UUID = new Set([
  '',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '03000200-0400-0500-0006-000700080009',
]);
const VIRTUAL = /^(lo|docker|br-|veth|cni|flannel|cali|cilium|lxc|kube|tunl|vxlan|virbr|dummy|nodelocaldns)/;

export const identity: Check = {
  name: 'identity',
  title: "machine-id, product UUID and MAC addresses are the host's alone",
  look: (subject, examination) => {
    const { machineId, productUuid } = known(subject.probes.hardware);
    const of = (other: Subject) => maybe(other.probes.hardware);
    const macs = (one: Subject) =>
      (maybe(one.probes.links) ?? [])
        .filter(({ name, mac }) => mac !== '' && !VIRTUAL.test(name))
        .map(({ mac }) => mac);
    const own = macs(subject);
    const twins: readonly [what: string, value: string, with_: readonly string[], remedy: string][] = [
      [
        'machine-id',
        machineId,
        machineId === '' ? [] : others(subject, examination, (other) => of(other)?.machineId === machineId),
        'on all but one: rm /etc/machine-id; systemd-machine-id-setup; and reboot (a cloned disk keeps it: empty the file in the image)',
      ],
      [
        'product UUID',
        productUuid,
        NO_UUID.has(productUuid)
          ? []
          : others(subject, examination, (other) => of(other)?.productUuid === productUuid),
        'give each machine one of its own in the firmware or the hypervisor',
      ],
      [
        'MAC address',
        own.join(', '),
        others(subject, examination, (other) => macs(other).some((mac) => own.includes(mac))),
        'give each interface an address of its own: clones of a virtual machine need a new one',
      ],
    ];
    return twins
      .filter(([, , hosts]) => hosts.length > 0)
      .map(([what, value, hosts, remedy]) => ({
        severity: 'error',
        message: `hosts share a ${what}`,
        evidence: [`${value}: also ${hosts.join(', ')}`],
        remedy,
      }));
  },
};

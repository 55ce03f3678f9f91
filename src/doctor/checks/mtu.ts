import type { Link } from '../../facts/probes/links.ts';
import { parseIp } from '../../values/ip.ts';
import { CannotTell, type Check, type Finding, known, maybe, type Subject } from '../check.ts';

function nodeLink({ host, probes }: Subject): Link | undefined {
  const wanted = host.internalAddresses.map((address) => parseIp(address)?.text);
  return maybe(probes.links)?.find(({ addresses }) =>
    addresses.some((address) => wanted.includes(parseIp(address)?.text)),
  );
}

/** The value that most hosts have; the larger one of two that are as frequent. */
function usual(values: readonly number[]): number {
  const count = (value: number) => values.filter((one) => one === value).length;
  return values.toSorted((a, b) => count(b) - count(a) || b - a)[0] ?? 0;
}

/** Packets of full size between hosts. */
export const mtu: Check = {
  name: 'mtu',
  title: 'node interfaces have the same MTU, and packets of that size get through to other hosts',
  look: (subject, { subjects }) => {
    known(subject.probes.links);
    const link = nodeLink(subject);
    if (link === undefined) throw new CannotTell("no interface has the node's address");
    const all = subjects.flatMap((one) => nodeLink(one)?.mtu ?? []);
    const most = usual(all);
    const paths = known(subject.probes.paths);
    const stuck = paths.filter(({ passes }) => passes === 'small');
    const findings: (Finding | false)[] = [
      link.mtu !== most && {
        severity: 'warning',
        message: `the node's interface has MTU ${link.mtu}, where most hosts have ${most}`,
        evidence: [`${link.name}: mtu ${link.mtu}`],
        remedy:
          'give all node interfaces the same: overlay networks take theirs from one of them, and larger packets vanish',
      },
      stuck.length > 0 && {
        severity: 'error',
        message: "packets of the interface's size do not reach other hosts, small ones do",
        evidence: stuck.map(({ peer, mtu }) => `${peer}: nothing of ${mtu} bytes came back (ping -M do)`),
        remedy:
          "lower the MTU of the interface to what the network between takes, or raise the network's: joins and image pulls hang otherwise",
      },
      ...(paths.length > 0 && paths.every(({ passes }) => passes === 'none')
        ? [
            {
              severity: 'info' as const,
              message: 'no other host answers ping, so the way between hosts was not measured',
              evidence: [`asked: ${paths.map(({ peer }) => peer).join(', ')}`],
            },
          ]
        : []),
    ];
    return findings.filter((finding) => finding !== false);
  },
};

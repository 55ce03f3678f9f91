import { alarms } from './alarm-problems.ts';
import { beforeNextMinor, lostQuorum, mixed, outsiders } from './cluster-problems.ts';
import { ofMember } from './member-problems.ts';
import type { Input } from './problem.ts';
import type { EtcdProblem } from './report-types.ts';
import { silence } from './silence-problems.ts';

/** What is wrong, the worst first, each with what to do. Pure. */
export function problemsOf(input: Input): EtcdProblem[] {
  const found = [
    ...silence(input),
    ...lostQuorum(input),
    ...outsiders(input),
    ...alarms(input),
    ...input.members.flatMap((member) => ofMember(member, input.external)),
    ...mixed(input),
    ...beforeNextMinor(input),
  ];
  const order = ['error', 'warning', 'info'];
  return found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

import { hasJoined } from '../../cluster/membership.ts';
import { leader } from '../../cluster/state.ts';
import { CannotTell, type Check, type Examination, type Finding, known, type Subject } from '../check.ts';
import { CAUSES, type Cause, NOISE, NOT_YET } from '../journal-causes.ts';

/** The first line that is more than noise; one with a known cause before others, since it explains them. */
export function firstRealError(
  lines: readonly string[],
): { readonly line: string; readonly cause: Cause | undefined } | undefined {
  const real = lines.filter((line) => !NOT_YET.test(line) && !isNoise(line));
  const causeOf = (line: string) => CAUSES.find(({ pattern }) => pattern.test(line));
  const line = real.find((one) => causeOf(one) !== undefined) ?? real[0];
  return line === undefined ? undefined : { line, cause: causeOf(line) };
}

/** A line that names a cause is none, whatever else it says. */
function isNoise(line: string): boolean {
  return NOISE.some((pattern) => pattern.test(line)) && !CAUSES.some(({ pattern }) => pattern.test(line));
}

function isReady({ host }: Subject, { state }: Examination): boolean | undefined {
  return leader(state)?.live.nodes.find(({ name }) => name === host.name)?.ready;
}

/** The kubelet runs on members, and what it complained of first since it was last started. */
export const kubelet: Check = {
  name: 'kubelet',
  title: 'the kubelet of a member runs; the first error of its last start that is more than noise',
  look: (subject, examination) => {
    const { active, sub, restarts, errors, hasJournal } = known(subject.probes.kubelet);
    const { membership } = subject;
    const expected = hasJoined(membership) || membership === 'half-done';
    const runs = active === 'active' || active === 'activating';
    const down: Finding[] =
      expected && active !== 'active'
        ? [
            {
              severity: 'error',
              message: runs ? 'the kubelet ends as soon as it is started' : 'the kubelet does not run',
              evidence: [
                `kubelet.service is ${active || 'unknown'} (${sub || '-'}), started again ${restarts} times`,
              ],
              remedy: '"systemctl start kubelet" on the host, and "journalctl -u kubelet" says why it ends',
            },
          ]
        : [];
    if (!hasJournal) throw new CannotTell('the host has no journalctl(1)');
    const found = firstRealError(errors);
    if (found === undefined) return down;
    const { line, cause } = found;
    return [
      ...down,
      {
        severity: severityOf(subject, examination, cause, down.length > 0),
        message: `the kubelet's first error: ${cause?.message ?? 'no known cause, see the line'}`,
        evidence: [line.trim()],
        ...(cause === undefined
          ? {
              remedy:
                'read it first: later ones ("node not found", "connection refused") often follow from it',
            }
          : { remedy: cause.remedy }),
      },
    ];
  },
};

/** An old complaint of a node that is Ready by now is no trouble; the same of one that is not is the trouble. */
function severityOf(
  subject: Subject,
  examination: Examination,
  cause: Cause | undefined,
  down: boolean,
): Finding['severity'] {
  const ready = isReady(subject, examination);
  if (down) return 'error';
  if (hasJoined(subject.membership)) return ready === true ? 'info' : ready === false ? 'error' : 'warning';
  if (subject.membership === 'half-done') return 'error';
  return cause === undefined ? 'info' : 'warning';
}

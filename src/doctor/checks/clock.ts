import { clockTable, duration } from '../../cluster/skew.ts';
import type { ClockRow } from '../../model/plan.ts';
import { CannotTell, type Check } from '../check.ts';

/** Rows of the table that go with a clock that is off: those who are off first. */
const ROWS = 10;

/** Clocks of all hosts, each against the median of all. */
export const clock: Check = {
  name: 'clock',
  title: "the clock agrees with the other hosts' (timeSync.maxSkew, maxWorkerSkew)",
  look: ({ host }, { state }) => {
    const table = clockTable(state);
    const own = table.find((row) => row.host === host.name);
    if (own === undefined || own.state === 'not measured')
      throw new CannotTell('date(1) on the host does not tell the time');
    if (own.state === 'ok')
      return [{ severity: 'info', message: 'the clock is right', evidence: [describe(own)] }];
    const sorted = table.toSorted((a, b) => Math.abs(b.othersMs ?? 0) - Math.abs(a.othersMs ?? 0));
    return [
      {
        severity: 'error',
        message:
          'the clock is not the other hosts\': certificates are "not yet valid" or "expired" to one side',
        evidence: [
          describe(own),
          ...sorted
            .filter((row) => row !== own)
            .slice(0, ROWS)
            .map((row) => `${row.host}: ${describe(row)}`),
        ],
        remedy:
          'set it ("chronyc makestep", "timedatectl set-ntp true"), and let spec.node.timeSync keep it right',
      },
    ];
  },
};

function describe({ othersMs, uncertaintyMs, allowedMs, source }: ClockRow): string {
  if (othersMs === null) return `alone, so there is nothing to compare with; ${source}`;
  const way = othersMs < 0 ? 'behind' : 'ahead';
  return `${duration(Math.abs(othersMs))} ${way} (±${duration(uncertaintyMs ?? 0)}, allowed ${duration(allowedMs)}); ${source}`;
}

/** What keeps the clock right. */
export const timeSync: Check = {
  name: 'time-sync',
  title: 'one program keeps the clock, and says that it is synchronised',
  look: ({ facts: { timeSync: fact } }) => {
    const running = [...fact.units].flatMap(([unit, { active }]) => (active === 'active' ? [unit] : []));
    if (running.length > 1) {
      return [
        {
          severity: 'warning',
          message: 'more than one program sets the clock',
          evidence: running,
          remedy: 'keep one of them: "systemctl disable --now" the others',
        },
      ];
    }
    const [unit] = running;
    if (unit === undefined) {
      return [
        {
          severity: 'warning',
          message: 'nothing keeps the clock right',
          evidence: ['none of chrony, systemd-timesyncd and ntpd runs'],
          remedy: 'set spec.node.timeSync with servers that all hosts reach',
        },
      ];
    }
    // only chrony and timesyncd are asked
    if (fact.synchronised || !/chrony|timesyncd/.test(unit)) return [];
    return [
      {
        severity: 'warning',
        message: `the clock is not synchronised, though ${unit} runs`,
        remedy: '"chronyc sources" or "timedatectl timesync-status" on the host shows which servers answer',
      },
    ];
  },
};

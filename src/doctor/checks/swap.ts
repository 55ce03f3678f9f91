import { hasJoined } from '../../cluster/membership.ts';
import { APPLY, type Check, type Finding } from '../check.ts';

/** Swap lines of an fstab, comments left out. */
function fstabLines(content: string): string[] {
  return content
    .split('\n')
    .filter((line) => !line.trim().startsWith('#') && line.trim().split(/\s+/)[2] === 'swap');
}

/** Swap that is on, or comes back at the next boot. */
export const swap: Check = {
  name: 'swap',
  title: 'swap is off and stays off at the next boot, unless the kubelet is told to live with it',
  applies: (_, { cluster }) => cluster.kubelet.failSwapOn !== false,
  look: ({ host, facts, membership }) => {
    const lines = fstabLines(facts.files.get('/etc/fstab')?.content ?? '');
    const managed = host.node.swap === 'disabled';
    const off = managed
      ? `${APPLY}: it turns swap off and comments out /etc/fstab`
      : 'swapoff -a; and take it out of /etc/fstab, or set kubelet.failSwapOn: false';
    // those made from /etc/fstab are named there; those that are only active have no file to come back from
    const units = [...facts.swapUnits].flatMap(([unit, { enabled, source }]) =>
      ['', 'masked', 'disabled'].includes(enabled) || source === '/etc/fstab'
        ? []
        : `${unit} (${enabled}${source === '' ? '' : `, from ${source}`})`,
    );
    const findings: (Finding | false)[] = [
      facts.swaps.length > 0 && {
        severity: managed && !hasJoined(membership) ? 'warning' : 'error',
        message: 'swap is on, and the kubelet does not start with it (failSwapOn)',
        evidence: facts.swaps,
        remedy: off,
      },
      lines.length > 0 && {
        severity: 'warning',
        message: 'swap comes back at the next boot: /etc/fstab has it',
        evidence: lines.map((line) => line.trim()),
        remedy: off,
      },
      units.length > 0 && {
        severity: 'warning',
        message: 'swap comes back at the next boot: a unit turns it on',
        evidence: units,
        remedy: '"systemctl mask" those units; for zram, remove zram-generator or empty its configuration',
      },
    ];
    return findings.filter((finding) => finding !== false);
  },
};

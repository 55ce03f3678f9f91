import { KUBELET_CONFIG } from '../../knowledge/directories.ts';
import { wholeLines } from '../../shell/functions/text.ts';
import { sh } from '../../shell/sh.ts';
import { type Probe, tagged, whole } from './probe.ts';

export interface Kubelet {
  /** Scalars of /var/lib/kubelet/config.yaml by key; empty: the file is not there. */
  readonly config: ReadonlyMap<string, string>;
  /** systemd's: `active`, `activating`, `failed`, … */
  readonly active: string;
  readonly sub: string;
  /** How often systemd has started it again. */
  readonly restarts: number;
  /** Lines of its last start that speak of an error, oldest first. */
  readonly errors: readonly string[];
  readonly hasJournal: boolean;
}

/** Lines that speak of an error: klog's E and F, cobra's, kubelet's last words in structured and plain form, Go's. */
const ERRORS =
  '^[EF][0-9][0-9][0-9][0-9] |^Error: |^error: |^panic: |[Ff]ailed to run Kubelet|command failed|unknown flag';

/** systemd's own line, which begins what one start says. */
const START = '^Start(ed|ing) kubelet';

/** The kubelet's configuration as it is on the host, and the first errors in its journal since its last start. */
export const kubelet: Probe<Kubelet> = {
  name: 'kubelet',
  seconds: 15,
  snippet: () => sh`${wholeLines(KUBELET_CONFIG)} | sed -n 's/^\([A-Za-z]*\): *\([^ ].*\)/config \1 \2/p'
systemctl show -p ActiveState -p SubState -p NRestarts -p InvocationID -- kubelet.service | sed 's/=/ /'
id=$(systemctl show -p InvocationID -- kubelet.service | cut -d = -f 2)
command -v journalctl >/dev/null || { echo no-journal; exit; }
{ [ -z "$id" ] || journalctl -q --no-pager -o cat -b "_SYSTEMD_INVOCATION_ID=$id"; } | grep -E ${ERRORS} | head -n 300 | cut -c 1-1000 | sed 's/^/error /'
# between two starts, or for a unit that has just been started again: what the one before said
journalctl -q --no-pager -o cat -b -u kubelet.service -n 1000 | grep -E ${`${START}|${ERRORS}`} | tail -n 100 | cut -c 1-1000 | sed 's/^/earlier /'`,
  parse: (output) => {
    const rows = tagged(output);
    const one = (tag: string) => rows(tag)[0]?.trim() ?? '';
    const errors = rows('error');
    const failing = one('ActiveState') !== 'active';
    return {
      config: new Map(
        rows('config').map((row): [string, string] => {
          const at = row.indexOf(' ');
          return [
            row.slice(0, at),
            row
              .slice(at + 1)
              .trim()
              .replaceAll(/^"|"$/g, ''),
          ];
        }),
      ),
      active: one('ActiveState'),
      sub: one('SubState'),
      restarts: whole(one('NRestarts')) ?? 0,
      errors: errors.length > 0 || !failing ? errors : lastStart(rows('earlier')),
      hasJournal: rows('no-journal').length === 0,
    };
  },
};

/** What the last start said that said anything. */
function lastStart(lines: readonly string[]): readonly string[] {
  const isStart = (line: string) => new RegExp(START).test(line);
  const end = lines.findLastIndex((line) => !isStart(line));
  const start = lines.slice(0, end).findLastIndex(isStart);
  return lines.slice(start + 1, end + 1);
}

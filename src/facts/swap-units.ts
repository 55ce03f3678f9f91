import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** A systemd unit that turns swap on: a swap unit, or a service that does it by itself. */
export interface SwapUnit {
  /** UnitFileState: `enabled`, `static`, `generated`, `masked`; empty: no file, made by systemd of what is active. */
  readonly enabled: string;
  readonly active: string;
  /** What a generator made it from, `/etc/fstab`; empty when it does not say. */
  readonly source: string;
}

/**
 * Services that turn swap on without a swap unit. zram-generator's systemd-zram-setup@ is not among them: its swap
 * units start it, and a device of it may just as well carry a file system.
 */
const SERVICES: Readonly<Record<string, string>> = {
  'dphys-swapfile.service': 'package dphys-swapfile of Debian and Raspberry Pi OS',
  'systemd-swap.service': 'github.com/Nefelim4ag/systemd-swap',
  'zram-config.service': 'package zram-config of Ubuntu',
  'zramswap.service': 'package zram-tools of Debian',
};

export const swapUnits: Fact<ReadonlyMap<string, SwapUnit>> = {
  name: 'swap_units',
  snippet: () => sh`found=$(
  systemctl list-units --all --plain --no-legend --no-pager -- '*.swap' ${Object.keys(SERVICES)}
  systemctl list-unit-files --no-legend --no-pager -- '*.swap' ${Object.keys(SERVICES)}
)
set --
while read -r unit _; do
  case $unit in *.swap|*.service) set -- "$@" "$unit" ;; esac
done <<END
$found
END
[ $# = 0 ] || systemctl show -p Id -p LoadState -p ActiveState -p UnitFileState -p SourcePath -- "$@"`,
  parse: (output) =>
    new Map(
      output.split('\n\n').flatMap((block): [string, SwapUnit][] => {
        const value = (key: string) =>
          rows(block)
            .find((row) => row.startsWith(`${key}=`))
            ?.slice(key.length + 1) ?? '';
        if (value('Id') === '' || value('LoadState') === 'not-found') return [];
        const unit = {
          enabled: value('UnitFileState'),
          active: value('ActiveState'),
          source: value('SourcePath'),
        };
        return [[value('Id'), unit]];
      }),
    ),
  bare: new Map(),
};

import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

export interface ServiceFact {
  /** systemd's LoadState: `loaded`, `not-found`, `masked`. */
  readonly load: string;
  readonly active: string;
  readonly enabled: string;
}

/** What systemd says of the units we care for. */
export const services: Fact<ReadonlyMap<string, ServiceFact>> = {
  name: 'services',
  // systemctl prints a block of lines for each unit, in their order, with an empty line between two
  snippet: ({ services }) =>
    services.length === 0
      ? sh`:`
      : sh`systemctl show -p LoadState -p ActiveState -p UnitFileState -- ${services} | {
  for unit in ${services}; do
    row=
    while IFS= read -r line && [ -n "$line" ]; do row="$row $line"; done
    printf '%s%s\n' "$unit" "\${row:- }"
  done
}`,
  parse: (output) =>
    new Map(
      rows(output).map((row): [string, ServiceFact] => {
        const [unit = '', ...pairs] = row.trim().split(' ');
        const value = (key: string) =>
          pairs.find((pair) => pair.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
        return [
          unit,
          { load: value('LoadState'), active: value('ActiveState'), enabled: value('UnitFileState') },
        ];
      }),
    ),
  bare: new Map(),
};

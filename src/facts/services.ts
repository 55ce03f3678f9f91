import { lines, sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';
import type { ServiceFact } from './types.ts';

/** What systemd says of the units we care for. */
export const services: Fact<ReadonlyMap<string, ServiceFact>> = {
  name: 'services',
  snippet: ({ services }) =>
    lines(
      services.map(
        (unit) =>
          sh`printf '%s %s\n' ${unit} "$(systemctl show -p LoadState -p ActiveState -p UnitFileState -- ${unit} | tr '\n' ' ')"`,
      ),
    ),
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
};

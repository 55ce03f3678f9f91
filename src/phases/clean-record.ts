import type { HostFacts } from '../facts/types.ts';
import { named } from '../model/change-id.ts';
import { keyParts } from '../model/record.ts';
import { diffHost } from '../resources/host-diff.ts';
import { isResourceKind } from '../resources/index.ts';
import type { Item, Step } from '../shell/emit.ts';
import { restoreUnit } from '../shell/functions/leftovers.ts';

const KUBELET = 'kubelet.service';

/** Resources of the record that only a newer kubestrap knows how to take back: the host must be left to that one. */
export function newerResources({ record }: HostFacts): string[] {
  return Object.keys(record?.resources ?? {}).filter((key) => !isResourceKind(keyParts(key).kind));
}

/** Units go back to how they were before kubestrap enabled or started them. */
export function serviceSteps(phase: string, { record, services }: HostFacts): Step[] {
  return Object.entries(record?.resources ?? {}).flatMap(([key, { original }]): Step[] => {
    const { kind, name: unit } = keyParts(key);
    const [boot = '', run = ''] = (original ?? '').split(', ');
    const is = services.get(unit);
    if (kind !== 'service') return [];
    const disable = boot === 'disabled' && is?.enabled !== 'disabled';
    const stop = unit !== KUBELET && run === 'inactive' && is?.active !== 'inactive';
    if (!disable && !stop) return [];
    return [
      {
        change: {
          phase,
          ...named('service', unit),
          action: 'update',
          before: is ? `${is.enabled}, ${is.active}` : null,
          after: original,
          reason: 'as it was before kubestrap',
          disruption: stop ? 'restart' : 'none',
        },
        script: restoreUnit(unit, disable ? 'disabled' : '-', stop ? 'inactive' : '-'),
      },
    ];
  });
}

/** What the record says is kubestrap's goes back to what was there before. */
export function recordSteps(phase: string, facts: HostFacts): Item[] {
  if (facts.record === null) return [];
  return diffHost(phase, [], facts, facts.record.cluster)
    .filter(({ change }) => change.id.kind !== 'record')
    .map(({ change, ...rest }) => ({
      ...rest,
      change: {
        ...change,
        reason: change.reason.replace(
          /^(no longer in the spec|the spec keeps swap now)/,
          'kubestrap leaves this host',
        ),
      },
    }));
}

import type { HostFacts } from '../facts/types.ts';
import { file } from '../resources/file.ts';
import type { Resource } from '../resources/resource.ts';
import { noSwap } from '../resources/swap.ts';
import { maskedSwapUnit, unitsToMask } from '../resources/swap-unit.ts';
import { type Area, HEADING } from './area.ts';

/** zram-generator reads the first of these that is there (its README); /run does not outlive a boot. */
const ZRAM_FILE = '/etc/systemd/zram-generator.conf';
const ZRAM_FILES = [
  ZRAM_FILE,
  '/usr/local/lib/systemd/zram-generator.conf',
  '/usr/lib/systemd/zram-generator.conf',
];
const REASON = 'the spec disables swap: it must not come back at boot';

/** Swap off, whoever turns it on: fstab, units of systemd, services, zram-generator. */
export const swap: Area = {
  resources: ({ cluster, host, facts }) => {
    if (host.node.swap !== 'disabled') return [];
    const why =
      cluster.kubelet.failSwapOn === false
        ? 'the spec disables swap'
        : 'the kubelet does not start with swap (failSwapOn)';
    return [
      ...zramGenerator(facts),
      ...unitsToMask(facts).map((unit) => maskedSwapUnit(unit, REASON)),
      noSwap(why),
    ];
  },
  asks: () => ({ files: ['/etc/fstab', ...ZRAM_FILES] }),
};

/**
 * A file without a section keeps the generator from making devices; drop-ins are left to the masks. So is a
 * configuration that has a device with a file system, which is nothing of ours to take away.
 */
function zramGenerator({ files, record }: HostFacts): Resource[] {
  const content = ZRAM_FILES.map((path) => files.get(path)?.content).find((text) => text !== undefined) ?? '';
  const makesSwap = /^\s*\[/m.test(content) && !/^\s*(mount-point|fs-type)\s*=/m.test(content);
  if (!makesSwap && record?.resources[`file ${ZRAM_FILE}`] === undefined) return [];
  return [file({ path: ZRAM_FILE, content: HEADING, mode: '0644', reason: REASON, replaces: true })];
}

import type { ResetPlanning } from '../actions/reset.ts';
import { count } from './style.ts';

/** How many local volumes are named. */
const NAMED = 10;

/** What is lost with a whole cluster, as lines; empty where single hosts are cleaned. */
export function formatLoss(
  name: string,
  { isWhole, isAnswering, keepsObjects, contents, plan }: ResetPlanning,
): string {
  const hosts = plan.hosts.filter(({ changes }) => changes.length > 0).length;
  if (!isWhole || hosts === 0) return '';
  if (contents === null) {
    const why = isAnswering ? 'did not say what it holds' : 'does not answer';
    const what = keepsObjects ? 'goes, and its objects stay in the external etcd' : 'goes with all it holds';
    return `\nThe cluster ${name} ${what}. Its API server ${why}.\n`;
  }
  const { nodes, pods, localVolumes } = contents;
  const more = localVolumes.length > NAMED ? [`  and ${localVolumes.length - NAMED} more`] : [];
  const volumes =
    localVolumes.length === 0
      ? []
      : [
          `Its ${count(localVolumes.length, 'PersistentVolume')} with data on nodes: files stay on the disks, what knows of them goes:`,
          ...localVolumes.slice(0, NAMED).map((volume) => `  ${volume}`),
          ...more,
        ];
  return [
    '',
    `The cluster ${name} goes with ${count(nodes, 'node')}, ${count(pods, 'Pod')} and ${keepsObjects ? 'no object in etcd, which is external: they stay' : 'all objects in etcd'}.`,
    ...volumes,
    '',
  ].join('\n');
}

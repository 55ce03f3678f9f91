import { NEWEST_MINOR, OLDEST_MINOR } from '../../knowledge/versions.ts';
import type { Rule } from './context.ts';

const path = ['spec', 'kubernetesVersion'];
const known = `kubestrap knows 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`;

/** The version is one that kubestrap knows; a newer one may well work, an older one does not. */
export const versionIsKnown: Rule = ({ cluster, version }) => {
  if (!version) return [];
  if (version.major !== 1 || version.minor < OLDEST_MINOR) {
    return [cluster.problem(path, `Kubernetes ${version.text} is not supported`, { hint: known })];
  }
  if (version.minor <= NEWEST_MINOR) return [];
  const message = `Kubernetes ${version.text} is newer than this kubestrap`;
  const hint = `${known}; what ${version.major}.${version.minor} changed, it cannot check`;
  return [cluster.problem(path, message, { severity: 'warning', hint })];
};

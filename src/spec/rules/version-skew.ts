import type { Rule } from './context.ts';

const path = ['spec', 'kubernetesVersion'];

/**
 * Kubernetes moves one minor at a time and never back (kubernetes/website version-skew-policy.md): what is
 * fine to write for a new cluster is no step that a running one can take.
 */
export const moveIsOneMinor: Rule = ({ cluster, version, written }) => {
  if (!version || !written || version.major !== written.major) return [];
  const minors = version.minor - written.minor;
  if (minors < 0) {
    const message = `a cluster of ${written.text} cannot go back to ${version.text}`;
    const hint = 'only a new cluster can have the older version';
    return [cluster.problem(path, message, { severity: 'warning', hint })];
  }
  if (minors <= 1) return [];
  const message = `a cluster goes from ${written.text} to ${version.text} in ${minors} upgrades, one minor each`;
  const next = `v${written.major}.${written.minor + 1}.0`;
  const hint = `look at each on the way: \`--kubernetes-version ${next}\` is the first`;
  return [cluster.problem(path, message, { severity: 'warning', hint })];
};

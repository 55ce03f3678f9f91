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

/** kubeadm runs etcd 3.5, and 3.6, from these minors on (constants.SupportedEtcdVersion). */
const [ETCD_3_5, ETCD_3_6] = [22, 34];

/**
 * Members of etcd 3.5 before 3.5.26 may keep removed members in the store that 3.6 reads, which bring themselves back as
 * members there (etcd-io/etcd#20995).
 */
export const etcdIsReadyFor36: Rule = ({ cluster, spec, version, written }) => {
  if (version?.major !== 1 || written?.major !== 1 || spec.etcd?.external !== undefined) return [];
  if (written.minor < ETCD_3_5 || written.minor >= ETCD_3_6 || version.minor < ETCD_3_6) return [];
  const message =
    'etcd goes from 3.5 to 3.6: on members older than 3.5.26, members that were removed earlier can come back (etcd#20995)';
  const hint =
    '`kubestrap etcd status` shows the versions; before the upgrade, bring every member to 3.5.26 or later: with a patch of 1.33 whose kubeadm has it, or with `etcd.local.imageTag`';
  return [cluster.problem(path, message, { severity: 'warning', hint })];
};

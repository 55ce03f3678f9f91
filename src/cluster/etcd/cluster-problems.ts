import { type Input, problem } from './problem.ts';
import { hasQuorum, quorum, strength } from './quorum.ts';
import type { EtcdProblem } from './report-types.ts';

/** Too few members take part. */
export function lostQuorum({ members, external }: Input): EtcdProblem[] {
  const lost = strength(members);
  if (members.length === 0 || hasQuorum(lost)) return [];
  return [
    problem('no-quorum', 'error', 'the cluster', {
      message: `no quorum: ${lost.healthy} of ${lost.members} members take part, and ${quorum(lost.members)} are needed; the cluster takes no change`,
      remedy: external
        ? 'start the members that are down; if they are lost for good, restore a snapshot where etcd runs'
        : 'start the members that are down; if they are lost for good, "kubestrap etcd restore"',
    }),
  ];
}

/** Control planes that run none of the members. */
export function outsiders({ members, answers, external }: Input): EtcdProblem[] {
  if (external || members.length === 0) return [];
  const runs = new Set(members.map(({ host }) => host));
  return answers
    .filter(({ host }) => !runs.has(host))
    .map(({ host, etcd }) =>
      etcd.manifest === null && !etcd.hasData
        ? problem('no-etcd', 'info', host, {
            message: 'there is no etcd on this host',
            remedy: 'it has not joined as a control plane yet',
          })
        : problem('not-a-member', 'error', host, {
            message: 'what etcd has on this host belongs to no member of the cluster',
            remedy:
              'it was removed, or never got in: take the host out with "kubestrap reset", and join it again',
          }),
    );
}

/** Members that do not belong together: of several versions, or of several clusters. */
export function mixed({ members, answers }: Input): EtcdProblem[] {
  const versions = [...new Set(members.flatMap(({ version }) => version ?? []))];
  const clusters = new Set(answers.flatMap(({ statuses }) => statuses.map(({ clusterId }) => clusterId)));
  return [
    ...(versions.length > 1
      ? [
          problem('versions', 'warning', 'the cluster', {
            message: `members run different versions: ${versions.join(', ')}`,
            remedy: 'finish the upgrade: etcd does as its oldest member can',
          }),
        ]
      : []),
    ...(clusters.size > 1
      ? [
          problem('two-clusters', 'error', 'the cluster', {
            message: `the hosts run members of ${clusters.size} different etcd clusters`,
            remedy:
              'one of them was set up on its own: reset that host ("kubestrap reset") and join it again',
          }),
        ]
      : []),
  ];
}

/** The first patch of 3.5 that keeps the store of members in step, which 3.6 reads (etcd-io/etcd#20995). */
const READY_FOR_3_6 = 26;

/** Members whose update to etcd 3.6 could bring removed members back. */
export function beforeNextMinor({ members }: Input): EtcdProblem[] {
  const old = new Set(
    members.flatMap(({ version }) => {
      const patch = /^3\.5\.(\d+)/.exec(version ?? '')?.[1];
      return version !== null && patch !== undefined && Number(patch) < READY_FOR_3_6 ? [version] : [];
    }),
  );
  if (old.size === 0) return [];
  return [
    problem('before-3.6', 'warning', 'the cluster', {
      message: `members run etcd ${[...old].join(', ')}: after an update to 3.6, members that were removed earlier can come back (etcd#20995)`,
      remedy: 'update every member to 3.5.26 or later before any member gets 3.6 (Kubernetes 1.34)',
    }),
  ];
}

import { alarms, DEFRAG_COMPACT, quotaOption } from './alarm-problems.ts';
import { type Input, problem, subject } from './problem.ts';
import { hasQuorum, memberName, quorum, strength } from './quorum.ts';
import type { EtcdProblem, MemberRow } from './report.ts';

/** Entries that the leader keeps for members that are behind; beyond, it sends the whole database (etcd's server.go). */
const CATCH_UP_ENTRIES = 5_000;
/** Shares of the quota, and of a database that is worth giving back. */
const NEARLY_FULL = 0.8;
const MOSTLY_EMPTY = 0.5;
const WORTH_BYTES = 256 * 1024 ** 2;
/** What etcd wants of its disk at the 99th percentile, in ms (etcd docs, FAQ). */
const FSYNC_MS = 10;
const COMMIT_MS = 25;

const DEFRAG = '"kubestrap etcd defrag"';

/** What is wrong, the worst first, each with what to do. Pure. */
export function problemsOf(input: Input): EtcdProblem[] {
  const found = [
    ...absent(input),
    ...alarms(input),
    ...input.members.flatMap((member) => ofMember(member, input.external)),
    ...mixed(input),
  ];
  const order = ['error', 'warning', 'info'];
  return found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function absent({ members, answers, external, withoutEtcdctl, withoutFiles = [] }: Input): EtcdProblem[] {
  const lost = strength(members);
  const runs = new Set(members.map(({ host }) => host));
  return [
    ...(withoutEtcdctl.length > 0 && members.length === 0
      ? [
          problem('no-etcdctl', 'error', withoutEtcdctl.join(', '), {
            message: 'etcd is external, and no control plane has an etcdctl to ask it with',
            remedy:
              'install etcdctl (Debian package etcd-client) on a control plane, or ask etcd where it runs',
          }),
        ]
      : []),
    ...(members.length === 0
      ? withoutFiles.map(({ host, path }) =>
          problem('no-certificate', 'error', host, {
            message: `etcd is external, and ${path} is not on this host`,
            remedy: 'put it where spec.etcd.external says: the API server needs it, too',
          }),
        )
      : []),
    ...(members.length === 0 && withoutEtcdctl.length + withoutFiles.length === 0
      ? unknown(answers, external)
      : []),
    ...(members.length > 0 && !hasQuorum(lost)
      ? [
          problem('no-quorum', 'error', 'the cluster', {
            message: `no quorum: ${lost.healthy} of ${lost.members} members take part, and ${quorum(lost.members)} are needed; the cluster takes no change`,
            remedy: external
              ? 'start the members that are down; if they are lost for good, restore a snapshot where etcd runs'
              : 'start the members that are down; if they are lost for good, "kubestrap etcd restore"',
          }),
        ]
      : []),
    ...answers.flatMap(({ host, etcd }) =>
      !external && members.length > 0 && !runs.has(host)
        ? [
            problem(
              etcd.manifest === null && !etcd.hasData ? 'no-etcd' : 'not-a-member',
              etcd.manifest === null && !etcd.hasData ? 'info' : 'error',
              host,
              etcd.manifest === null && !etcd.hasData
                ? {
                    message: 'there is no etcd on this host',
                    remedy: 'it has not joined as a control plane yet',
                  }
                : {
                    message: 'what etcd has on this host belongs to no member of the cluster',
                    remedy:
                      'it was removed, or never got in: take the host out with "kubestrap reset", and join it again',
                  },
            ),
          ]
        : [],
    ),
  ];
}

/** Why nobody says which members there are, host by host as far as one can tell. */
function unknown(answers: Input['answers'], external: boolean): EtcdProblem[] {
  const found = answers
    .filter(({ etcd }) => etcd.manifest !== null || etcd.hasData)
    .map(({ host, etcd }) =>
      etcd.isRunning
        ? problem('no-answer', 'error', host, {
            message: 'etcd runs on this host and does not say its members: it finds no quorum, or hangs',
            remedy:
              'start the members that are down; if they are lost for good, "kubestrap etcd restore --from-member" goes on from what one of them has',
          })
        : problem('not-running', 'error', host, {
            message: 'etcd does not run on this host',
            remedy: 'see its log, /var/log/pods/kube-system_etcd-*, and "journalctl -u kubelet"',
          }),
    );
  if (found.length > 0) return found;
  return [
    problem('no-members', 'error', 'the cluster', {
      message: 'no control plane that answered says which members etcd has',
      remedy: external
        ? 'see whether the endpoints of spec.etcd.external answer'
        : 'before "kubestrap apply" there is no etcd; else see "kubestrap plan" for where each host stands',
    }),
  ];
}

function ofMember(member: MemberRow, external: boolean): EtcdProblem[] {
  const { name, isHealthy, isLearner, behind, dbSize, dbSizeInUse, quota, fsyncMs, commitMs } = member;
  const about = (
    code: string,
    severity: EtcdProblem['severity'],
    text: { message: string; remedy: string },
  ) => problem(code, severity, subject(member) ?? member.id, text);
  if (name === '') {
    const message = `member ${member.id} was added and never started: a join that failed left it behind`;
    const remedy = external
      ? 'start it where it belongs, or take it away: "etcdctl member remove"'
      : '"kubestrap apply --remove-stale-members" takes it out before anything joins';
    return [about('unstarted', 'error', { message, remedy })];
  }
  const full = dbSize !== null && quota !== null ? dbSize / quota : 0;
  const empty = dbSize !== null && dbSizeInUse !== null ? dbSize - dbSizeInUse : 0;
  return [
    ...(isHealthy ? [] : [about('unhealthy', 'error', unhealthy(member, external))]),
    ...(isLearner
      ? [
          about('learner', 'warning', {
            message: `member ${memberName(member)} is a learner: it has no vote yet`,
            remedy: external
              ? 'make it a voter when it has caught up: "etcdctl member promote"'
              : 'a join makes it a voter when it has caught up; if none is going on, run "kubestrap apply"',
          }),
        ]
      : []),
    ...(behind !== null && behind > CATCH_UP_ENTRIES
      ? [
          about('behind', 'warning', {
            message: `${behind} entries behind the leader: it needs the whole database to catch up`,
            remedy: 'see how fast its disk and its network are: "kubestrap doctor --only etcd-disk,mtu"',
          }),
        ]
      : []),
    ...(full >= NEARLY_FULL
      ? [
          about('nearly-full', 'warning', {
            message: `the database takes ${percent(full)} of its quota; at 100 % the cluster takes no writes`,
            remedy: `${DEFRAG_COMPACT}, and raise the quota if it stays (${quotaOption(external)})`,
          }),
        ]
      : []),
    ...(dbSize !== null && empty > WORTH_BYTES && empty / dbSize >= MOSTLY_EMPTY
      ? [
          about('mostly-empty', 'info', {
            message: `${percent(empty / dbSize)} of the database is free space within its file`,
            remedy: `${DEFRAG} gives it back`,
          }),
        ]
      : []),
    ...slow('fsync', fsyncMs, FSYNC_MS, 'writes to its log', about),
    ...slow('commit', commitMs, COMMIT_MS, 'commits to its database', about),
  ];
}

function unhealthy(member: MemberRow, external: boolean) {
  const down = `member ${memberName(member)} does not take part`;
  if (external) {
    return {
      message: `${down}, or no endpoint of spec.etcd.external leads to it`,
      remedy: 'see its log where it runs, and whether the spec names its endpoint',
    };
  }
  if (member.host === null) {
    return {
      message: `${down}, and no host of the inventory runs it`,
      remedy: 'if its host is gone for good, take it out: "kubestrap node remove NAME --unreachable"',
    };
  }
  return { message: down, remedy: 'see its log, /var/log/pods/kube-system_etcd-*, and "kubestrap doctor"' };
}

function slow(
  code: string,
  value: number | null,
  wanted: number,
  what: string,
  about: (code: string, severity: 'warning', text: { message: string; remedy: string }) => EtcdProblem,
): EtcdProblem[] {
  if (value === null || value <= wanted) return [];
  return [
    about(`slow-${code}`, 'warning', {
      message: `99 % of its ${what} took up to ${value.toFixed(0)} ms since it started; etcd wants ${wanted} ms`,
      remedy: 'give etcd a faster disk of its own: "kubestrap doctor --only etcd-disk" measures it now',
    }),
  ];
}

function mixed({ members, answers }: Input): EtcdProblem[] {
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

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

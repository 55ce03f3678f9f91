import { DEFRAG_COMPACT, quotaOption } from './alarm-problems.ts';
import { problem, subject } from './problem.ts';
import { memberName } from './quorum.ts';
import type { EtcdProblem, MemberRow } from './report-types.ts';

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

/** What is wrong with one member: its part in the cluster, its database, its disk. */
export function ofMember(member: MemberRow, external: boolean): EtcdProblem[] {
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

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

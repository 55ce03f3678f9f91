import type { HostReach } from '../facts/reach.ts';
import type { Measures } from './measures.ts';
import { problemsOf } from './problems.ts';
import { type Strength, strength, strengthText } from './quorum.ts';
import { type SurveyedMember, surveyMembers } from './survey.ts';
import type { EtcdFacts, EtcdStatus } from './types.ts';

/** What etcd takes where nothing else is set (etcd's quota.go, DefaultQuotaBytes). */
const DEFAULT_QUOTA = 2 * 1024 ** 3;

/** What one host says: of its own etcd, or of all members of one that kubeadm does not run. */
export interface EtcdAnswer {
  readonly host: string;
  readonly etcd: EtcdFacts;
  readonly statuses: readonly EtcdStatus[];
  /** Bytes by member, as etcd itself says them (3.6). */
  readonly quotas: ReadonlyMap<string, number>;
  readonly measures: Measures;
}

/** One member; what is not known is null. Sizes in bytes, times in ms. */
export interface MemberRow {
  readonly id: string;
  readonly name: string;
  /** Null: on no host of the inventory, as far as they answered. */
  readonly host: string | null;
  readonly isLeader: boolean;
  readonly isLearner: boolean;
  readonly isHealthy: boolean;
  readonly version: string | null;
  readonly dbSize: number | null;
  readonly dbSizeInUse: number | null;
  readonly quota: number | null;
  readonly raftIndex: number | null;
  /** Entries of the log that the leader has and this member has not; a few are normal. */
  readonly behind: number | null;
  readonly healthMs: number | null;
  /** 99th percentiles since it started. */
  readonly fsyncMs: number | null;
  readonly commitMs: number | null;
}

export interface EtcdProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** A host, a member or `the cluster`. */
  readonly subject: string;
  readonly message: string;
  readonly remedy: string;
}

/** `etcd status -o json`. */
export interface EtcdReport {
  readonly version: 1;
  readonly cluster: string;
  readonly external: boolean;
  readonly hosts: readonly HostReach[];
  readonly members: readonly MemberRow[];
  readonly strength: Strength;
  /** `3 members, 3 healthy: tolerates the loss of 1`. */
  readonly summary: string;
  readonly problems: readonly EtcdProblem[];
}

export interface ReportInput {
  readonly cluster: string;
  readonly external: boolean;
  readonly hosts: readonly HostReach[];
  /** All control planes of the inventory, those included that were not asked. */
  readonly inventory: readonly string[];
  readonly answers: readonly EtcdAnswer[];
  /** Hosts without an etcdctl to ask an external etcd with. */
  readonly withoutEtcdctl: readonly string[];
  /** Certificates of the spec that hosts lack; absent: none is looked for. */
  readonly withoutFiles?: readonly { readonly host: string; readonly path: string }[];
}

/** Everything that is known of etcd's members, and what is wrong with them. Pure. */
export function reportOf(input: ReportInput): EtcdReport {
  const { cluster, external, hosts, inventory, answers } = input;
  const silent = inventory.filter((name) => !answers.some(({ host }) => host === name));
  const surveyed = (surveyMembers(answers) ?? []).map((member) => ({
    ...member,
    // a host that did not answer, or was not asked, is taken to run the member of its name
    host: member.host ?? silent.find((name) => name === member.name) ?? null,
    isHealthy: member.isHealthy || answeredTo(answers, member)?.isHealthy === true,
  }));
  const members = surveyed.map((member) => rowOf(member, answers));
  return {
    version: 1,
    cluster,
    external,
    hosts,
    members,
    strength: strength(surveyed),
    summary: surveyed.length === 0 ? 'no member is known' : strengthText(surveyed),
    problems: problemsOf({ ...input, members }),
  };
}

/**
 * How a member answered: the first good answer, its own host's before those of others, for a member that its host does not
 * see may still be well; without a good one, the first there is.
 */
function answeredTo(answers: readonly EtcdAnswer[], { host, clientUrls }: SurveyedMember) {
  const own = answers.filter((answer) => answer.host === host);
  const seen = [...own, ...answers].flatMap(({ measures }) =>
    clientUrls.flatMap((url) => measures.health.get(url) ?? []),
  );
  return seen.find(({ isHealthy }) => isHealthy) ?? seen[0];
}

function rowOf(member: SurveyedMember, answers: readonly EtcdAnswer[]): MemberRow {
  const answer = answers.find(({ statuses }) => statuses.some(({ memberId }) => memberId === member.id));
  const status = answer?.statuses.find(({ memberId }) => memberId === member.id);
  const statuses = answers.flatMap((one) => one.statuses);
  const leader = statuses.find(({ memberId, leader: of }) => of === memberId);
  const isLocal = answer?.etcd.status?.memberId === member.id;
  const quota = answer?.quotas.get(member.id) ?? (isLocal ? (answer.measures.quota ?? DEFAULT_QUOTA) : null);
  return {
    id: member.id,
    name: member.name,
    host: member.host,
    isLeader: status !== undefined && status.leader === member.id,
    isLearner: member.isLearner,
    isHealthy: member.isHealthy,
    version: status?.version ?? null,
    dbSize: status?.dbSize ?? null,
    dbSizeInUse: status?.dbSizeInUse ?? null,
    quota: quota !== null && quota > 0 ? quota : null,
    raftIndex: status?.raftIndex ?? null,
    behind: status && leader ? Math.max(0, leader.raftIndex - status.raftIndex) : null,
    healthMs: answeredTo(answers, member)?.tookMs ?? null,
    fsyncMs: isLocal ? answer.measures.fsyncMs : null,
    commitMs: isLocal ? answer.measures.commitMs : null,
  };
}

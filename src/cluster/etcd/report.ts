import { problemsOf } from './problems.ts';
import { strength, strengthText } from './quorum.ts';
import type { EtcdAnswer, EtcdReport, MemberRow, ReportInput } from './report-types.ts';
import { type SurveyedMember, surveyMembers } from './survey.ts';

/** What etcd takes where nothing else is set (etcd's quota.go, DefaultQuotaBytes). */
const DEFAULT_QUOTA = 2 * 1024 ** 3;

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

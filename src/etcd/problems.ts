import { hasQuorum, memberName, quorum, strength } from './quorum.ts';
import type { EtcdProblem, MemberRow, ReportInput } from './report.ts';

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
const DEFRAG_COMPACT = '"kubestrap etcd defrag --compact"';

type Input = ReportInput & { readonly members: readonly MemberRow[] };

/** What is wrong, the worst first, each with what to do. Pure. */
export function problemsOf(input: Input): EtcdProblem[] {
  const found = [...absent(input), ...alarms(input), ...input.members.flatMap(ofMember), ...mixed(input)];
  const order = ['error', 'warning', 'info'];
  return found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function absent({ members, answers, external, withoutEtcdctl }: Input): EtcdProblem[] {
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
    ...(members.length === 0 && withoutEtcdctl.length === 0 ? unknown(answers, external) : []),
    ...(members.length > 0 && !hasQuorum(lost)
      ? [
          problem('no-quorum', 'error', 'the cluster', {
            message: `no quorum: ${lost.healthy} of ${lost.members} members take part, and ${quorum(lost.members)} are needed; the cluster takes no change`,
            remedy: 'start the members that are down; if they are lost for good, "kubestrap etcd restore"',
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

/** By etcd's name for them. */
const ALARMS: Readonly<Record<string, { message: string; remedy: string }>> = {
  NOSPACE: {
    message: 'alarm NOSPACE: the database reached its quota, and the cluster takes no writes but deletions',
    remedy: `${DEFRAG_COMPACT} drops old revisions, gives the space back on each member and disarms the alarm; if that is not enough, delete what fills it, or raise the quota (spec.etcd.local.extraArgs: quota-backend-bytes, 8 GiB at most)`,
  },
  CORRUPT: {
    message: 'alarm CORRUPT: the data of this member differs from that of the others',
    remedy:
      'do not disarm it: take a snapshot of a member that is well ("kubestrap etcd snapshot"), take this one out ("kubestrap node remove") and join it again with no data',
  },
};

function alarms({ answers, members }: Input): EtcdProblem[] {
  const sounding = new Set(answers.flatMap(({ etcd }) => etcd.alarms));
  return [...sounding].map((sound) => {
    const [name = '', id = ''] = sound.split(/ (?=[^ ]*$)/);
    const member = members.find((one) => one.id === id);
    const known = ALARMS[name] ?? {
      message: `alarm ${name}`,
      remedy: 'see the documentation of this etcd for what it means',
    };
    return problem(`alarm-${name.toLowerCase().replaceAll(' ', '-')}`, 'error', subject(member) ?? id, known);
  });
}

function ofMember(member: MemberRow): EtcdProblem[] {
  const { name, host, isHealthy, isLearner, behind, dbSize, dbSizeInUse, quota, fsyncMs, commitMs } = member;
  const about = (
    code: string,
    severity: EtcdProblem['severity'],
    text: { message: string; remedy: string },
  ) => problem(code, severity, subject(member) ?? member.id, text);
  if (name === '') {
    const message = `member ${member.id} was added and never started: a join that failed left it behind`;
    return [
      about('unstarted', 'error', { message, remedy: '"kubestrap apply --remove-stale-members" takes it out before anything joins' }),
    ];
  }
  const full = dbSize !== null && quota !== null ? dbSize / quota : 0;
  const empty = dbSize !== null && dbSizeInUse !== null ? dbSize - dbSizeInUse : 0;
  return [
    ...(isHealthy
      ? []
      : [
          about('unhealthy', 'error', {
            message: `member ${memberName(member)} does not take part${host === null ? ', and no host of the inventory runs it' : ''}`,
            remedy:
              host === null
                ? 'if its host is gone for good, take it out: "kubestrap node remove NAME --unreachable"'
                : 'see its log, /var/log/pods/kube-system_etcd-*, and "kubestrap doctor"',
          }),
        ]),
    ...(isLearner
      ? [
          about('learner', 'warning', {
            message: `member ${memberName(member)} is a learner: it has no vote yet`,
            remedy:
              'a join makes it a voter when it has caught up; if none is going on, run "kubestrap apply"',
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
            remedy: `${DEFRAG_COMPACT}, and raise the quota if it stays (spec.etcd.local.extraArgs: quota-backend-bytes)`,
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

function problem(
  code: string,
  severity: EtcdProblem['severity'],
  about: string,
  { message, remedy }: { readonly message: string; readonly remedy: string },
): EtcdProblem {
  return { code, severity, subject: about, message, remedy };
}

function subject(member: MemberRow | undefined): string | null {
  return member === undefined ? null : (member.host ?? (member.name || member.id));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

import { type Input, problem, subject } from './problem.ts';
import type { EtcdProblem } from './report-types.ts';

export const DEFRAG_COMPACT = '"kubestrap etcd defrag --compact"';

/** Where the quota of a database is set. */
export function quotaOption(external: boolean): string {
  return external
    ? '--quota-backend-bytes, where etcd runs'
    : 'spec.etcd.local.extraArgs: quota-backend-bytes';
}

/** By etcd's name for them. */
const ALARMS: Readonly<
  Record<string, { readonly message: string; readonly remedy: (external: boolean) => string }>
> = {
  NOSPACE: {
    message: 'alarm NOSPACE: the database reached its quota, and the cluster takes no writes but deletions',
    remedy: (external) =>
      `${DEFRAG_COMPACT} drops old revisions, gives the space back on each member and disarms the alarm; if that is not enough, delete what fills it, or raise the quota (${quotaOption(external)}, 8 GiB at most)`,
  },
  CORRUPT: {
    message: 'alarm CORRUPT: the data of this member differs from that of the others',
    remedy: (external) =>
      `do not disarm it: take a snapshot of a member that is well ("kubestrap etcd snapshot"), take this one out (${external ? '"etcdctl member remove"' : '"kubestrap node remove"'}) and join it again with no data`,
  },
};

/** What sounds, and what to do about it. */
export function alarms({ answers, members, external }: Input): EtcdProblem[] {
  const sounding = new Set(answers.flatMap(({ etcd }) => etcd.alarms));
  return [...sounding].map((sound) => {
    const [name = '', id = ''] = sound.split(/ (?=[^ ]*$)/);
    const member = members.find((one) => one.id === id);
    const { message, remedy } = ALARMS[name] ?? {
      message: `alarm ${name}`,
      remedy: () => 'see the documentation of this etcd for what it means',
    };
    return problem(`alarm-${name.toLowerCase().replaceAll(' ', '-')}`, 'error', subject(member) ?? id, {
      message,
      remedy: remedy(external),
    });
  });
}

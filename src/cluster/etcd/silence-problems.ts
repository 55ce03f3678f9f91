import { type Input, problem } from './problem.ts';
import type { EtcdProblem } from './report-types.ts';

/** Why nobody says which members there are; nothing where somebody does. */
export function silence({
  members,
  answers,
  external,
  withoutEtcdctl,
  withoutFiles = [],
}: Input): EtcdProblem[] {
  if (members.length > 0) return [];
  if (withoutEtcdctl.length + withoutFiles.length === 0) return unknown(answers, external);
  return [
    ...(withoutEtcdctl.length > 0
      ? [
          problem('no-etcdctl', 'error', withoutEtcdctl.join(', '), {
            message: 'etcd is external, and no control plane has an etcdctl to ask it with',
            remedy:
              'install etcdctl (Debian package etcd-client) on a control plane, or ask etcd where it runs',
          }),
        ]
      : []),
    ...withoutFiles.map(({ host, path }) =>
      problem('no-certificate', 'error', host, {
        message: `etcd is external, and ${path} is not on this host`,
        remedy: 'put it where spec.etcd.external says: the API server needs it, too',
      }),
    ),
  ];
}

/** The same host by host, as far as one can tell. */
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

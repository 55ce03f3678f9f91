import type { FlagRow, Program } from './types.ts';

/** klog's flags, all but -v and --vmodule (k8s.io/component-base logs; KEP-2845). */
const NAMES = [
  'add-dir-header',
  'alsologtostderr',
  'log-backtrace-at',
  'log-dir',
  'log-file',
  'log-file-max-size',
  'logtostderr',
  'one-output',
  'skip-headers',
  'skip-log-headers',
  'stderrthreshold',
];

const REMOVED: Readonly<Partial<Record<Program, number>>> = {
  'kube-apiserver': 26,
  'kube-controller-manager': 26,
  'kube-scheduler': 26,
  kubelet: 26,
  'kube-proxy': 26,
  kubeadm: 31,
};

/** Flags of logging, which every program of Kubernetes had. */
export function klogFlags(program: Program): readonly FlagRow[] {
  const removed = REMOVED[program];
  if (removed === undefined) return [];
  return NAMES.map((name) => ({
    name,
    deprecated: 23,
    removed,
    replacement: 'leave it out: programs log to stderr, and the container runtime keeps it',
    source: 'kubernetes#105042, kubernetes#112120, kubernetes#125179',
  }));
}

import type { Version } from '../model/cluster.ts';

interface Row {
  /** First minor of kubeadm that it holds for. */
  readonly from: number;
  readonly accepts: RegExp;
  /** What is accepted, in words. */
  readonly text: string;
  /** What kubeadm's preflight check SystemVerification does with another kernel. */
  readonly otherwise: 'error' | 'warning';
}

/**
 * Kernels that kubeadm takes: the patterns of k8s.io/system-validators (validators/types_unix.go) at the version that
 * kubeadm's go.mod names: 1.2 (1.20), 1.8 (1.31), 1.9 (1.32, 1.33), 1.10 (1.34); not looked up for 1.21 to 1.30, which lie
 * between two that agree. A mismatch is a warning from 1.34 on (kubernetes#131919). A new pattern is a row; newest last.
 */
const KERNELS: readonly Row[] = [
  {
    from: 16,
    accepts: /^(3\.[1-9]\d|([4-9]|[1-9]\d+)\.\d)/,
    text: '3.10 or newer',
    otherwise: 'error',
  },
  {
    from: 32,
    accepts: /^(4\.(19|[2-9]\d)|([5-9]|[1-9]\d+)\.\d)/,
    text: '4.19 or newer',
    otherwise: 'error',
  },
  {
    from: 34,
    accepts: /^(5\.(4|10|15)(\D|$)|([6-9]|[1-9]\d+)\.\d)/,
    text: '5.4, 5.10, 5.15 or any from 6.0 on',
    otherwise: 'warning',
  },
];

export interface KernelMismatch {
  readonly severity: 'error' | 'warning';
  readonly accepted: string;
}

/**
 * What kubeadm of a version says of a kernel (`uname -r`): null where it takes it, or where the text is none. A check that
 * the spec ignores is a warning.
 */
export function kernelMismatch(
  kernel: string,
  { minor }: Version,
  ignored: readonly string[],
): KernelMismatch | null {
  const row = KERNELS.findLast(({ from }) => minor >= from);
  if (row === undefined || !/^\d+\.\d/.test(kernel) || row.accepts.test(kernel)) return null;
  const isIgnored = ignored.some((name) => ['systemverification', 'all'].includes(name.toLowerCase()));
  return { severity: isIgnored ? 'warning' : row.otherwise, accepted: row.text };
}

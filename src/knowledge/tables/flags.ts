import { ETCD } from './etcd.ts';
import { klogFlags } from './klog.ts';
import { KUBE_APISERVER } from './kube-apiserver.ts';
import { KUBE_CONTROLLER_MANAGER } from './kube-controller-manager.ts';
import { KUBE_PROXY } from './kube-proxy.ts';
import { KUBE_SCHEDULER } from './kube-scheduler.ts';
import { KUBEADM } from './kubeadm.ts';
import { KUBELET } from './kubelet.ts';
import { matches } from './pattern.ts';
import type { FlagRow, Program } from './types.ts';

const OWN: Readonly<Record<Program, readonly FlagRow[]>> = {
  'kube-apiserver': KUBE_APISERVER,
  'kube-controller-manager': KUBE_CONTROLLER_MANAGER,
  'kube-scheduler': KUBE_SCHEDULER,
  kubelet: KUBELET,
  'kube-proxy': KUBE_PROXY,
  kubeadm: KUBEADM,
  etcd: ETCD,
};

export const PROGRAMS = Object.keys(OWN) as readonly Program[];

const ROWS = new Map(PROGRAMS.map((program) => [program, [...OWN[program], ...klogFlags(program)]]));

/** Every row about the flags of a program. */
export function flagRows(program: Program): readonly FlagRow[] {
  return ROWS.get(program) ?? [];
}

/** The rows about a flag with that value; empty for a flag that no table has. `_` and `-` are the same to Kubernetes. */
export function rowsOfFlag(program: Program, flag: string, value: string): readonly FlagRow[] {
  const name = program === 'etcd' ? flag : flag.replaceAll('_', '-');
  return flagRows(program).filter((row) => matches(row.name, name) && appliesTo(row, value));
}

function appliesTo({ value: test }: FlagRow, value: string): boolean {
  if (test === undefined) return true;
  return 'item' in test ? itemsOf(value).includes(test.item) : !test.not.includes(value);
}

/** A comma-separated list, as flags have it. */
function itemsOf(value: string): readonly string[] {
  return value.split(',').map((item) => item.trim());
}

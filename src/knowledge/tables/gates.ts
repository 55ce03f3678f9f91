import { GATES_LOCKED } from './gates-locked.ts';
import { GATES_OF_WEBSITE } from './gates-of-website.ts';
import { GATES_TO_1_27 } from './gates-to-1.27.ts';
import { GATES_TO_1_33 } from './gates-to-1.33.ts';
import { GATES_TO_1_37 } from './gates-to-1.37.ts';
import { KUBEADM_GATES } from './kubeadm-gates.ts';
import type { GateRow, Program } from './types.ts';

/** Every row about feature gates. The components share one list; kubeadm has its own. */
export const GATE_ROWS: readonly GateRow[] = [
  ...GATES_TO_1_27,
  ...GATES_TO_1_33,
  ...GATES_TO_1_37,
  ...GATES_OF_WEBSITE,
  ...GATES_LOCKED,
  ...KUBEADM_GATES,
];

/** The programs that take the gates of Kubernetes. */
const SHARED: readonly Program[] = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
];

const BY_GATE = new Map(
  GATE_ROWS.flatMap((row) =>
    (row.programs ?? SHARED).map((program) => [`${program} ${row.name}`, row] as const),
  ),
);

/** The row about a gate of a program; undefined for a gate that no table has. */
export function gateRow(program: Program, gate: string): GateRow | undefined {
  return BY_GATE.get(`${program} ${gate}`);
}

/** Does a table have the gate of the program, whatever the version? */
export function isGate(program: Program, gate: string): boolean {
  return gateRow(program, gate) !== undefined;
}

/** The names of a program's gates. */
export function gateNames(program: Program): readonly string[] {
  return GATE_ROWS.filter(({ programs = SHARED }) => programs.includes(program)).map(({ name }) => name);
}

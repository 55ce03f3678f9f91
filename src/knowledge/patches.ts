import type { Cluster, Version } from '../model/cluster.ts';
import { KUBERNETES_DIRECTORY } from './directories.ts';

/** Where the patches lie on every host; kubeadm reads them at init, join and upgrade. */
const DIRECTORY = `${KUBERNETES_DIRECTORY}/patches`;

interface Target {
  readonly name: string;
  /** The first minor whose kubeadm patches it; absent: for as long as there have been patches. */
  readonly since?: number;
}

/** What can be patched (kubernetes cmd/kubeadm/app/util/patches KnownTargets); a new target is a row. */
const TARGETS: readonly Target[] = [
  { name: 'etcd' },
  { name: 'kube-apiserver' },
  { name: 'kube-controller-manager' },
  { name: 'kube-scheduler' },
  { name: 'kubeletconfiguration', since: 25 }, // release notes of 1.25
  { name: 'corednsdeployment', since: 31 }, // release notes of 1.31
  { name: 'kubeproxydaemonset', since: 37 }, // kubernetes#138090
];

/** What follows the target: `[suffix][+type].extension`. kubeadm takes a "." before the "+" for the end of it. */
const REST = /^[^.+\n]*(?:\+([^.\n]*))?\.([^.\n]+)$/;

const TYPES = ['strategic', 'merge', 'json'];
const EXTENSIONS = ['yaml', 'json'];

/** The files of spec.patches as they lie on a host, in order of their names. */
export function patchFiles({
  patches,
}: Cluster): readonly { readonly path: string; readonly content: string }[] {
  return patches
    .map(({ name, content }) => ({ path: `${DIRECTORY}/${name}`, content }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** `patches` of InitConfiguration and JoinConfiguration; undefined where there are none. */
export function renderPatches({ patches }: Cluster): { readonly directory: string } | undefined {
  return patches.length > 0 ? { directory: DIRECTORY } : undefined;
}

/** Whether the kubeadm of a version applies a patch file of this name to a target. */
export function isPatchOf(target: string, name: string, version: Version): boolean {
  return targetOf(name)?.name === target && patchNameProblem(name, version) === undefined;
}

function targetOf(name: string): Target | undefined {
  return TARGETS.findLast((one) => name.startsWith(one.name));
}

/**
 * What keeps the kubeadm of a version from using a patch file of this name, as the rest of a sentence about it;
 * undefined when nothing does. kubeadm itself ignores most such files with a message and goes on.
 */
export function patchNameProblem(
  name: string,
  version: Version,
): { readonly message: string; readonly hint?: string } | undefined {
  const target = targetOf(name);
  if (target === undefined) {
    return {
      message: 'patches nothing that kubeadm knows',
      hint: `its name must begin with one of ${TARGETS.map((one) => one.name).join(', ')}`,
    };
  }
  if (target.since !== undefined && target.since > version.minor) {
    return {
      message: `patches ${target.name}, which kubeadm ${version.text} does not`,
      hint: `that came with 1.${target.since}`,
    };
  }
  const [match, type = 'strategic', extension = ''] = REST.exec(name.slice(target.name.length)) ?? [];
  if (match === undefined || !EXTENSIONS.includes(extension)) {
    return {
      message: 'has a name that kubeadm does not understand',
      hint: `call it ${target.name}[suffix][+type].yaml or .json`,
    };
  }
  if (TYPES.includes(type)) return undefined;
  return {
    message: 'has no known type of patch after the "+"',
    hint: `that is one of ${TYPES.join(', ')}; without one it is strategic`,
  };
}

import type { Path } from '../../values/path.ts';

/** The components whose configuration the spec holds, by their keys there. */
export type ComponentKind = 'kubelet' | 'kubeProxy';

/** Something about a component's configuration, at its place in the object. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly path: Path;
  /** What to point at: the key, or the value that it holds. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly hint?: string;
}

/** The programs as sentences name them. */
export const PROGRAMS: Readonly<Record<ComponentKind, string>> = {
  kubelet: 'the kubelet',
  kubeProxy: 'kube-proxy',
};

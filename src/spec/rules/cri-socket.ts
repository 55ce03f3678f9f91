import type { Rule } from './context.ts';

const DEPRECATED = 20; // kubernetes#94624
const REMOVED = 24; // kubernetes#97252

/** The kubelet's own bridge to Docker is gone; Docker Engine now needs cri-dockerd, with a socket of its own. */
export const runtimeIsNotDockershim: Rule = ({ cluster, spec, version }) => {
  if (!spec.runtime?.criSocket?.includes('dockershim.sock') || version?.major !== 1) return [];
  const path = ['spec', 'runtime', 'criSocket'];
  const hint = 'move to containerd (unix:///run/containerd/containerd.sock), or install cri-dockerd';
  if (version.minor >= REMOVED) {
    return [cluster.problem(path, `the kubelet has no dockershim since 1.${REMOVED}`, { hint })];
  }
  if (version.minor < DEPRECATED) return [];
  const message = `dockershim is deprecated since 1.${DEPRECATED}, and gone in 1.${REMOVED}`;
  return [cluster.problem(path, message, { severity: 'warning', hint })];
};

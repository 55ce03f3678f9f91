import { RUNTIME, runtimeAt } from '../../knowledge/runtimes.ts';
import type { Rule } from './context.ts';

const DEPRECATED = 20; // kubernetes#94624
const REMOVED = 24; // kubernetes#97252

/** The kubelet's own bridge to Docker is gone; Docker Engine now needs cri-dockerd, with a socket of its own. */
export const runtimeIsNotDockershim: Rule = ({ cluster, spec, version }) => {
  if (!spec.runtime?.criSocket?.includes('dockershim.sock') || version?.major !== 1) return [];
  const path = ['spec', 'runtime', 'criSocket'];
  const hint = `move to containerd (${RUNTIME.socket}), or install cri-dockerd`;
  if (version.minor >= REMOVED) {
    return [cluster.problem(path, `the kubelet has no dockershim since 1.${REMOVED}`, { hint })];
  }
  if (version.minor < DEPRECATED) return [];
  const message = `dockershim is deprecated since 1.${DEPRECATED}, and gone in 1.${REMOVED}`;
  return [cluster.problem(path, message, { severity: 'warning', hint })];
};

/** Only containerd is installed, looked at and restarted: another runtime works as far as kubeadm and the kubelet know it. */
export const runtimeIsContainerd: Rule = ({ cluster, spec }) => {
  const socket = spec.runtime?.criSocket;
  if (socket === undefined || runtimeAt(socket) || socket.includes('dockershim.sock')) return [];
  return [
    cluster.problem(
      ['spec', 'runtime', 'criSocket'],
      'kubestrap knows only containerd: no other runtime is installed, started or examined by doctor',
      {
        severity: 'warning',
        hint: 'install and start it before apply; programs and units of containerd are still asked for',
      },
    ),
  ];
};

import type { Rule } from './context.ts';

/** From here on the kubelet's failCgroupV1 is true by default (kubernetes#134298). */
const FAILS = 35;

/**
 * Kubelets of 1.35 refuse hosts with cgroup v1, and so does kubeadm's check SystemVerification
 * (kubernetes#134744). Which hosts those are, only the hosts know: a spec is warned when it moves past 1.35,
 * and when it does one half of what such hosts need.
 */
export const cgroupV1IsConsidered: Rule = ({ cluster, spec, version, written }) => {
  if (version?.major !== 1 || version.minor < FAILS) return [];
  const allowed = spec.kubelet?.failCgroupV1 === false;
  const index = (spec.ignorePreflightErrors ?? []).findIndex(
    (name) => name?.toLowerCase() === 'systemverification',
  );
  if (allowed && index < 0) {
    const message = "kubeadm's SystemVerification still fails on hosts with cgroup v1";
    const hint = 'add it to `spec.ignorePreflightErrors`, or move the hosts to cgroup v2';
    const path = ['spec', 'kubelet', 'failCgroupV1'];
    return [cluster.problem(path, message, { severity: 'warning', hint })];
  }
  if (allowed || written?.major !== 1 || written.minor >= FAILS) return [];
  const message = `kubelets do not start on hosts with cgroup v1 from 1.${FAILS} on`;
  const hint = 'a host has cgroup v2 where `stat -fc %T /sys/fs/cgroup` says cgroup2fs';
  return [cluster.problem(['spec', 'kubernetesVersion'], message, { severity: 'warning', hint })];
};

import type { State } from '../../cluster/state.ts';
import { apiServerUrl, awaitPods } from '../../cluster/static-pods.ts';
import { named } from '../../model/change-id.ts';
import type { Step } from '../../shell/emit.ts';
import { bringBack, etcdRestored, podStarted, setAside } from '../../shell/functions/etcd-restore.ts';
import { lines, type Script, sh } from '../../shell/sh.ts';
import { change, note, type Restore } from './restore.ts';

export type StaticPod = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd';

/** The flag by whose value the process of each is known. */
const FLAGS: Readonly<Record<StaticPod, string>> = {
  'kube-apiserver': '--advertise-address',
  'kube-controller-manager': '--kubeconfig',
  'kube-scheduler': '--kubeconfig',
  etcd: '--data-dir',
};

export function stopStep(names: readonly StaticPod[], noted: Script[], host: string, isFence: boolean): Step {
  return {
    change: change(named('static-pod', names.join(', ')), 'run', {
      after: isFence ? 'off, to stay off' : 'stopped',
      reason: isFence
        ? `${host} will be no member of etcd: with its old data it must serve nobody`
        : 'nothing may write, and nobody may see old data beside new; the manifest waits in /var/lib/kubestrap/restore',
      disruption: 'restart',
    }),
    script: lines([...names.map((name) => setAside(name, FLAGS[name])), ...noted]),
  };
}

export function startStep(): Step {
  return {
    change: change(named('static-pod', 'etcd'), 'run', {
      after: 'started',
      reason: 'it comes up as a member of a new cluster, which members of the old one cannot join',
    }),
    script: lines([bringBack('etcd'), podStarted('etcd', '--data-dir')]),
  };
}

export function memberStep(restore: Restore, isUntouched: boolean): Step {
  const { members, snapshot } = restore;
  return {
    change: change(named('etcd-members'), 'run', {
      after: `${members.length}, all started`,
      reason: isUntouched ? 'waits for the quorum, and counts the objects' : 'waits for the quorum',
    }),
    script: lines([
      etcdRestored(members.length, snapshot.revision, isUntouched ? 'count' : '-'),
      ...note(restore, 'serving'),
    ]),
  };
}

export function apiServerStep(state: State, name: string): Step {
  const names = new Set(['kube-apiserver'] as const);
  return {
    change: change(named('static-pod', 'kube-apiserver'), 'run', {
      after: 'started',
      reason: 'it reads etcd anew',
    }),
    script: lines([
      bringBack('kube-apiserver'),
      podStarted('kube-apiserver', '--advertise-address'),
      waitFor(state, name, names),
    ]),
  };
}

export function controllersStep(state: State, name: string): Step {
  const pods = ['kube-controller-manager', 'kube-scheduler'] as const;
  return {
    change: change(named('static-pod', pods.join(', ')), 'run', {
      after: 'started',
      reason: 'they read the API anew',
    }),
    script: lines([
      ...pods.flatMap((pod) => [bringBack(pod), podStarted(pod, '--kubeconfig')]),
      waitFor(state, name, new Set(pods)),
    ]),
  };
}

function waitFor(state: State, name: string, names: Parameters<typeof awaitPods>[0]['names']): Script {
  const { cluster } = state;
  const host = cluster.hosts.find((one) => one.name === name);
  if (host === undefined) return sh`:`;
  return awaitPods({ cluster, url: apiServerUrl(cluster, host, state.facts.get(name)), names });
}

import { forgetApiServers } from '../../cluster/cluster-status.ts';
import { named } from '../../model/change-id.ts';
import type { Step } from '../../shell/emit.ts';
import { refreshAgents } from '../../shell/functions/etcd-restore.ts';
import { kube } from '../../shell/functions/kube.ts';
import { sh } from '../../shell/sh.ts';
import { change, type Restore } from './restore.ts';

/** Of the nodes' deletion: what kubeadm up to 1.21 noted of their API servers, which every join would ask. */
export function statusStep({ leaving, clusterStatus }: Restore): Step {
  return {
    scope: 'cluster',
    silent: true,
    change: change(named('kubeadm-config', 'apiEndpoints'), 'delete', {
      before: leaving.join(', '),
      reason: 'kubeadm up to 1.21 asks every API server that is noted there',
    }),
    script: sh`:`,
    late: async () => forgetApiServers(await clusterStatus(), leaving) ?? sh`:`,
  };
}

export function nodeStep(name: string): Step {
  return {
    scope: 'cluster',
    change: change(named('node', name), 'delete', {
      before: 'a control plane',
      reason:
        'it is no member of etcd any more, and its static Pods lead kubeadm to its etcd; it can be joined again',
    }),
    script: kube('delete', 'node', name, '--ignore-not-found'),
  };
}

export function agentStep(): Step {
  return {
    change: change(named('service', 'kubelet'), 'run', {
      after: 'restarted',
      reason:
        'it and kube-proxy know revisions that the restored etcd may not have: they ask for everything anew',
      disruption: 'restart',
    }),
    script: refreshAgents(),
  };
}

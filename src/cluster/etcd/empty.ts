import { join } from 'node:path/posix';
import { named } from '../../model/change-id.ts';
import type { Cluster, ExternalEtcd } from '../../model/cluster.ts';
import type { Step } from '../../shell/emit.ts';
import { externalEtcdEmpty } from '../../shell/functions/external-etcd.ts';
import { lines } from '../../shell/sh.ts';
import { askAt } from './external.ts';

/** Below which key the API server keeps objects, with a slash at its end (kube-apiserver, --etcd-prefix). */
export function objectsKey({ apiServer }: Cluster): string {
  const prefix = [apiServer.extraArgs['etcd-prefix'] ?? '/registry'].flat().at(-1) ?? '';
  return join('/', prefix, '/');
}

/** An etcd elsewhere outlives the cluster: before kubeadm init, what an earlier one left there is found. */
export function emptyEtcdStep(phase: string, cluster: Cluster, external: ExternalEtcd): Step {
  const key = objectsKey(cluster);
  return {
    change: {
      phase,
      ...named('etcd-keys', key),
      action: 'run',
      before: null,
      after: 'none',
      reason: "nothing is deleted: an earlier cluster's objects there end the run",
      disruption: 'none',
    },
    script: lines([askAt(external, external.endpoints), externalEtcdEmpty(key)]),
  };
}

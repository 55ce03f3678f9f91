import type { State } from '../cluster/state.ts';
import { clusterConfiguration, initConfiguration } from '../documents/documents.ts';
import { versionFacts } from '../knowledge/versions.ts';
import { named } from '../model/change-id.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import { toYamlParts } from '../secrets/yaml.ts';
import type { Step } from '../shell/emit.ts';
import { keyToHandOn } from '../shell/functions/external-etcd.ts';
import { kube } from '../shell/functions/kube.ts';
import { lines, type Script, sh } from '../shell/sh.ts';

/** How long a bootstrap token of ours is valid. */
export const TOKEN_MINUTES = 30;

/**
 * A bootstrap token for this run, or a fresh end for the one that kubeadm init has just made. As a Secret over stdin: `kubeadm token
 * create` would take it in its arguments, where every user of the host can read it.
 */
export function tokenStep(phase: string, { secrets: { tokenId, tokenSecret } }: State): Step {
  const name = sh.concat(['bootstrap-token-', tokenId]);
  const [head, namespace, secret, middle, tail] = [
    'apiVersion: v1\nkind: Secret\ntype: bootstrap.kubernetes.io/token\nmetadata:\n  name: bootstrap-token-',
    '\n  namespace: kube-system\nstringData:\n  token-id: "',
    '"\n  token-secret: "',
    `"\n  usage-bootstrap-authentication: "true"\n  usage-bootstrap-signing: "true"\n  auth-extra-groups: "system:bootstrappers:kubeadm:default-node-token"\n  expiration: "`,
    '"\n',
  ] as const;
  return {
    change: {
      phase,
      ...named('bootstrap-token'),
      action: 'create',
      before: null,
      after: 'valid for 30 minutes',
      reason: 'hosts join with it',
      disruption: 'none',
    },
    scope: 'cluster',
    script: sh`expires=$(date -u -d "@$(($(date +%s) + ${TOKEN_MINUTES * 60}))" +%Y-%m-%dT%H:%M:%SZ)
if ${kube('-n', 'kube-system', 'get', 'secret', name)} >/dev/null 2>&1; then
  ${kube('-n', 'kube-system', 'patch', 'secret', name, '-p', sh`'{"stringData":{"expiration":"'"$expires"'"}}'`)}
  return
fi
printf '%s' ${sh.concat([head, tokenId, namespace, tokenId, secret, tokenSecret, middle])}"$expires"${tail} | ${kube('create', '-f', '-')}`,
  };
}

/** The certificates that joining control planes fetch, encrypted with this run's key; kubeadm drops them after 2 h. */
export function certificatesStep(phase: string, { cluster, secrets }: State, leader: Host): Step {
  const documents = [
    initConfiguration(cluster, leader, { certificateKey: secrets.certificateKey }),
    clusterConfiguration(cluster),
  ];
  return {
    change: {
      phase,
      ...named('uploaded-certificates'),
      action: 'create',
      before: null,
      after: 'in the cluster for 2 hours, encrypted',
      reason: 'joining control planes fetch them',
      disruption: 'none',
    },
    scope: 'cluster',
    script: lines([
      ...keyCheck(cluster),
      // over stdin: a file with the key could stay behind when the step is cut off
      sh`printf '%s' ${sh.concat(toYamlParts(documents))} | kubeadm init phase upload-certs --upload-certs --skip-certificate-key-print --config /dev/stdin`,
    ]),
  };
}

/** A key of an etcd elsewhere that kubeadm would upload, and that the join of the next host would not read. */
function keyCheck({ etcd, kubernetesVersion }: Cluster): Script[] {
  return 'external' in etcd && !versionFacts(kubernetesVersion).handsOnPkcs8
    ? [keyToHandOn(etcd.external.keyFile)]
    : [];
}

import { join } from 'node:path/posix';
import { askAt } from '../etcd/external.ts';
import type { HostFacts } from '../facts/types.ts';
import type { Membership } from '../kube/membership.ts';
import type { RenderedObject } from '../kubeadm/rendered.ts';
import { toYaml, toYamlParts } from '../kubeadm/yaml.ts';
import { environmentWords } from '../node/proxy.ts';
import type { Step } from '../program/emit.ts';
import { lines, type Script, sh } from '../program/sh.ts';
import type { Cluster } from '../spec/model.ts';

/** Files with secrets for kubeadm live on a tmpfs, 0600, only while it runs. */
const RUN_DIRECTORY = '/run/kubestrap';

interface KubeadmRun {
  readonly phase: string;
  /** `init` or `join`; also the name of the configuration file and of the unit. */
  readonly command: 'init' | 'join';
  readonly documents: readonly RenderedObject[];
  readonly flags: readonly string[];
  /** Variables that it runs with, and hands on to static Pods: the proxy's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly reason: string;
  /** Facts of the host, to see a run that goes on from an earlier kubestrap. */
  readonly facts: HostFacts;
  readonly membership: Membership;
}

/** `kubeadm init` or `join` with a configuration file, as a systemd unit that outlives the connection. */
export function kubeadmStep({
  phase,
  command,
  documents,
  flags,
  environment,
  reason,
  facts,
  membership,
}: KubeadmRun): Step {
  const path = join(RUN_DIRECTORY, `kubeadm-${command}.yaml`);
  const run = facts.kubernetes[command];
  const running = run?.running === true;
  // a transient unit has systemd's environment, not ours
  const variables = environmentWords(environment);
  return {
    change: {
      phase,
      resource: `kubeadm ${command}`,
      action: 'run',
      before: running ? `running since ${run.startedAt}` : null,
      after: 'done',
      reason: running
        ? 'it runs already, for an earlier run that was cut off or for another one: its end is waited for'
        : reason,
      disruption: 'none',
    },
    files: running ? [] : [{ path, content: toYaml(documents) }],
    // a run that has ended since is followed just the same: its log, then its exit code
    script: running
      ? sh`follow ${`kubestrap-kubeadm-${command}.service`} "$KS_RUNS"/${`kubeadm-${command}`}`
      : sh`mkdir -p ${RUN_DIRECTORY}; chmod 0700 ${RUN_DIRECTORY}
put_file ${path} 0600 root:root ${sh.concat(toYamlParts(documents))}
long kubeadm-${sh.code(command)} ${leavesTraces(membership) ? '-' : (run?.startedAt ?? '-')} ${path} ${variables.length > 0 ? [sh`env`, ...variables, sh``] : []}kubeadm ${command} --config ${path} ${flags}`,
  };
}

/** Is there something of ours on a host that has to go before the next try? */
function leavesTraces(membership: Membership): membership is 'half-done' | 'expelled' {
  return membership === 'half-done' || membership === 'expelled';
}

const TRACES = {
  'half-done': {
    before: 'kubeadm started here and did not finish',
    reason: 'kubestrap started it, so what it left is cleaned up before the next try',
  },
  expelled: {
    before: 'was taken out of the cluster',
    reason:
      'the cluster knows it no more: what is here must never run again, its member of etcd least of all',
  },
} as const;

/** Cleans up what a run of ours left half done, or what was taken out of the cluster; empty where there is nothing. */
export function cleanUpSteps(phase: string, membership: Membership, cluster: Cluster): Step[] {
  if (!leavesTraces(membership)) return [];
  // its member of etcd is gone already, and must not be looked for through its own API server
  const skip = membership === 'expelled' ? ['--skip-phases=remove-etcd-member'] : [];
  return [
    {
      change: {
        phase,
        resource: 'kubeadm reset',
        action: 'run',
        after: 'clean',
        disruption: 'none',
        ...TRACES[membership],
      },
      script: lines([
        resetScript(cluster, sh`kubeadm reset --force --cri-socket ${cluster.criSocket} ${skip}`),
        sh`rm -rf "$KS_RUNS/kubeadm-init" "$KS_RUNS/kubeadm-join"`,
      ]),
    },
  ];
}

/** An etcd elsewhere is not kubeadm's to clean up after: neither its data, if it is on this host, nor the files it is asked with. */
function resetScript({ etcd }: Cluster, reset: Script): Script {
  if ('local' in etcd) return lines([reset, sh`rm -rf /var/lib/etcd/member`]);
  const { external } = etcd;
  return lines([askAt(external, external.endpoints), sh`keeping_etcd_files ${reset}`]);
}

import { join } from 'node:path/posix';
import type { Membership } from '../cluster/membership.ts';
import type { HostFacts } from '../facts/types.ts';
import { named } from '../model/change-id.ts';
import { environmentWords } from '../node/proxy.ts';
import type { RenderedObject } from '../secrets/rendered.ts';
import { toYaml, toYamlParts } from '../secrets/yaml.ts';
import type { Step } from '../shell/emit.ts';
import { putFile } from '../shell/functions/files.ts';
import { follow, long } from '../shell/functions/long.ts';
import { sh } from '../shell/sh.ts';
import { leavesTraces } from './clean-up.ts';

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
      ...named('kubeadm', command),
      action: 'run',
      before: running ? `running since ${run.startedAt}` : null,
      after: 'done',
      reason: running
        ? 'it runs already, for an earlier run that was cut off or for another one: its end is waited for'
        : reason,
      disruption: 'none',
    },
    files: running ? [] : [{ path, content: toYaml(documents) }],
    ...(running ? { attachesTo: `kubestrap-kubeadm-${command}.service` } : {}),
    // a run that has ended since is followed just the same: its log, then its exit code
    script: running
      ? follow(`kubestrap-kubeadm-${command}.service`, sh`"$KS_RUNS"/${`kubeadm-${command}`}`)
      : sh`mkdir -p ${RUN_DIRECTORY}; chmod 0700 ${RUN_DIRECTORY}
${putFile(`${path}.new`, { mode: '0600' }, sh.concat(toYamlParts(documents)))}
${long(
  {
    name: `kubeadm-${command}`,
    seen: leavesTraces(membership) ? '-' : (run?.startedAt ?? '-'),
    clean: path,
  },
  sh`${variables.length > 0 ? [sh`env`, ...variables, sh``] : []}kubeadm ${command} --config ${path} ${flags}`,
)}`,
  };
}

import {
  ADMIN_KUBECONFIG,
  API_SERVER_MANIFEST,
  ETCD_MANIFEST,
  KUBELET_CONFIG,
  KUBELET_KUBECONFIG,
  KUBERNETES_DIRECTORY,
} from '../knowledge/directories.ts';
import { PKI_KUBECONFIGS, PKI_LEAVES, PKI_MATERIAL } from '../knowledge/pki-material.ts';
import { caPin } from '../pki/ca-pin.ts';
import { unitRunning } from '../shell/functions/long.ts';
import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** A run of `long` (templates/lib/long.sh) as it left its traces. */
export interface LongRun {
  readonly startedAt: string;
  readonly running: boolean;
  /** Null: it runs, or ended without writing one (the host went down). */
  readonly exitCode: number | null;
}

export interface KubernetesFacts {
  /** Paths under /etc/kubernetes and /var/lib/etcd that exist, of those that tell a member from a bare host. */
  readonly present: readonly string[];
  /** `sha256:…` of the cluster CA on this host, null without one. */
  readonly caPin: string | null;
  /** Of what kubeadm would take instead of making it, and of what it makes from that, what is there (kubeadm/pki-material.ts). */
  readonly pki?: readonly string[];
  /** The kubelet has run here with a configuration of kubeadm's. */
  readonly hasKubeletConfig?: true;
  readonly init: LongRun | null;
  readonly join: LongRun | null;
  /** What was begun here on a member and is not finished; absent: nothing. */
  readonly unfinished?: Unfinished;
}

export type Unfinished = 'removal' | 'reset' | 'restore';

/** Paths that tell a member from a bare host, and either from something half done (kubeadm-reset, docs); etcd's data is another. */
const TRACES = [ADMIN_KUBECONFIG, KUBELET_KUBECONFIG, API_SERVER_MANIFEST, ETCD_MANIFEST];

/** Where `set_aside`, `stop_components` and `stop_kubelet` (templates/lib) leave their marks, until they are through. */
const MARKS = {
  restore: '/var/lib/kubestrap/restore/state',
  removal: '/var/lib/kubestrap/leaving',
  reset: '/var/lib/kubestrap/reset-ca.crt',
} as const;

/** Traces of cluster membership, the CA, our own long runs, and what was cut off. Tagged rows: trace, pki, kubelet, ca, run, mark. */
export const kubernetes: Fact<KubernetesFacts> = {
  name: 'kubernetes',
  snippet: ({ certificatesDir, etcdDirectory }) => sh`ca=${`${certificatesDir}/ca.crt`}
for path in ${[...TRACES, ...(etcdDirectory === undefined ? [] : [`${etcdDirectory}/member`])]} "$ca"; do [ ! -e "$path" ] || printf 'trace %s\n' "$path"; done
for name in ${[...PKI_MATERIAL, ...PKI_LEAVES]}; do [ ! -f ${certificatesDir}/"$name" ] || printf 'pki %s\n' "$name"; done
for name in ${PKI_KUBECONFIGS}; do [ ! -f ${KUBERNETES_DIRECTORY}/"$name" ] || printf 'pki %s\n' "$name"; done
[ ! -e ${KUBELET_CONFIG} ] || echo kubelet
state=; [ ! -e ${MARKS.restore} ] || IFS= read -r state <${MARKS.restore}
case $state in ''|*' done'|*' fenced') ;; *) echo 'mark restore' ;; esac
[ ! -e ${MARKS.removal} ] || echo 'mark removal'
[ ! -e ${MARKS.reset} ] || echo 'mark reset'
[ ! -r "$ca" ] || printf 'ca %s\n' "$(base64 <"$ca" | tr -d '\n')"
for run in init join; do
  dir=$KS_RUNS/kubeadm-$run
  [ -e "$dir/started" ] || continue
  if ${unitRunning(sh`"kubestrap-kubeadm-$run.service"`)}; then running=yes; else running=no; fi
  printf 'run %s %s %s %s\n' "$run" "$(cat "$dir/started")" "$running" "$(cat "$dir/exit" || echo -)"
done`,
  parse: (output) => {
    const tagged = rows(output).map((row) => row.split(' '));
    const mark = tagged.findLast(([tag]) => tag === 'mark')?.[1];
    const ca = tagged.find(([tag]) => tag === 'ca')?.[1];
    return {
      present: tagged.flatMap(([tag, path]) => (tag === 'trace' && path !== undefined ? [path] : [])),
      pki: tagged.flatMap(([tag, name]) => (tag === 'pki' && name !== undefined ? [name] : [])),
      ...(tagged.some(([tag]) => tag === 'kubelet') ? { hasKubeletConfig: true as const } : {}),
      caPin: ca === undefined ? null : readPin(Buffer.from(ca, 'base64').toString('utf8')),
      init: run(tagged, 'init'),
      join: run(tagged, 'join'),
      ...(mark === 'restore' || mark === 'removal' || mark === 'reset' ? { unfinished: mark } : {}),
    };
  },
  bare: { present: [], caPin: null, init: null, join: null },
};

function run(tagged: readonly string[][], name: string): LongRun | null {
  const row = tagged.find(([tag, of]) => tag === 'run' && of === name);
  if (row === undefined) return null;
  const [, , startedAt = '', running, exit = '-'] = row;
  return { startedAt, running: running === 'yes', exitCode: /^\d+$/.test(exit) ? Number(exit) : null };
}

/** A file that is not a certificate belongs to no cluster we know: the name says so wherever it is compared. */
function readPin(pem: string): string {
  try {
    return caPin(pem);
  } catch {
    return 'unreadable';
  }
}

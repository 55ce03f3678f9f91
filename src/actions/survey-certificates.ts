import type { CertificateSurvey } from '../cluster/renewal.ts';
import type { State } from '../cluster/state.ts';
import { apiServerUrl } from '../cluster/static-pods.ts';
import { certificates } from '../facts/probes/certificates.ts';
import { probeSection, readProbe, tagged } from '../facts/probes/probe.ts';
import {
  certificatesDirectory,
  KUBELET_CLIENT_CERTIFICATE,
  KUBELET_KUBECONFIG,
} from '../knowledge/directories.ts';
import { certificatePath, RENEWABLE } from '../knowledge/renewable-certificates.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { RunResult } from '../model/transport.ts';
import { section } from '../shell/functions/frames.ts';
import { answers } from '../shell/functions/static-pods.ts';
import { lines, sh } from '../shell/sh.ts';
import type { Fleet } from '../workflow/fleet.ts';

/** Milliseconds for the questions to one control plane. */
const TIMEOUT = 60_000;

/** Asks control planes; those that do not answer are not in the result. Changes nothing. */
export async function surveyCertificates(
  fleet: Fleet,
  state: State,
  hosts: readonly Host[],
): Promise<ReadonlyMap<string, CertificateSurvey>> {
  const { cluster } = state;
  const script = (host: Host) =>
    lines([
      probeSection(certificates, { cluster, host, peers: [] }),
      sh`keys_and_readiness() {
for ca in ca etcd/ca front-proxy-ca; do [ ! -e ${certificatesDirectory(cluster)}/"$ca.key" ] || echo "key $ca"; done
if ${answers('--server', apiServerUrl(cluster, host, state.facts.get(host.name)), 'get', '--raw', '/readyz')}; then echo ready; fi
}
${section('keys', sh`keys_and_readiness`)}`,
    ]);
  const results = await fleet.ask(hosts, script, TIMEOUT);
  return new Map([...results].map(([name, result]) => [name, read(cluster, result)]));
}

function read(cluster: Cluster, result: RunResult): CertificateSurvey {
  const answer = readProbe(certificates, result);
  const list = 'value' in answer ? answer.value.certificates : [];
  const at = (path: string) => list.find((one) => one.path === path)?.certificate ?? null;
  const own = tagged(result.sections.get('keys') ?? '');
  return {
    found: RENEWABLE.flatMap((row) => {
      const certificate = at(certificatePath(row, certificatesDirectory(cluster)));
      return certificate === null ? [] : [{ row, certificate }];
    }),
    keys: new Set(own('key')),
    ready: own('ready').length > 0,
    kubelet: { embedded: at(KUBELET_KUBECONFIG), rotated: at(KUBELET_CLIENT_CERTIFICATE) },
  };
}

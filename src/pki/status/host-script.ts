import type { Cluster, Host, IngressCertificate } from '../../model/cluster.ts';
import type { RunResult } from '../../model/transport.ts';
import { section } from '../../shell/functions/frames.ts';
import { kube } from '../../shell/functions/kube.ts';
import { lines, type Script, sh } from '../../shell/sh.ts';
import { askedOf } from './asked.ts';
import { CERTIFICATES_ONLY, hostFilesSnippet, readBase64 } from './host-files.ts';
import type { IngressFound } from './ingress-rows.ts';
import { inventoryOf } from './inventory.ts';

/** Bytes that a host may print. */
const OUTPUT_LIMIT = 2_097_152;

/** One script that reads the clock and the certificates of a host, and changes nothing. */
export function hostScript(cluster: Cluster, host: Host): Script {
  return sh`read_certificates() {
{
${hostFilesSnippet(askedOf(cluster, inventoryOf(cluster, host)))}
} | head -c ${OUTPUT_LIMIT}
}
${section('clock', sh`date +%s.%N`)}
${section('certificates', sh`read_certificates`)}`;
}

/** Only tls.crt is asked for; `there` tells a Secret without one from no Secret. */
const TLS_CERTIFICATE = 'there {{with .data}}{{with index . "tls.crt"}}{{.}}{{end}}{{end}}';

/** Reads the certificates of Secrets through a control plane's kubectl; their keys are never asked for. */
export function secretsScript(wanted: readonly IngressCertificate[]): Script {
  return lines([
    CERTIFICATES_ONLY,
    sh`read_secret() {
  data=$(${kube('-n', sh`"$1"`, 'get', 'secret', sh`"$2"`, '--ignore-not-found', '-o', `go-template=${TLS_CERTIFICATE}`)}) || return
  [ -n "$data" ] || return 0
  printf 'there %s\n' "$(printf %s "\${data#there }" | base64 -d | certificates_only)"
}`,
    ...wanted.map(({ namespace, secretName }, index) =>
      section(sectionOf(index), sh`read_secret ${namespace} ${secretName}`),
    ),
  ]);
}

function sectionOf(index: number): string {
  return `secret_${index}`;
}

/** What `secretsScript` printed, by the certificate's name; null where the API server did not answer. Never throws. */
export function parseSecrets(
  wanted: readonly IngressCertificate[],
  { sections, sectionCodes }: Pick<RunResult, 'sections' | 'sectionCodes'>,
): ReadonlyMap<string, readonly IngressFound[]> | null {
  const found = new Map<string, readonly IngressFound[]>();
  for (const [index, { name, namespace, secretName }] of wanted.entries()) {
    const output = sections.get(sectionOf(index));
    if (output === undefined || sectionCodes.get(sectionOf(index)) !== 0) return null;
    const [, base64] = /^there ?(.*)$/m.exec(output) ?? [];
    const there = base64 === undefined ? null : readBase64(base64);
    found.set(name, [{ place: 'secret', path: `${namespace}/${secretName}`, found: there }]);
  }
  return found;
}

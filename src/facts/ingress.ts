import { ADMIN_KUBECONFIG } from '../knowledge/directories.ts';
import type { Cluster } from '../model/cluster.ts';
import {
  CONTENT_ANNOTATION,
  INGRESS_CA,
  type IngressFacts,
  MANAGED_BY,
  type SecretFact,
} from '../pki/ingress-secrets.ts';
import { kube } from '../shell/functions/kube.ts';
import { secretRows } from '../shell/functions/secrets.ts';
import { lines, type Script, sh } from '../shell/sh.ts';
import { type Fact, rows, type WantedIngress } from './fact.ts';

/** Undefined where the spec has no ingress certificates: then nothing is asked. */
export function wantedIngress({ ingress: { certificates } }: Cluster): WantedIngress | undefined {
  if (certificates.length === 0) return undefined;
  const secrets = new Map<string, string[]>();
  for (const { namespace, secretName } of certificates)
    secrets.set(namespace, [...(secrets.get(namespace) ?? []), secretName]);
  const has = (mode: string) => certificates.some(({ ca }) => ca.mode === mode);
  return { secrets, clusterCa: has('cluster'), generatedCa: has('generated') };
}

/**
 * A row a Secret: name, type, owner, certificate, CA, key, note. The key is replaced by a hash on the host. What
 * others may have written freely comes last and as a Go string, so that it cannot pass for another field.
 */
const SECRET_ROWS = [
  '{{define "row"}}{{.metadata.name}} {{if eq .type "kubernetes.io/tls"}}tls{{else}}other{{end}} ',
  `={{with .metadata.labels}}{{with index . "${MANAGED_BY.label}"}}{{.}}{{end}}{{end}} `,
  ...['tls.crt', 'ca.crt', 'tls.key'].map(
    (key) => `={{with .data}}{{with index . "${key}"}}{{.}}{{end}}{{end}} `,
  ),
  `{{with .metadata.annotations}}{{with index . "${CONTENT_ANNOTATION}"}}{{printf "%q" .}}{{end}}{{end}}`,
  '{{"\\n"}}{{end}}',
  '{{if .items}}{{range .items}}{{template "row" .}}{{end}}{{else if .type}}{{template "row" .}}{{end}}',
].join('');

const CA_ROW = '={{with .data}}{{with index . "ca.crt"}}{{.}}{{end}}{{end}}{{"\\n"}}';

export const NO_INGRESS: IngressFacts = {
  clusterCa: null,
  hasClusterKey: false,
  hasOpenssl: false,
  cluster: null,
};

/** Secrets of the ingress certificates and the CAs that issue them. No key is in what a host prints. */
export const ingress: Fact<IngressFacts> = {
  name: 'ingress',
  snippet: ({ role, certificatesDir, ingress: wanted }) => {
    if (wanted === undefined || role === 'worker') return sh`:`;
    return lines([
      ...(wanted.clusterCa ? [clusterCa(certificatesDir)] : []),
      sh`[ -r ${ADMIN_KUBECONFIG} ] && command -v kubectl >/dev/null || return 0`,
      sh`${kube('get', 'namespace', '--ignore-not-found', '-o', 'name', [...wanted.secrets.keys()])} || return`,
      ...[...wanted.secrets].map(
        ([
          namespace,
          names,
        ]) => sh`ks_rows=$(${kube('-n', namespace, 'get', 'secret', '--ignore-not-found', '-o', `go-template=${SECRET_ROWS}`, names)}) || return
printf '%s\n' "$ks_rows" | ${secretRows(namespace)}`,
      ),
      ...(wanted.generatedCa
        ? [
            sh`ks_rows=$(${kube('-n', INGRESS_CA.namespace, 'get', 'secret', '--ignore-not-found', '-o', `go-template=${CA_ROW}`, INGRESS_CA.name)}) || return
[ -z "$ks_rows" ] || printf 'generated-ca %s\n' "$ks_rows"`,
          ]
        : []),
      sh`echo end`,
    ]);
  },
  parse: (output) => {
    const tagged = rows(output).map((row) => row.split(' '));
    const all = (tag: string) => tagged.filter(([first]) => first === tag);
    const text = (tag: string) => all(tag).map(([, value = '']) => decoded(value))[0] ?? null;
    return {
      clusterCa: text('cluster-ca'),
      hasClusterKey: all('cluster-key').length > 0,
      hasOpenssl: all('openssl').length > 0,
      // the closing row is there only if every question was answered
      cluster:
        all('end').length === 0
          ? null
          : {
              namespaces: new Set(
                tagged.flatMap(([first = '']) => /^namespace\/(.+)$/.exec(first)?.[1] ?? []),
              ),
              secrets: all('secret').map(secret),
              generatedCa: text('generated-ca'),
            },
    };
  },
  bare: NO_INGRESS,
};

function clusterCa(directory: string): Script {
  return sh`[ ! -r ${`${directory}/ca.crt`} ] || printf 'cluster-ca =%s\n' "$(base64 <${`${directory}/ca.crt`} | tr -d '\n')"
[ ! -r ${`${directory}/ca.key`} ] || echo cluster-key
! command -v openssl >/dev/null || echo openssl`;
}

function secret([
  ,
  namespace = '',
  name = '',
  type,
  owner = '',
  crt = '',
  ca = '',
  hash = '',
  note = '',
]: readonly string[]): SecretFact {
  return {
    namespace,
    name,
    type: type === 'tls' ? 'tls' : 'other',
    managedBy: owner.slice(1),
    noted: /^"([0-9a-f]{64})"$/.exec(note)?.[1] ?? '',
    hash,
    certificate: decoded(crt),
    ca: decoded(ca),
  };
}

function decoded(value: string): string {
  return Buffer.from(value.slice(1), 'base64').toString('utf8');
}

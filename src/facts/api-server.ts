import { X509Certificate } from 'node:crypto';
import { API_SERVER_MANIFEST } from '../knowledge/directories.ts';
import { wholeLines } from '../shell/functions/text.ts';
import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** The API server of a control plane, as its files have it. */
export interface ApiServerFacts {
  /** Names and addresses that its certificate is for; null: there is none of kubeadm's that can be read. */
  readonly names: readonly string[] | null;
  /** Is the key of the cluster's CA here, to issue certificates with? */
  readonly hasCaKey: boolean;
  /** From the static Pod's manifest. */
  readonly advertiseAddress: string | null;
  readonly securePort: number | null;
  /** Static Pods that run with certificates which were replaced since: a run was cut off before it restarted them. */
  readonly podsDue: readonly string[];
}

export const NO_API_SERVER: ApiServerFacts = {
  names: null,
  hasCaKey: false,
  advertiseAddress: null,
  securePort: null,
  podsDue: [],
};

/** Where `pods_due` (templates/lib/static-pods.sh) notes static Pods, a file each. */
const DUE_DIRECTORY = '/var/lib/kubestrap/restart-pods';

/** Tagged rows: names' certificate, flag, key, due. Only the certificate leaves the host. */
export const apiServer: Fact<ApiServerFacts> = {
  name: 'api_server',
  snippet: ({ role, certificatesDir }) =>
    role === 'worker'
      ? sh`:`
      : sh`[ ! -r ${`${certificatesDir}/apiserver.crt`} ] || printf 'crt %s\n' "$(base64 <${`${certificatesDir}/apiserver.crt`} | tr -d '\n')"
[ ! -e ${`${certificatesDir}/ca.key`} ] || echo key
[ ! -r ${API_SERVER_MANIFEST} ] || ${wholeLines(API_SERVER_MANIFEST)} | sed -n -e 's/^ *- --\(advertise-address\)=/\1 /p' -e 's/^ *- --\(secure-port\)=/\1 /p'
[ ! -d ${DUE_DIRECTORY} ] || ls ${DUE_DIRECTORY} | sed 's/^/due /'`,
  parse: (output) => {
    const tagged = rows(output).map((row) => row.split(' '));
    const value = (name: string) => tagged.find(([tag]) => tag === name)?.[1];
    const port = value('secure-port') ?? '';
    return {
      names: certificateNames(value('crt')),
      hasCaKey: tagged.some(([tag]) => tag === 'key'),
      advertiseAddress: value('advertise-address') ?? null,
      securePort: /^\d{1,5}$/.test(port) ? Number(port) : null,
      podsDue: tagged.flatMap(([tag, name]) => (tag === 'due' && name !== undefined ? [name] : [])),
    };
  },
  bare: NO_API_SERVER,
};

function certificateNames(base64: string | undefined): readonly string[] | null {
  if (base64 === undefined) return null;
  try {
    return alternativeNames(new X509Certificate(Buffer.from(base64, 'base64')));
  } catch {
    return null;
  }
}

/** DNS names and addresses of a certificate. Node writes them as `DNS:a, IP Address:192.0.2.1`. */
export function alternativeNames({ subjectAltName }: X509Certificate): string[] {
  return (subjectAltName ?? '')
    .split(', ')
    .flatMap((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? []);
}

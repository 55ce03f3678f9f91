import { clock } from '../facts/system.ts';
import { API_SERVER_MANIFEST, certificatesDirectory } from '../knowledge/directories.ts';
import type { Host } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import { hostReach } from '../model/reach.ts';
import type { RunResult } from '../model/transport.ts';
import { parseHostFiles } from '../pki/status/host-files.ts';
import { type HostAnswer, hostRows } from '../pki/status/host-rows.ts';
import { hostScript, parseSecrets, secretsScript } from '../pki/status/host-script.ts';
import { type IngressSigners, readIngressFiles } from '../pki/status/ingress-files.ts';
import { type IngressFound, ingressRows } from '../pki/status/ingress-rows.ts';
import { reportOf } from '../pki/status/report.ts';
import type { StatusReport, Thresholds } from '../pki/status/types.ts';
import type { Context } from '../workflow/context.ts';

/** Milliseconds for the files of one host, and for the Secrets of the cluster. */
const TIMEOUT = 60_000;

export interface StatusOptions {
  readonly thresholds: Thresholds;
  /** Where `certs ingress -d` wrote; absent: files are not looked at. */
  readonly directory?: string | undefined;
}

export interface Status {
  readonly report: StatusReport;
  /** Errors of the hosts that did not answer. */
  readonly unreachable: readonly Failure[];
}

/** Looks at every certificate of the hosts, of the cluster's ingress Secrets, and of local files. Changes nothing. */
export async function certsStatusAction(context: Context, options: StatusOptions): Promise<Status> {
  const { cluster, fleet, limit, progress } = context;
  const { thresholds } = options;
  const asked = cluster.hosts.filter(({ name, state }) => state === 'present' && (limit?.has(name) ?? true));
  const names = asked.map(({ name }) => name);
  progress({ type: 'phase-start', phase: 'certificates', title: 'Look at the certificates', hosts: [] });
  const results = await fleet.ask(asked, (host) => hostScript(cluster, host), TIMEOUT);
  const answers = asked.flatMap((host): HostAnswer[] => {
    const result = results.get(host.name);
    return result === undefined ? [] : [answerOf(host, result)];
  });
  const secrets = await askSecrets(context, answers);
  const away = names.filter((name) => !results.has(name));
  progress({
    type: 'phase-end',
    phase: 'certificates',
    outcome: away.length > 0 ? 'failed' : 'done',
    ...(away.length > 0 ? { reason: `no answer from ${away.join(', ')}` } : {}),
  });

  const now = new Date();
  const local = await readIngressFiles(cluster, options.directory);
  const found = new Map<string, readonly IngressFound[]>(
    cluster.ingress.certificates.map(({ name }) => [
      name,
      [...(secrets.found.get(name) ?? []), ...(local.found.get(name) ?? [])],
    ]),
  );
  const signers = { ...local.signers, ...clusterCa(context, answers) };
  const signer = ({ name, ca: { mode } }: { name: string; ca: { mode: keyof IngressSigners | 'files' } }) =>
    mode === 'files' ? local.files.get(name) : signers[mode];
  const rows = [
    ...answers.flatMap((answer) => hostRows(cluster, answer, thresholds)),
    ...ingressRows({ cluster, found, signer, now: now.getTime(), thresholds }),
  ];
  const hosts = asked.map((host) => hostReach(host, results, fleet.unreachable));
  const { unanswered } = secrets;
  return {
    report: reportOf({ cluster: cluster.name, now, thresholds, hosts, rows, unanswered }),
    unreachable: away.flatMap((name) => fleet.unreachable.get(name) ?? []),
  };
}

function answerOf(host: Host, { sections, sentAt, firstByteAt }: RunResult): HostAnswer {
  // a host whose clock cannot be read is judged by ours
  const time = clock.parse(sections.get('clock') ?? '');
  const files = parseHostFiles(sections.get('certificates') ?? '');
  return { host, files, now: time?.ms ?? (sentAt + firstByteAt) / 2 };
}

function clusterCa({ cluster }: Context, answers: readonly HostAnswer[]): Pick<IngressSigners, 'cluster'> {
  const where = `${certificatesDirectory(cluster)}/ca.crt`;
  const planes = answers.filter(({ host }) => host.role === 'control-plane');
  for (const { files } of planes) {
    const ca = files.certificates.find(({ path }) => path === where);
    if (ca?.certificate) return { cluster: { where, certificates: [ca.certificate, ...ca.more] } };
  }
  return {};
}

interface Secrets {
  readonly found: ReadonlyMap<string, readonly IngressFound[]>;
  readonly unanswered: StatusReport['unanswered'];
}

/** The ingress Secrets, through the first control plane that can tell; a cluster that is not there has none. */
async function askSecrets({ cluster, fleet }: Context, answers: readonly HostAnswer[]): Promise<Secrets> {
  const wanted = cluster.ingress.certificates;
  const planes = answers.filter(({ files }) => files.present.has(API_SERVER_MANIFEST));
  if (wanted.length === 0 || planes.length === 0) return { found: new Map(), unanswered: [] };
  for (const { host } of planes) {
    const result = (await fleet.ask([host], () => secretsScript(wanted), TIMEOUT)).get(host.name);
    const found = result === undefined ? null : parseSecrets(wanted, result);
    if (found !== null) return { found, unanswered: [] };
  }
  const through = planes.map(({ host }) => host.name).join(', ');
  const message = `the ingress Secrets could not be asked for, through ${through}`;
  const remedy = 'see whether the API server answers: "kubestrap plan" shows where each host stands';
  return { found: new Map(), unanswered: [{ message, remedy }] };
}

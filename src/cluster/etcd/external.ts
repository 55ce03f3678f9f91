import { parseAnswer, readAlarms, readMembers, readStatus } from '../../facts/etcd-answers.ts';
import { type EtcdMember, type EtcdStatus, NO_ETCD } from '../../facts/etcd-types.ts';
import { rows } from '../../facts/fact.ts';
import type { ExternalEtcd } from '../../model/cluster.ts';
import { externalEtcd } from '../../shell/functions/etcd.ts';
import type { Script } from '../../shell/sh.ts';
import { isObject } from '../../values/json.ts';
import type { EtcdView } from './survey.ts';

/** A member of an etcd that kubeadm does not run, and the endpoint of the spec that leads to it. */
export interface Seat {
  readonly endpoint: string;
  readonly status: EtcdStatus;
  /** Did it answer a read that needs the quorum? */
  readonly isHealthy: boolean;
}

/** What one control plane says of an external etcd: `external_etcd_says` in templates/lib/etcd.sh. */
export interface ExternalAnswer {
  readonly hasEtcdctl: boolean;
  /** Certificates that the spec names and this host has not. */
  readonly missingFiles: readonly string[];
  /** Has it a program that can look into a snapshot? */
  readonly readsSnapshots: boolean;
  /** In the order of the spec; a member that several endpoints lead to, once. */
  readonly seats: readonly Seat[];
  /** Null: nobody says. */
  readonly members: readonly EtcdMember[] | null;
  readonly alarms: readonly string[];
}

/** The control plane to go through, and what it says; or why there is none. */
export type ExternalView =
  | { readonly through: string; readonly answer: ExternalAnswer }
  | { readonly through: null; readonly reason: string };

/** Shell that makes all of templates/lib/etcd.sh ask this etcd, at these of its endpoints. */
export function askAt({ caFile, certFile, keyFile }: ExternalEtcd, endpoints: readonly string[]): Script {
  return externalEtcd(endpoints.join(','), caFile, certFile, keyFile);
}

export function parseExternal({ endpoints }: Pick<ExternalEtcd, 'endpoints'>, text: string): ExternalAnswer {
  const said = rows(text).map((row) => {
    const [tag = '', ...rest] = row.split(' ');
    return { tag, rest: rest.join(' ').trim() };
  });
  const all = (name: string) => said.flatMap(({ tag, rest }) => (tag === name ? [rest] : []));
  const answer = (name: string) => parseAnswer(all(name)[0] ?? '');
  const healthy = new Set(all('healthy'));
  const found = all('status')
    .flatMap((row) => listOf(parseAnswer(row)))
    .flatMap((one): Seat[] => {
      const status = readStatus([one]);
      const endpoint = isObject(one) && typeof one.Endpoint === 'string' ? one.Endpoint : '';
      return status === null ? [] : [{ endpoint, status, isHealthy: healthy.has(endpoint) }];
    });
  const place = ({ endpoint }: Seat) => endpoints.indexOf(endpoint);
  const sorted = found.toSorted((a, b) => place(a) - place(b));
  return {
    hasEtcdctl: all('no-etcdctl').length === 0,
    missingFiles: all('no-file'),
    readsSnapshots: all('no-etcdutl').length === 0,
    seats: sorted.filter(
      ({ status }, index) => sorted.findIndex((other) => other.status.memberId === status.memberId) === index,
    ),
    members: readMembers(answer('members')),
    alarms: readAlarms(answer('alarms')),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Its members as `surveyMembers` takes them: each endpoint in the place of a host. */
export function viewsOf({ seats, members, alarms }: ExternalAnswer): EtcdView[] {
  return seats.map(({ endpoint, status, isHealthy }) => ({
    host: endpoint,
    etcd: { ...NO_ETCD, isRunning: true, status, members, isHealthy, alarms },
  }));
}

/** `m-1`, or the id of one that has no name. */
export function seatName({ members }: ExternalAnswer, { status }: Seat): string {
  return (members ?? []).find(({ id }) => id === status.memberId)?.name || status.memberId;
}

export function leads({ status: { leader, memberId } }: Pick<Seat, 'status'>): boolean {
  return leader === memberId;
}

/** The control plane that reaches most of the members, the first of those that reach as many. Pure. */
export function chooseThrough(
  answers: ReadonlyMap<string, ExternalAnswer>,
  { forSnapshot }: { readonly forSnapshot: boolean },
): ExternalView {
  const fit = [...answers].filter(([, answer]) => obstacle(answer, forSnapshot) === null);
  const healthy = ({ seats }: ExternalAnswer) => seats.filter((seat) => seat.isHealthy).length;
  const [best] = fit.toSorted(([, a], [, b]) => healthy(b) - healthy(a));
  if (best !== undefined) return { through: best[0], answer: best[1] };
  const reasons = [...answers].map(([host, answer]) => `${host} has ${obstacle(answer, forSnapshot)}`);
  const why = reasons.length === 0 ? 'none that may be asked answered' : reasons.join('; ');
  return { through: null, reason: `etcd is external, and no control plane can ask it: ${why}` };
}

/** What a control plane lacks, after "has"; null: nothing. */
function obstacle({ hasEtcdctl, missingFiles, readsSnapshots }: ExternalAnswer, forSnapshot: boolean) {
  if (!hasEtcdctl) return 'no etcdctl on its PATH (Debian: install the package etcd-client)';
  if (missingFiles.length > 0) return `no ${missingFiles.join(', ')}, which spec.etcd.external names`;
  if (forSnapshot && !readsSnapshots)
    return 'no etcdutl on its PATH, and its etcdctl, being 3.6 or newer, cannot look into a snapshot: install it beside etcdctl';
  return null;
}

import { isObject } from '../values/json.ts';
import type { EtcdMember, EtcdStatus } from './etcd-types.ts';

/**
 * What etcdctl printed with `-w json`, or null where that is no JSON. Ids are numbers beyond 2^53 there, so whole numbers
 * that JSON.parse would round come as text, with all their digits.
 */
export function parseAnswer(text: string): unknown {
  const exact = text.replaceAll(/"(?:[^"\\]|\\.)*"|\d{16,}/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  try {
    return JSON.parse(exact);
  } catch {
    return null;
  }
}

/** An id as etcdctl takes it: hexadecimal. Null: there is none, which etcd writes as 0 or not at all. */
export function hexId(value: unknown): string | null {
  const digits = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (!/^\d+$/.test(digits) || BigInt(digits) === 0n) return null;
  return BigInt(digits).toString(16);
}

/**
 * What each endpoint answered to `endpoint status`. Fields by etcd's rpc.proto, which leaves out what is zero; 3.6 says more
 * (storageVersion, dbSizeQuota, downgradeInfo).
 */
export function readStatuses(answer: unknown): EtcdStatus[] {
  return (Array.isArray(answer) ? answer : []).flatMap((one) => {
    const status = object(object(one).Status);
    const header = object(status.header);
    const [memberId, clusterId] = [hexId(header.member_id), hexId(header.cluster_id)];
    if (memberId === null || clusterId === null) return [];
    return [
      {
        memberId,
        clusterId,
        leader: hexId(status.leader),
        version: text(status.version),
        dbSize: whole(status.dbSize),
        dbSizeInUse: whole(status.dbSizeInUse),
        raftTerm: whole(status.raftTerm ?? header.raft_term),
        raftIndex: whole(status.raftIndex),
        raftAppliedIndex: whole(status.raftAppliedIndex),
        isLearner: status.isLearner === true,
        errors: texts(status.errors),
      },
    ];
  });
}

/** The first of them; null: there is none. */
export function readStatus(answer: unknown): EtcdStatus | null {
  return readStatuses(answer)[0] ?? null;
}

/** The bytes that databases may have, by member, as etcd from 3.6 on says in its status. */
export function readQuotas(answer: unknown): ReadonlyMap<string, number> {
  return new Map(
    (Array.isArray(answer) ? answer : []).flatMap((one): [string, number][] => {
      const status = object(object(one).Status);
      const [id, quota] = [hexId(object(status.header).member_id), whole(status.dbSizeQuota)];
      return id === null || quota === 0 ? [] : [[id, quota]];
    }),
  );
}

/** The members of `member list`, in etcd's order; null: it is no such answer. */
export function readMembers(answer: unknown): EtcdMember[] | null {
  const { members } = object(answer);
  if (!Array.isArray(members)) return null;
  return members.map(object).flatMap((member): EtcdMember[] => {
    const id = hexId(member.ID);
    if (id === null) return [];
    return [
      {
        id,
        name: text(member.name),
        peerUrls: texts(member.peerURLs),
        clientUrls: texts(member.clientURLs),
        isLearner: member.isLearner === true,
      },
    ];
  });
}

/** By number in etcd's rpc.proto (AlarmType). */
const ALARMS = ['', 'NOSPACE', 'CORRUPT'];

/** The alarms of `alarm list`: `NOSPACE 8e9e05c52164694d`, with the member that sounds it. */
export function readAlarms(answer: unknown): string[] {
  const { alarms } = object(answer);
  if (!Array.isArray(alarms)) return [];
  return alarms.map(object).flatMap(({ alarm, memberID }) => {
    const name = typeof alarm === 'number' ? (ALARMS[alarm] ?? `alarm ${alarm}`) : text(alarm);
    return name === '' || name === 'NONE' ? [] : [`${name} ${hexId(memberID) ?? '0'}`];
  });
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

function whole(value: unknown): number {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : 0;
  return Number.isFinite(number) ? number : 0;
}

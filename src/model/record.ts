/** What kubestrap manages on one host, kept there in /var/lib/kubestrap/record.json (root, 0600). */

import { sysctlKey } from '../values/sysctl-key.ts';
import { type Kind, type Named, named } from './change-id.ts';

export const RECORD_PATH = '/var/lib/kubestrap/record.json';

export interface RecordEntry {
  /** The value we set, or the hash of the content. */
  readonly value: string;
  /** What was there before we first managed it; null: nothing was. */
  readonly original: string | null;
  /** The systemd unit that reads it when it starts. */
  readonly notifies?: string;
}

export interface MemberRecord {
  readonly name: string;
  /** UID of kube-system. */
  readonly uid: string;
  readonly caPin: string;
  /** What the host told kubeadm when it joined, as JSON; absent in records from before that was noted. */
  readonly registration?: string;
}

export interface HostRecord {
  readonly version: 1;
  /** The cluster this host belongs to; null before it joined. */
  readonly cluster: MemberRecord | null;
  /** By resource id: `sysctl net.ipv4.ip_forward`. */
  readonly resources: Readonly<Record<string, RecordEntry>>;
}

/** How a resource is kept in a record: its kind, a space, its name. */
export type RecordKey<K extends Kind = Kind> = `${K} ${string}`;

/** Takes a record's key apart; the kind may be one that only a newer kubestrap knows. */
export function keyParts(key: string): { readonly kind: string; readonly name: string } {
  const [kind = '', ...name] = key.split(' ');
  return { kind, name: name.join(' ') };
}

/** Names what a record keeps by a key. */
export function namedByKey<K extends Kind>(key: RecordKey<K>): Named {
  const { kind, name } = keyParts(key);
  return named(kind as K, name);
}

export const EMPTY_RECORD: HostRecord = { version: 1, cluster: null, resources: {} };

/** The text of a record: sorted, so that the same record is the same bytes. */
export function formatRecord(record: HostRecord): string {
  const resources = Object.fromEntries(Object.entries(record.resources).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...record, resources }, null, 2)}\n`;
}

/** A record that is there and cannot be used: its host is left as it is, since what is ours there is not known. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  readonly code = 'record';
  readonly remedy: string;

  constructor(why: string, remedy?: string) {
    super(`the record ${RECORD_PATH} cannot be used: ${why}. Nothing was changed on this host`);
    this.remedy =
      remedy ??
      'restore it from a backup and run the same command again. Without a backup move it away: the next apply then takes the present values for the original ones';
  }
}

/** Reads a record. Throws RecordError on anything that is not one: guessing what is ours would be worse than stopping. */
export function parseRecord(text: string): HostRecord {
  if (text.trim() === '') throw new RecordError('it is empty');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RecordError('it is not JSON, or only the beginning of it');
  }
  if (isObject(value) && typeof value.version === 'number' && value.version > 1) {
    throw new RecordError(
      `it has version ${value.version}, and this kubestrap knows version 1`,
      'use the newer kubestrap that wrote it',
    );
  }
  if (!isRecord(value)) throw new RecordError('it is not a record of version 1');
  return { ...value, resources: withOneSpelling(value.resources) };
}

const SYSCTL = 'sysctl ';

/** Spells sysctls as the spec's are: records of earlier versions have keys as people wrote them. */
function withOneSpelling(resources: HostRecord['resources']): HostRecord['resources'] {
  const respelled = Object.entries(resources).flatMap(([id, entry]) => {
    const known = id.startsWith(SYSCTL) ? SYSCTL + sysctlKey(id.slice(SYSCTL.length)) : id;
    // of two spellings the one that is ours today counts
    return known !== id && Object.hasOwn(resources, known) ? [] : [[known, entry] as const];
  });
  return Object.fromEntries(respelled);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRecord(value: unknown): value is HostRecord {
  if (!isObject(value) || value.version !== 1 || !isObject(value.resources)) return false;
  return isCluster(value.cluster) && Object.values(value.resources).every(isEntry);
}

function isCluster(value: unknown): boolean {
  if (value === null) return true;
  if (!isObject(value) || ![value.name, value.uid, value.caPin].every(isText)) return false;
  return value.registration === undefined || isText(value.registration);
}

function isEntry(value: unknown): boolean {
  if (!isObject(value) || !isText(value.value)) return false;
  if (value.notifies !== undefined && !isText(value.notifies)) return false;
  return value.original === null || isText(value.original);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** While a program runs, the record names what was managed before and what will be: a crash loses neither. */
export function unionRecords(before: HostRecord, after: HostRecord): HostRecord {
  return { ...after, resources: { ...before.resources, ...after.resources } };
}

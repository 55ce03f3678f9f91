/** What kubestrap manages on one host, kept there in /var/lib/kubestrap/record.json (root, 0600). */

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

export const EMPTY_RECORD: HostRecord = { version: 1, cluster: null, resources: {} };

/** The text of a record: sorted, so that the same record is the same bytes. */
export function formatRecord(record: HostRecord): string {
  const resources = Object.fromEntries(Object.entries(record.resources).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...record, resources }, null, 2)}\n`;
}

/**
 * Reads a record. Null for an empty text (no record). Throws on anything else that is not one: guessing what we
 * own would be worse than stopping.
 */
export function parseRecord(text: string): HostRecord | null {
  if (text.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${RECORD_PATH} is not JSON: restore it, or move it away to start a new one`);
  }
  if (!isRecord(value)) {
    throw new Error(`${RECORD_PATH} is not a record of version 1: was it written by a newer kubestrap?`);
  }
  return value;
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

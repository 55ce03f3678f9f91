import type { HostFacts } from '../facts/types.ts';
import type { Kind } from '../model/change-id.ts';
import type { Change } from '../model/plan.ts';
import type { RecordEntry, RecordKey } from '../model/record.ts';
import type { Script } from '../shell/sh.ts';

/** Kinds of what kubestrap makes on hosts. */
export type ResourceKind = Extract<
  Kind,
  | 'closed-ports'
  | 'file'
  | 'firewalld'
  | 'hostname'
  | 'hosts-entry'
  | 'kernel-module'
  | 'package'
  | 'selinux'
  | 'service'
  | 'swap'
  | 'swap-unit'
  | 'sysctl'
  | 'time-client'
  | 'time-sync'
  | 'ufw'
>;

/** A change still to be given its phase, and the shell that makes it. */
export interface Planned {
  readonly change: Omit<Change, 'phase' | 'id' | 'resource'>;
  /** Absent: kubestrap cannot make this change, and only says so. */
  readonly script?: Script;
  /** The file as it will be, for people to read. */
  readonly files?: readonly { readonly path: string; readonly content: string }[];
}

/** A noun on a host, as the spec wants it. Pure: facts in, changes out. */
export interface Resource {
  /** Kind and name, as records on hosts are kept by: `sysctl net.ipv4.ip_forward`. */
  readonly id: RecordKey<ResourceKind>;
  /** Null: it is as it should be. */
  readonly plan: (facts: HostFacts) => Planned | null;
  /** For the record: what we set (or its hash). */
  readonly value: string;
  /** For the record: what is there before we first touch it; null when nothing is. */
  readonly original: (facts: HostFacts) => string | null;
  /** The systemd unit that reads this when it starts, and is restarted once it changed. */
  readonly notifies?: string;
  /** The systemd unit that this resource is about: it is restarted at this place, where a restart is due. */
  readonly unit?: string;
}

/** How a kind of resource leaves a host that the spec no longer wants it on; null: there is nothing to undo. */
export type Remover = (name: string, entry: RecordEntry, facts: HostFacts) => Planned | null;

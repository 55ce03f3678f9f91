import type { Restore } from '../phases/etcd-restore/restore.ts';
import type { Secret } from '../secrets/secret.ts';
import type { Confirm } from '../workflow/confirmed.ts';
import type { Holder } from '../workflow/lock.ts';
import type { Planning } from '../workflow/plan.ts';

/** What a restore is asked to do. */
export interface RestoreOptions {
  readonly source: { readonly file: string; readonly key?: Secret } | { readonly member: string };
  readonly without: ReadonlySet<string>;
  /** A file without a sidecar is taken for one of this cluster. */
  readonly acceptUnknownOrigin: boolean;
  /** Undefined: only shows the plan. */
  readonly holder: Holder | undefined;
  readonly confirm: Confirm<RestorePlanning>;
}

/** What people are shown before they say yes. */
export interface RestorePlanning extends Planning {
  readonly restore: Restore;
  readonly warnings: readonly string[];
}

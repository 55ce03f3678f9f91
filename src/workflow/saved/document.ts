import type { Cluster, Host } from '../../model/cluster.ts';
import type { Plan } from '../../model/plan.ts';
import type { VerifiedKeys } from '../../model/transport.ts';
import type { Fingerprint } from '../fingerprint.ts';

/** Options that a plan was made with, and that it is applied with. */
export interface PlanOptions {
  /** Names in order; null: all hosts. */
  readonly limit: readonly string[] | null;
  readonly only: readonly string[] | null;
  readonly skipPhases: readonly string[] | null;
  readonly removeStaleMembers: boolean;
  readonly acceptNoFaultTolerance: boolean;
}

/** How a host is reached, and the keys by which it and its bastion were known when the plan was made. */
export interface SavedTarget extends VerifiedKeys {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly bastion?: { readonly address: string; readonly port: number; readonly user: string };
}

/** What `plan --out` writes and `apply --plan` reads: everything that a person reviews. Plain data, no secrets. */
export interface SavedPlan extends Fingerprint {
  readonly version: 2;
  /** Version of kubestrap that made it, and SHA-256 of the shell functions that its programs start with. */
  readonly kubestrap: string;
  readonly library: string;
  readonly options: PlanOptions;
  /** Names in the order in which they are run. */
  readonly phases: readonly string[];
  /** By host. */
  readonly targets: Readonly<Record<string, SavedTarget>>;
  /** The cluster it is about; null: none yet, so one that this plan itself starts. */
  readonly cluster: { readonly uid: string; readonly caPin: string } | null;
  readonly plan: Plan;
}

/** How each host of the inventory is reached, with keys where a connection verified them. */
export function targetsOf(
  { hosts }: Cluster,
  verified: ReadonlyMap<string, VerifiedKeys>,
): Readonly<Record<string, SavedTarget>> {
  return Object.fromEntries(
    hosts.map((host) => [host.name, { ...reachOf(host), ...verified.get(host.name) }]),
  );
}

function reachOf({ address, ssh: { port, user, bastion } }: Host): SavedTarget {
  if (bastion === undefined) return { address, port, user };
  return {
    address,
    port,
    user,
    bastion: { address: bastion.address, port: bastion.port, user: bastion.user },
  };
}

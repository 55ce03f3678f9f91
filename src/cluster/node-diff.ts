import type { LiveNode } from '../facts/live-types.ts';
import { ANNOTATIONS } from '../facts/live-types.ts';
import { versionFacts } from '../knowledge/versions.ts';
import type { Host, Taint, Version } from '../model/cluster.ts';

export interface Difference {
  readonly before: string | null;
  readonly after: string | null;
  /**
   * For `kubectl label` or `taint`: all that the inventory wants, then what goes. All of it, and not what differs now:
   * so it is the same for a node that has yet to join, whatever kubeadm gives that one.
   */
  readonly arguments: readonly string[];
  /** The annotation's new value. */
  readonly managed: string;
}

/** Labels that the inventory wants, and those it wanted before and no longer does. Others are not ours. */
export function labelDifference(wanted: Host['labels'], node: LiveNode): Difference | null {
  const managed = keys(node.annotations[ANNOTATIONS.labels]);
  const gone = managed.filter((key) => !Object.hasOwn(wanted, key) && Object.hasOwn(node.labels, key));
  const set = Object.entries(wanted)
    .filter(([key, value]) => node.labels[key] !== value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const now = Object.keys(wanted).toSorted().join(',');
  if (set.length === 0 && gone.length === 0 && now === managed.join(',')) return null;
  const touched = [...set.map(([key]) => key), ...gone];
  return {
    before: text(
      touched.flatMap((key) => (Object.hasOwn(node.labels, key) ? [`${key}=${node.labels[key]}`] : [])),
    ),
    after: text(set.map(([key, value]) => `${key}=${value}`)) ?? noted(now, touched),
    arguments: [
      ...Object.entries(wanted)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${key}=${value}`),
      ...gone.map((key) => `${key}-`),
    ],
    managed: now,
  };
}

/** As `labelDifference`, for taints. A host without `taints` keeps kubeadm's default for its role. */
export function taintDifference({ taints, role }: Host, node: LiveNode, version: Version): Difference | null {
  const managed = keys(node.annotations[ANNOTATIONS.taints]);
  if (taints === undefined && managed.length === 0) return null;
  const defaults = versionFacts(version).controlPlaneTaints;
  const wanted =
    taints ?? (role === 'control-plane' ? defaults.map((key): Taint => ({ key, effect: 'NoSchedule' })) : []);
  // a list in the inventory replaces kubeadm's own taints, too
  const ours = new Set([...managed, ...defaults, ...wanted.map(({ key }) => key)]);
  const live = node.taints.filter(({ key }) => ours.has(key)).map(taintText);
  const want = wanted.map(taintText);
  const [set, gone] = [want.filter((one) => !live.includes(one)), live.filter((one) => !want.includes(one))];
  const now = (taints ?? [])
    .map(({ key }) => key)
    .toSorted()
    .join(',');
  if (set.length === 0 && gone.length === 0 && now === managed.join(',')) return null;
  return {
    before: text(gone),
    after: text(set) ?? noted(now, gone),
    arguments: [
      ...want,
      ...gone.filter((one) => !want.some((other) => id(other) === id(one))).map((one) => `${id(one)}-`),
    ],
    managed: now,
  };
}

/** `key=value:Effect`, as kubectl writes taints. */
function taintText({ key, value, effect }: Taint): string {
  return `${key}${value === undefined || value === '' ? '' : `=${value}`}:${effect}`;
}

/** Key and effect identify a taint. */
function id(taint: string): string {
  return taint.replace(/=[^:]*/, '');
}

/** What changes when only the annotation does. */
function noted(managed: string, touched: readonly string[]): string | null {
  return touched.length > 0 ? null : `noted as kubestrap's: ${managed || 'none'}`;
}

function keys(annotation: string | undefined): string[] {
  return (annotation ?? '').split(',').filter((key) => key !== '');
}

function text(items: readonly string[]): string | null {
  return items.length > 0 ? items.join(', ') : null;
}

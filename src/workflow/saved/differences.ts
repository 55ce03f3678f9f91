import type { Plan, PlannedChange } from '../../model/plan.ts';
import { changeId } from '../fingerprint.ts';
import type { SavedPlan, SavedTarget } from './document.ts';

/** One way in which a plan is not the reviewed one. */
export interface Difference {
  /** Hosts that it is about; empty: the cluster or the whole run. */
  readonly hosts: readonly string[];
  /** The change, as `phase: resource`; absent where it is about something else. */
  readonly change?: string;
  /** What differs, in words that name both sides. */
  readonly message: string;
}

/** What is known without asking any host. */
export type PlanInputs = Pick<SavedPlan, 'kubestrap' | 'library' | 'options' | 'phases' | 'targets'>;

const LINES_SHOWN = 12;

/** How a plan of now differs from the reviewed one. Pure. */
export function planDifferences(saved: SavedPlan, now: SavedPlan): Difference[] {
  return grouped([
    ...inputDifferences(saved, now),
    ...keyDifferences(saved, now),
    ...clusterDifferences(saved, now),
    ...changeDifferences(saved, now),
    ...documentDifferences(saved.plan, now.plan),
    ...orderDifferences(saved, now),
  ]);
}

/** The part of it that is known before any host is asked: versions, options and how hosts are reached. */
export function inputDifferences(saved: PlanInputs, now: PlanInputs): Difference[] {
  const run = (what: string, was: unknown, is: unknown): Difference[] =>
    same(was, is)
      ? []
      : [{ hosts: [], message: `${what}: the saved plan has ${text(was)}, now it is ${text(is)}` }];
  return [
    ...run('kubestrap', saved.kubestrap, now.kubestrap),
    ...(saved.kubestrap === now.kubestrap ? run('its shell functions', saved.library, now.library) : []),
    ...Object.entries(OPTIONS).flatMap(([key, name]) =>
      run(name, saved.options[key as keyof typeof OPTIONS], now.options[key as keyof typeof OPTIONS]),
    ),
    ...run('phases', saved.phases, now.phases),
    ...unionOf(saved.targets, now.targets).flatMap((host) => {
      const [was, is] = [saved.targets[host], now.targets[host]];
      if (was === undefined) return [{ hosts: [host], message: 'it is not in the saved plan' }];
      if (is === undefined)
        return [{ hosts: [host], message: 'it is in the saved plan, and not in the inventory' }];
      return REACH.flatMap((key) =>
        same(was[key], is[key])
          ? []
          : [
              {
                hosts: [host],
                message: `${key}: the saved plan has ${text(was[key])}, the inventory ${text(is[key])}`,
              },
            ],
      );
    }),
  ];
}

const OPTIONS = {
  limit: '--limit',
  only: '--only',
  skipPhases: '--skip-phases',
  removeStaleMembers: '--remove-stale-members',
  acceptNoFaultTolerance: '--accept-no-fault-tolerance',
} as const;

const REACH = ['address', 'port', 'user', 'bastion'] as const satisfies readonly (keyof SavedTarget)[];

function keyDifferences(saved: SavedPlan, now: SavedPlan): Difference[] {
  return Object.entries(now.targets).flatMap(([host, target]) =>
    (['hostKey', 'bastionHostKey'] as const).flatMap((key) => {
      const [was, is] = [saved.targets[host]?.[key], target[key]];
      // one that was not connected to now is told by the plan itself
      if (is === undefined || was === is) return [];
      const name = key === 'hostKey' ? 'host key' : 'host key of its bastion';
      return [{ hosts: [host], message: `${name}: the saved plan has ${text(was)}, it shows ${is}` }];
    }),
  );
}

function clusterDifferences({ cluster: was }: SavedPlan, { cluster: is }: SavedPlan): Difference[] {
  if (same(was, is)) return [];
  const say = (one: typeof was) => (one === null ? 'none yet' : `${one.uid}, CA ${one.caPin}`);
  return [{ hosts: [], message: `the cluster: the saved plan is about ${say(was)}, now it is ${say(is)}` }];
}

function changeDifferences(saved: SavedPlan, now: SavedPlan): Difference[] {
  const [before, after] = [changesOf(saved.plan), changesOf(now.plan)];
  return unionOf(saved.hashes, now.hashes).flatMap((id) => {
    const [was, is] = [saved.hashes[id], now.hashes[id]];
    const [old, made] = [before.get(id), after.get(id)];
    if (was === undefined) return [about(id, `not in the saved plan${values(made)}`)];
    if (is === undefined) return [about(id, 'in the saved plan, and no longer to be made')];
    const files = fileDifferences(saved.files[id] ?? {}, now.files[id] ?? {});
    const fields = old && made ? fieldDifferences(old, made) : [];
    if (was === is && files.length === 0 && fields.length === 0) return [];
    const told = [...fields, ...files];
    return [about(id, told.length > 0 ? told.join('\n') : 'its program is not the one of the saved plan')];
  });
}

function changesOf({ cluster, hosts }: Plan): ReadonlyMap<string, PlannedChange> {
  return new Map([
    ...cluster.changes.map((change) => [changeId(null, change), change] as const),
    ...hosts.flatMap(({ name, changes }) =>
      changes.map((change) => [changeId(name, change), change] as const),
    ),
  ]);
}

const FIELDS = ['action', 'before', 'after', 'reason', 'disruption', 'supported'] as const;

function fieldDifferences(was: PlannedChange, is: PlannedChange): string[] {
  return FIELDS.flatMap((key) => {
    if (was[key] === is[key]) return [];
    const [old, made] = [was[key], is[key]];
    if (typeof old === 'string' && typeof made === 'string' && `${old}${made}`.includes('\n'))
      return [`${key}:`, ...lineDifferences(old, made)];
    return [`${key}: the saved plan has ${text(old)}, now it is ${text(made)}`];
  });
}

function fileDifferences(
  was: Readonly<Record<string, string>>,
  is: Readonly<Record<string, string>>,
): string[] {
  return unionOf(was, is).flatMap((path) =>
    was[path] === is[path] ? [] : [`${path}:`, ...lineDifferences(was[path] ?? '', is[path] ?? '')],
  );
}

/** Lines that went (`-`) and came (`+`), the first of them. */
function lineDifferences(was: string, is: string): string[] {
  const [old, made] = [was.split('\n'), is.split('\n')];
  const only = (lines: readonly string[], others: readonly string[], sign: string) => {
    const known = new Set(others);
    return lines.filter((line) => !known.has(line)).map((line) => `  ${sign} ${line}`);
  };
  const all = [...only(old, made, '-'), ...only(made, old, '+')];
  if (all.length === 0) return ['  the same lines in another order'];
  const left = all.length - LINES_SHOWN;
  return [...all.slice(0, LINES_SHOWN), ...(left > 0 ? [`  … ${left} more lines`] : [])];
}

function documentDifferences(was: Plan, is: Plan): Difference[] {
  const reach = (plan: Plan) => new Map(plan.hosts.map(({ name, reachable }) => [name, reachable]));
  const [before, after] = [reach(was), reach(is)];
  const hosts = [...new Set([...before.keys(), ...after.keys()])].flatMap((host): Difference[] => {
    if (before.get(host) === after.get(host)) return [];
    const say = (state: boolean | undefined) =>
      state === undefined ? 'is not in the plan' : state ? 'answers' : 'does not answer';
    return [
      {
        hosts: [host],
        message: `it ${say(after.get(host))} now; in the saved plan it ${say(before.get(host))}`,
      },
    ];
  });
  const lists = (['refusals', 'cautions'] as const).flatMap((key): Difference[] =>
    same(was[key] ?? [], is[key] ?? [])
      ? []
      : [
          {
            hosts: [],
            message: `${key}: the saved plan has ${text(was[key] ?? [])}, now there are ${text(is[key] ?? [])}`,
          },
        ],
  );
  return [...hosts, ...lists];
}

/** Only where the changes themselves agree: else the order differs because of them. */
function orderDifferences(saved: SavedPlan, now: SavedPlan): Difference[] {
  if (!same(Object.keys(saved.hashes).toSorted(), Object.keys(now.hashes).toSorted())) return [];
  const phases = unionOf(saved.rounds, now.rounds).filter(
    (phase) => !same(saved.rounds[phase], now.rounds[phase]),
  );
  const steps = same(Object.keys(saved.hashes), Object.keys(now.hashes))
    ? []
    : ['changes are made in another order'];
  return [
    ...phases.map((phase) => `${phase}: hosts work in another order`),
    ...(phases.length > 0 ? [] : steps),
  ].map((message) => ({ hosts: [], message }));
}

/** A difference of a change, by its id. */
export function about(id: string, message: string): Difference {
  const [, host, change = id] = /^(?:host ([^:]+)|cluster): (.*)$/s.exec(id) ?? [];
  return { hosts: host === undefined ? [] : [host], change, message };
}

/** What hosts share is said once. */
export function grouped(all: readonly Difference[]): Difference[] {
  const groups = new Map<string, Difference>();
  for (const one of all) {
    const key = JSON.stringify([one.hosts.length > 0, one.change, one.message]);
    const known = groups.get(key);
    groups.set(key, known === undefined ? one : { ...known, hosts: [...known.hosts, ...one.hosts] });
  }
  return [...groups.values()];
}

function values(change: PlannedChange | undefined): string {
  const parts = [change?.before, change?.after].filter((one) => one !== null && one !== undefined);
  return parts.length === 0 ? '' : `: ${parts.map((part) => oneLine(part)).join(' → ')}`;
}

function text(value: unknown): string {
  if (value === null || value === undefined || same(value, [])) return 'none';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object'
    ? Object.values(value).join(' ')
    : `${value}`.includes('\n')
      ? oneLine(`${value}`)
      : `${value}`;
}

function oneLine(value: string): string {
  const [line = '', ...rest] = value.trimEnd().split('\n');
  return rest.length > 0 ? `${line} …` : line;
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

function unionOf(left: object, right: object): string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}

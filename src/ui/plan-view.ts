import type { Plan } from '../model/plan.ts';
import { formatChange } from './change-view.ts';
import { clockLines } from './clock-view.ts';
import { fileBlocks, type WrittenFiles } from './files-view.ts';
import { byPhase, foldChanges, foldTroubles } from './fold.ts';
import { createPen, joinBlocks, namesText, type PageOptions } from './page.ts';
import { matchText, noneAnswered, notChecked, type Scope } from './scope.ts';
import { count, type Pen } from './style.ts';
import { oneLine } from './terminal.ts';
import { wrap } from './width.ts';

const NAMES_SHOWN = 10;

export interface PlanAbout {
  /** What was looked at; default: everything. */
  readonly scope?: Scope;
  /** In place of "No changes", without a period: of plans that do not compare hosts with a spec. */
  readonly nothing?: string;
  /** What changes write on their way, by change and path; shown with -v. */
  readonly files?: WrittenFiles;
}

/**
 * A plan for a person. Blocks of changes under the hosts that share them, the cluster's own after them, then hosts
 * that cannot go on, with -v the files that changes write on their way, then cautions and refusals, and a summary as the last line, where the eye is when the prompt comes back.
 */
export function formatPlan(plan: Plan, options: PageOptions, about: PlanAbout = {}): string {
  const pen = createPen(options);
  return joinBlocks([
    ...foldChanges(plan.hosts).map(({ hosts, changes }) => [
      ...names(hosts, pen).map(pen.style.bold),
      ...phases(changes, pen),
    ]),
    plan.cluster.changes.length > 0 ? [pen.style.bold('cluster'), ...phases(plan.cluster.changes, pen)] : [],
    ...troubles(plan, pen),
    ...(options.verbose ? fileBlocks(about.files ?? {}, pen) : []),
    reasons('Not confirmed by -y:', plan.cautions ?? [], 'changed', pen),
    reasons('Would be refused:', plan.refusals, 'failed', pen),
    clockLines(plan.clocks ?? [], { ...pen, color: options.color }),
    wrap(summary(plan, about), pen.width).map(pen.style.bold),
  ]);
}

function phases(changes: Plan['cluster']['changes'], pen: Pen): string[] {
  return [...byPhase(changes)].flatMap(([phase, list]) => [
    pen.style.cyan(`  ${oneLine(phase)}`),
    ...list.flatMap((change) => formatChange(change, pen)),
  ]);
}

/** `cp-1, cp-2, cp-3 (3 hosts)`, wrapped; long lists are cut unless verbose asks for every name. */
function names(hosts: readonly string[], pen: Pen): string[] {
  const total = hosts.length > 1 ? ` (${count(hosts.length, 'host')})` : '';
  return wrap(namesText(hosts, NAMES_SHOWN, pen) + total, pen.width);
}

function troubles(plan: Plan, pen: Pen): string[][] {
  const { style, symbols } = pen;
  return foldTroubles(plan.hosts).map(({ hosts, reachable, problems }) => {
    const verdict = reachable ? 'cannot go on' : 'unreachable';
    return [
      ...names(hosts, pen).map((line, i, all) =>
        i === all.length - 1 ? `${style.bold(line)}  ${style.red(verdict)}` : style.bold(line),
      ),
      ...problems.flatMap((problem) => listed(problem, symbols.failed, style.red, pen)),
    ];
  });
}

/** Cautions or refusals under what they are. */
function reasons(title: string, all: readonly string[], kind: 'changed' | 'failed', pen: Pen): string[] {
  if (all.length === 0) return [];
  const { style, symbols } = pen;
  const paint = kind === 'failed' ? style.red : style.yellow;
  return [
    paint(style.bold(title)),
    ...all.flatMap((reason) => listed(reason, kind === 'failed' ? symbols.failed : '!', paint, pen)),
  ];
}

/** An item under its symbol, wrapped and indented. */
function listed(text: string, symbol: string, paint: (text: string) => string, pen: Pen): string[] {
  return wrap(oneLine(text), Math.max(20, pen.width - 4)).map(
    (line, i) => `  ${i === 0 ? paint(symbol) : ' '} ${line}`,
  );
}

function summary(plan: Plan, { scope = {}, nothing }: PlanAbout): string {
  const unreachable = plan.hosts.filter((host) => !host.reachable).length;
  const stuck = plan.hosts.filter((host) => host.reachable && (host.problems ?? []).length > 0).length;
  const all = plan.hosts.length;
  if (all > 0 && unreachable === all) return `No plan: ${noneAnswered(all)}.`;
  const troubles = [
    ...(stuck > 0 ? [`${count(stuck, 'host')} cannot go on`] : []),
    ...(unreachable > 0 ? [`${count(unreachable, 'host')} unreachable`] : []),
  ];
  const away = troubles.map((text) => `; ${text}`).join('');
  const changes = [...plan.cluster.changes, ...plan.hosts.flatMap((host) => host.changes)];
  const beyond = changes.filter((change) => change.supported === false).length;
  const manual = beyond > 0 ? `; ${count(beyond, 'difference')} to settle by hand (!)` : '';

  const { create, update, delete: removed, run } = plan.summary;
  const parts = [
    [create, 'create'],
    [update, 'update'],
    [removed, 'delete'],
    [run, 'run'],
  ].filter(([n]) => n !== 0);
  if (parts.length === 0) {
    const matching = all - unreachable - stuck;
    const rest = notChecked(scope);
    if (plan.refusals.length > 0) return `No changes planned: the run would be refused${away}.`;
    if (beyond > 0) return `No changes to make${manual}${away}.${rest}`;
    if (nothing !== undefined) return `${nothing}${away}.`;
    if (all === 0) return 'No changes. No host was checked.';
    if (matching === 0) return `No changes planned: ${troubles.join('; ')}.${rest}`;
    return `No changes. ${matchText(matching, scope)}${away}.${rest}`;
  }
  return `Plan: ${parts.map(([n, verb]) => `${n} to ${verb}`).join(', ')}${where(plan)}${manual}${away}.`;
}

function where(plan: Plan): string {
  const touched = plan.hosts.filter((host) =>
    host.changes.some((change) => change.supported !== false),
  ).length;
  const cluster = plan.cluster.changes.some((change) => change.supported !== false);
  const places = [
    ...(touched > 0 ? [`on ${count(touched, 'host')}`] : []),
    ...(cluster ? ['in the cluster'] : []),
  ];
  return places.length > 0 ? ` ${places.join(' and ')}` : '';
}

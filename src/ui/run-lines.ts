/** The lines a running phase is drawn with: pure functions of the model, cut to the width, then coloured. */

import type { HostRun, NoteRun, PhaseRun } from './run-model.ts';
import { count, type Pen } from './style.ts';
import { truncate } from './terminal.ts';
import { displayWidth, wrap } from './width.ts';

/** Past this many hosts, only those at work and those that failed are drawn. */
export const MANY_HOSTS = 12;
const SLOW_STEP_MS = 3_000;
const REASON_LINES = 4;

/** `⠹ Prepare hosts  3 of 4 done, 1 failed  12s` */
export function phaseLine(phase: PhaseRun, pen: Pen, frame: number, now: number): string {
  const { symbols, style } = pen;
  const elapsed = duration((phase.endedAt ?? now) - phase.startedAt);
  const hosts = [...phase.hosts.values()];
  const failed = hosts.filter((host) => host.status === 'failed').length;
  const done = hosts.filter((host) => host.status === 'done').length;
  const counts = [
    ...(hosts.length > 1 ? [`${done} of ${hosts.length} hosts done`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(', ');
  if (phase.outcome === undefined) {
    return line(pen, style.cyan, spin(pen, frame), phase.title, join(counts, elapsed));
  }
  if (phase.outcome === 'skipped') {
    return line(
      pen,
      style.dim,
      symbols.skipped,
      phase.title,
      phase.reason === undefined ? 'skipped' : `skipped: ${phase.reason}`,
    );
  }
  if (phase.outcome === 'interrupted') {
    return line(pen, style.yellow, symbols.warning, phase.title, join('interrupted', counts, elapsed));
  }
  const hostsFailed = failed > 0 ? `${failed} of ${count(hosts.length, 'host')} failed` : '';
  if (phase.outcome === 'failed') {
    return line(
      pen,
      style.red,
      symbols.failed,
      phase.title,
      join(phase.reason ?? (hostsFailed || 'failed'), elapsed),
    );
  }
  const [paint, symbol] = failed > 0 ? [style.yellow, symbols.warning] : [style.green, symbols.done];
  return line(pen, paint, symbol, phase.title, join(hostsFailed, elapsed));
}

/** `⠹ cp-1  kubeadm init  42s`; when the phase was interrupted, what the host was at. */
export function hostLine(host: HostRun, phase: PhaseRun, pen: Pen, frame: number, now: number): string {
  const { symbols, style } = pen;
  const over = phase.outcome !== undefined;
  switch (host.status) {
    case 'done':
      return line(pen, style.green, symbols.done, host.name, '');
    case 'failed':
      return failedLines(host, pen);
    case 'waiting':
      return line(pen, style.dim, symbols.waiting, host.name, over ? 'not started' : 'waiting');
    case 'active':
      if (over) return line(pen, style.yellow, symbols.warning, host.name, join(host.step, 'not finished'));
      return line(pen, style.cyan, spin(pen, frame), host.name, atWork(host, now));
  }
}

/** Why a host failed is what one looks for: it is wrapped below the host rather than cut. */
function failedLines(host: HostRun, pen: Pen): string {
  const reason = host.reason ?? 'failed';
  const whole = join(host.step, reason);
  const fits = displayWidth(`${host.name}  ${whole}`) <= pen.width - 2;
  const first = line(pen, pen.style.red, pen.symbols.failed, host.name, fits ? whole : (host.step ?? ''));
  if (fits) return first;
  const below = wrap(reason, Math.max(20, pen.width - 4));
  const shown = pen.verbose ? below : below.slice(0, REASON_LINES);
  return [first, ...shown].join('\n    ') + (below.length > shown.length ? ` ${pen.symbols.more}` : '');
}

/** `⚠ cp-2: the clock is 300 ms off` */
export function noteLine(note: NoteRun, pen: Pen): string {
  const { symbols, style } = pen;
  if (note.level === 'info') return line(pen, style.dim, symbols.waiting, note.text, '');
  return line(pen, style.yellow, symbols.warning, note.text, '');
}

/** What a host said last, under its line. */
export function outputLines(host: HostRun, pen: Pen): string {
  return host.output
    .slice(pen.verbose ? -5 : -1)
    .map((text) => pen.style.dim(truncate(`${pen.symbols.output} ${text}`, pen.width, pen.symbols.more)))
    .join('\n');
}

/** The hosts at work of a phase with many: one line each, then how many more. */
export function crowdLines(phase: PhaseRun, pen: Pen, now: number): string {
  const active = [...phase.hosts.values()].filter((host) => host.status === 'active');
  const shown = active.slice(0, active.length > MANY_HOSTS ? MANY_HOSTS - 1 : MANY_HOSTS);
  const rest = active.length - shown.length;
  return [
    ...shown.map((host) => line(pen, pen.style.dim, pen.symbols.output, host.name, atWork(host, now))),
    ...(rest > 0 ? [pen.style.dim(`${pen.symbols.more} and ${rest} more at work`)] : []),
  ].join('\n');
}

/** Seconds, then minutes: `0.4s`, `42s`, `3m07s`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  return `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, '0')}s`;
}

function atWork(host: HostRun, now: number): string {
  const since = now - host.stepStartedAt;
  return join(host.step, since >= SLOW_STEP_MS ? duration(since) : undefined);
}

function join(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('  ');
}

function spin(pen: Pen, frame: number): string {
  const { spinner } = pen.symbols;
  return spinner[frame % spinner.length] ?? '';
}

/** The one place where a line is cut, and coloured only after that. */
function line(
  pen: Pen,
  paint: (text: string) => string,
  symbol: string,
  subject: string,
  rest: string,
): string {
  const room = pen.width - 2;
  const first = truncate(subject, room, pen.symbols.more);
  const left = truncate(
    rest === '' ? '' : `  ${rest}`,
    Math.max(0, room - displayWidth(first)),
    pen.symbols.more,
  );
  const failed = symbol === pen.symbols.failed;
  return `${paint(symbol)} ${first}${failed ? left : pen.style.dim(left)}`;
}

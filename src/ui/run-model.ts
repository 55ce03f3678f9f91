/**
 * What a run's events add up to: phases with their hosts, and notes, in the order they came. Pure but for the
 * clock. Tolerates events that come late, twice or in any order, since a view must never be what breaks a run.
 */

import type { ProgressEvent } from '../workflow/events.ts';
import { oneLine } from './terminal.ts';

export interface HostRun {
  readonly name: string;
  status: 'waiting' | 'active' | 'done' | 'failed';
  step: string | undefined;
  stepStartedAt: number;
  /** The last lines of output, newest last, safe to show. */
  output: string[];
  reason: string | undefined;
}

export interface PhaseRun {
  readonly kind: 'phase';
  readonly name: string;
  title: string;
  readonly hosts: Map<string, HostRun>;
  readonly startedAt: number;
  endedAt: number | undefined;
  outcome: 'done' | 'failed' | 'skipped' | 'interrupted' | undefined;
  reason: string | undefined;
}

export interface NoteRun {
  readonly kind: 'note';
  readonly level: 'info' | 'warning';
  readonly text: string;
}

export interface RunModel {
  readonly items: readonly (PhaseRun | NoteRun)[];
  apply(event: ProgressEvent): void;
  /** Ends every phase that has not ended: the run was interrupted, or its end got lost. */
  interrupt(): void;
}

const OUTPUT_LINES = 5;

/** An empty run. */
export function createRunModel(now: () => number): RunModel {
  const items: (PhaseRun | NoteRun)[] = [];
  /** The latest phase of a name: a name may come again (facts are gathered after each barrier). */
  const latest = new Map<string, PhaseRun>();

  const startPhase = (name: string, title: string): PhaseRun => {
    const phase: PhaseRun = {
      kind: 'phase',
      name,
      title: oneLine(title),
      hosts: new Map(),
      startedAt: now(),
      endedAt: undefined,
      outcome: undefined,
      reason: undefined,
    };
    items.push(phase);
    latest.set(name, phase);
    return phase;
  };

  const hostOf = (phase: PhaseRun, name: string): HostRun => {
    const known = phase.hosts.get(name);
    if (known !== undefined) return known;
    const host: HostRun = {
      name: oneLine(name),
      status: 'waiting',
      step: undefined,
      stepStartedAt: now(),
      output: [],
      reason: undefined,
    };
    phase.hosts.set(name, host);
    return host;
  };

  const note = (level: 'info' | 'warning', host: string | undefined, message: string): void => {
    items.push({ kind: 'note', level, text: oneLine(host === undefined ? message : `${host}: ${message}`) });
  };

  const hostEvent = (event: Extract<ProgressEvent, { host: string; phase: string }>): void => {
    const phase = latest.get(event.phase) ?? startPhase(event.phase, event.phase);
    if (phase.outcome !== undefined) {
      // Too late to draw; a failure still has to be seen.
      if (
        event.type === 'host-end' &&
        event.outcome === 'failed' &&
        phase.hosts.get(event.host)?.status !== 'failed'
      ) {
        note('warning', event.host, `${phase.title}: ${event.reason ?? 'failed'}`);
      }
      return;
    }
    const host = hostOf(phase, event.host);
    if (event.type === 'host-end') {
      host.status = event.outcome;
      host.reason = event.reason === undefined ? undefined : oneLine(event.reason);
      return;
    }
    if (host.status === 'done' || host.status === 'failed') return;
    host.status = 'active';
    if (event.type === 'step-start') {
      host.step = oneLine(event.step);
      host.stepStartedAt = now();
      host.output = [];
    } else if (event.type === 'output') {
      const line = oneLine(event.line);
      if (line !== '') host.output = [...host.output, line].slice(-OUTPUT_LINES);
    }
  };

  return {
    items,
    apply(event) {
      if (event.type === 'phase-start') {
        const phase = startPhase(event.phase, event.title);
        for (const name of event.hosts) hostOf(phase, name);
      } else if (event.type === 'phase-end') {
        const phase = latest.get(event.phase) ?? startPhase(event.phase, event.phase);
        if (phase.outcome !== undefined) return;
        phase.outcome = event.outcome;
        phase.reason = event.reason === undefined ? undefined : oneLine(event.reason);
        phase.endedAt = now();
      } else if (event.type === 'note') {
        note(event.level, event.host, event.message);
      } else {
        hostEvent(event);
      }
    },
    interrupt() {
      for (const item of items) {
        if (item.kind !== 'phase' || item.outcome !== undefined) continue;
        item.outcome = 'interrupted';
        item.endedAt = now();
      }
    },
  };
}

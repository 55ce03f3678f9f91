import type { Progress, ProgressEvent } from '../workflow/events.ts';
import { duration } from './run-lines.ts';
import { count } from './style.ts';
import { oneLine } from './terminal.ts';
import { displayWidth, pad } from './width.ts';

const SLOW_STEP_MS = 10_000;

/**
 * One line per event worth reading, with the time since the start: `[  12.3s] cp-1  prepare  sysctl …`. A step is
 * named when it starts, so that the last line says what a hung run hangs on; its end only when it failed or took
 * long. Verbose adds skipped steps and the hosts' output.
 */
export function createPlainView(
  write: (line: string) => void,
  options: { readonly verbose: boolean; readonly now: () => number },
): Progress {
  const { verbose, now } = options;
  const start = now();
  const stepStarts = new Map<string, number>();
  let hostWidth = 0;

  const say = (...columns: readonly string[]): void => {
    const time = `[${`${((now() - start) / 1000).toFixed(1)}s`.padStart(8)}]`;
    write([time, ...columns.filter((column) => column !== '')].join('  ').replace(']  ', '] '));
  };
  const sayHost = (host: string, phase: string, ...rest: readonly string[]): void => {
    const name = oneLine(host);
    hostWidth = Math.max(hostWidth, displayWidth(name));
    say(pad(name, hostWidth), oneLine(phase), ...rest.map(oneLine));
  };

  return (event) => {
    switch (event.type) {
      case 'phase-start': {
        for (const host of event.hosts) hostWidth = Math.max(hostWidth, displayWidth(oneLine(host)));
        return say(
          `== ${oneLine(event.title)}`,
          event.hosts.length > 0 ? `(${count(event.hosts.length, 'host')})` : '',
        );
      }
      case 'phase-end':
        if (event.outcome === 'done') return;
        return say(`== ${oneLine(event.phase)} ${event.outcome}`, oneLine(event.reason ?? ''));
      case 'host-start':
        return;
      case 'step-start':
        stepStarts.set(stepKey(event), now());
        return sayHost(event.host, event.phase, event.step);
      case 'step-end': {
        const took = now() - (stepStarts.get(stepKey(event)) ?? now());
        stepStarts.delete(stepKey(event));
        if (event.outcome === 'fail') return sayHost(event.host, event.phase, event.step, 'FAILED');
        if (event.outcome === 'skip')
          return verbose ? sayHost(event.host, event.phase, event.step, 'skipped') : undefined;
        if (took < SLOW_STEP_MS) return;
        return sayHost(event.host, event.phase, event.step, `done after ${duration(took)}`);
      }
      case 'output':
        return verbose ? sayHost(event.host, event.phase, `| ${event.line}`) : undefined;
      case 'host-end':
        if (event.outcome === 'failed') return sayHost(event.host, event.phase, 'FAILED', event.reason ?? '');
        return sayHost(event.host, event.phase, 'done');
      case 'note': {
        const level = event.level === 'warning' ? 'WARNING: ' : '';
        const host = event.host === undefined ? '' : `${event.host}: `;
        return say(oneLine(`${level}${host}${event.message}`));
      }
    }
  };
}

function stepKey(event: Extract<ProgressEvent, { type: 'step-start' | 'step-end' }>): string {
  return JSON.stringify([event.phase, event.host, event.step]);
}

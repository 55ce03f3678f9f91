/**
 * The run as a listr2 tree. listr2 keeps the tree and redraws it; what each line says comes from the model, and
 * nothing here decides when anything happens. Imported only where there is a terminal: listr2 is not small.
 */

import { DefaultRenderer, Listr, ListrLogger, type ListrTask, ProcessOutput } from 'listr2';
import { crowdLines, hostLine, MANY_HOSTS, noteLine, outputLines, phaseLine } from './run-lines.ts';
import type { HostRun, PhaseRun, RunModel } from './run-model.ts';
import type { Pen } from './style.ts';

/** The part of listr2's task wrapper that is drawn to. */
interface Slot {
  title: string;
  output: string;
}

/** Tasks wait on these: each is asked again after every change of the model. */
interface Waiter {
  readonly ready: () => boolean;
  readonly resolve: () => void;
}

export interface Tree {
  /** Draws the model as it is now. */
  refresh(): void;
  /** Draws a last time and ends; whatever is still open in the model must have been ended before. */
  end(): Promise<void>;
}

/** Writes to one stream, leaves other writers of the process alone, and follows its size. */
class Output extends ProcessOutput {
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    super(stream, stream);
    this.#stream = stream;
  }

  /** listr2 copies the stream's size once; a window may be resized. */
  override get stdout(): NodeJS.WriteStream {
    return this.#stream;
  }

  /** listr2 would hold back what anyone writes to the stream until the end, and lose it if the process dies. */
  override hijack(): void {
    this.#stream.write('\u001b[?25l');
  }

  override release(): void {
    this.#stream.write('\u001b[?25h');
  }
}

/** Lines arrive with their symbols and cut to the width of the stream, which need not be stdout. */
class Renderer extends DefaultRenderer {
  static override nonTTY = true;

  protected override style(): string {
    return '';
  }

  protected override format(message: string, _icon: string, level: number): string[] {
    const lines = message.split('\n').filter((line) => line !== '');
    return lines.map((line) => '  '.repeat(level) + line);
  }
}

/** Starts drawing the model on the stream. */
export function createTree(stream: NodeJS.WriteStream, model: RunModel, pen: Pen, now: () => number): Tree {
  let closed = false;
  let frame = 0;
  let waiters: Waiter[] = [];
  const drawn: (() => void)[] = [];

  const until = (ready: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (ready()) resolve();
      else waiters.push({ ready, resolve });
    });
  const at = (level: number): Pen => ({ ...pen, width: (stream.columns || 80) - 1 - 2 * level });
  const draw = (paint: () => void): void => {
    drawn.push(paint);
    paint();
  };
  const options = { concurrent: true, exitOnError: false, registerSignalListeners: false } as const;

  /**
   * listr2 wants its tasks up front, and ours become known as events come. A task without a title is not drawn,
   * so each link of this chain holds the next item and the link after it.
   */
  const chain = <T>(next: () => Promise<T | undefined>, task: (item: T) => ListrTask): ListrTask => ({
    task: async (_context, slot) => {
      const item = await next();
      if (item === undefined) return undefined;
      return slot.newListr([task(item), chain(next, task)], options);
    },
  });

  const hostTask = (host: HostRun, phase: PhaseRun): ListrTask => ({
    title: host.name,
    task: async (_context, slot: Slot) => {
      draw(() => {
        set(slot, 'title', hostLine(host, phase, at(1), frame, now()));
        set(slot, 'output', host.status === 'active' ? outputLines(host, at(2)) : '');
      });
      await until(() => host.status === 'done' || host.status === 'failed' || phase.outcome !== undefined);
      if (host.status === 'failed') throw new Error(slot.title);
    },
  });

  const phaseTask = (phase: PhaseRun): ListrTask => ({
    title: phase.title,
    task: async (_context, slot) => {
      const many = phase.hosts.size > MANY_HOSTS;
      draw(() => {
        set(slot, 'title', phaseLine(phase, at(0), frame, now()));
        if (many) set(slot, 'output', crowdLines(phase, at(1), now()));
      });
      const shown = new Set<HostRun>();
      const nextHost = async (): Promise<HostRun | undefined> => {
        const find = (): HostRun | undefined =>
          [...phase.hosts.values()].find((host) => !shown.has(host) && (!many || host.status === 'failed'));
        await until(() => find() !== undefined || phase.outcome !== undefined);
        const host = shown.size < MANY_HOSTS ? find() : undefined;
        if (host !== undefined) shown.add(host);
        return host;
      };
      const end: ListrTask = {
        exitOnError: true,
        task: async () => {
          await until(() => phase.outcome !== undefined);
          // listr2 keeps a phase's hosts on the screen only when one of its tasks fails: this one.
          const hostFailed = [...phase.hosts.values()].some((host) => host.status === 'failed');
          if (hostFailed || phase.outcome === 'failed' || phase.outcome === 'interrupted')
            throw new Error(phase.title);
        },
      };
      const hosts = { ...chain(nextHost, (host) => hostTask(host, phase)), exitOnError: false };
      // One after the other: listr2 would not wait for the hosts once `end` has thrown.
      return slot.newListr([hosts, end], { ...options, concurrent: false, exitOnError: true });
    },
  });

  let position = 0;
  const nextItem = async (): Promise<RunModel['items'][number] | undefined> => {
    await until(() => position < model.items.length || closed);
    return model.items[position++];
  };
  const root = chain(nextItem, (item) =>
    item.kind === 'phase' ? phaseTask(item) : { title: noteLine(item, at(0)), task: () => {} },
  );

  const listr = new Listr([root], {
    ...options,
    renderer: Renderer,
    rendererOptions: {
      // Our ticks redraw; listr2's own spinner would do so twice as often.
      lazy: true,
      logger: new ListrLogger({ processOutput: new Output(stream) }),
    },
  });
  const ended = listr.run();

  const refresh = (): void => {
    frame++;
    for (const paint of drawn) paint();
    const ready = waiters.filter((waiter) => waiter.ready());
    waiters = waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  };
  return {
    refresh,
    async end() {
      closed = true;
      refresh();
      await ended;
    },
  };
}

/** listr2 redraws at every assignment, whether it changes anything or not. */
function set(slot: Slot, key: keyof Slot, value: string): void {
  if (slot[key] !== value) slot[key] = value;
}

import type { Writable } from 'node:stream';
import type { Progress } from '../workflow/events.ts';
import type { Tree } from './listr-tree.ts';
import { createPlainView } from './plain-view.ts';
import { createRunModel } from './run-model.ts';
import { createStyle, createSymbols } from './style.ts';

export interface ProgressViewOptions {
  /** stderr: stdout stays for results. */
  readonly stream: Writable & { readonly columns?: number | undefined; readonly rows?: number | undefined };
  readonly kind: 'tty' | 'plain' | 'silent';
  readonly color: boolean;
  readonly verbose: boolean;
  readonly unicode?: boolean;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

export interface ProgressView {
  readonly progress: Progress;
  /** Draws the last state and gives the terminal back, whether or not every phase has ended. */
  close(): Promise<void>;
}

const TICK_MS = 100;

/** A view of a run. It only draws: a run goes on the same with any of them, or with none. */
export function createProgressView(options: ProgressViewOptions): ProgressView {
  if (options.kind === 'tty') return createTreeView(options);
  if (options.kind === 'silent') return { progress: () => {}, close: async () => {} };
  return { progress: plain(options), close: async () => {} };
}

function plain({ stream, verbose, now = Date.now }: ProgressViewOptions): Progress {
  return createPlainView((line) => stream.write(`${line}\n`), { verbose, now });
}

/**
 * Events go into a model at once, and the tree is drawn from it ten times a second: a host that prints a
 * thousand lines a second costs no more than one that prints ten.
 */
function createTreeView(options: ProgressViewOptions): ProgressView {
  const { stream, color, verbose, unicode = true, now = Date.now } = options;
  const model = createRunModel(now);
  const pen = { style: createStyle(color), symbols: createSymbols(unicode), width: 80, verbose };
  let closing = false;
  let fallback: Progress | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** A view that fails is given up; the run it shows is not. */
  const tick = (tree: Tree): void => {
    try {
      tree.refresh();
    } catch {
      clearInterval(timer);
      fallback = plain(options);
    }
  };

  const started: Promise<Tree | undefined> = import('./listr-tree.ts').then(
    ({ createTree }) => {
      const tree = createTree(stream as NodeJS.WriteStream, model, pen, now);
      if (!closing) timer = setInterval(tick, TICK_MS, tree).unref();
      return tree;
    },
    () => {
      // Without a tree there are still lines.
      fallback = plain(options);
      return undefined;
    },
  );

  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    closing = true;
    const tree = await started;
    clearInterval(timer);
    model.interrupt();
    if (tree === undefined) return;
    try {
      await tree.end();
    } catch {
      // What could not be drawn is in the result and in the log; it is no reason to fail a run.
    } finally {
      stream.write('\u001b[?25h');
    }
  };
  return {
    progress: (event) => {
      if (closing) return;
      if (fallback === undefined) model.apply(event);
      else fallback(event);
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

/** Colours and symbols. Style what is already safe and already cut: widths are counted without escapes. */

import { styleText } from 'node:util';

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** Whether there is colour is decided here, not by what stdout happens to be when the text is made. */
function paint(format: keyof Style): (text: string) => string {
  return (text) => (text === '' ? '' : styleText(format, text, { validateStream: false }));
}

const plain = (text: string): string => text;

/** The palette, or one that leaves text as it is. */
export function createStyle(color: boolean): Style {
  if (!color) return { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain };
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
  };
}

export interface Symbols {
  readonly arrow: string;
  readonly more: string;
  readonly done: string;
  readonly failed: string;
  readonly warning: string;
  readonly skipped: string;
  readonly waiting: string;
  readonly output: string;
  readonly spinner: readonly string[];
}

const UNICODE: Symbols = {
  arrow: '→',
  more: '…',
  done: '✔',
  failed: '✖',
  warning: '⚠',
  skipped: '○',
  waiting: '·',
  output: '│',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};

const ASCII: Symbols = {
  arrow: '->',
  more: '...',
  done: '+',
  failed: 'x',
  warning: '!',
  skipped: '-',
  waiting: '.',
  output: '|',
  spinner: ['|', '/', '-', '\\'],
};

/** What stands for what, in the characters the terminal has. */
export function createSymbols(unicode: boolean): Symbols {
  return unicode ? UNICODE : ASCII;
}

/** What a page of text is drawn with. */
export interface Pen {
  readonly style: Style;
  readonly symbols: Symbols;
  readonly width: number;
  readonly verbose: boolean;
}

/** A count with its noun: `1 host`, `4 hosts`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

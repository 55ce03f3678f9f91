/** Colours and symbols. Style what is already safe and already cut: widths are counted without escapes. */

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

function sgr(open: number, close: number): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${open}m${text}\u001b[${close}m`);
}

const plain = (text: string): string => text;

/** The palette, or one that leaves text as it is. */
export function createStyle(color: boolean): Style {
  if (!color) return { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain };
  return {
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    red: sgr(31, 39),
    green: sgr(32, 39),
    yellow: sgr(33, 39),
    cyan: sgr(36, 39),
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

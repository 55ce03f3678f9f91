import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** Active swap devices and files (/proc/swaps, less its heading). */
export const swap: Fact<readonly string[]> = {
  name: 'swap',
  snippet: () => sh`{ read -r _; while read -r row; do printf '%s\n' "$row"; done; } </proc/swaps`,
  parse: (output) => rows(output).map((row) => row.split(/\s+/)[0] ?? ''),
  bare: [],
};

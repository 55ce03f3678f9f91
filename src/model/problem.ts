/** One thing wrong with the input, at its place. Lines and columns count from 1; absent when there is no place. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Length of what to underline, in characters; 1 when unknown. */
  readonly length?: number;
  /** Dotted path of the value: `spec.node.sysctls`, `hosts[2].name`. */
  readonly path: string;
  /** What to do, when we know: `did you mean "kernelModules"?`. */
  readonly hint?: string;
}

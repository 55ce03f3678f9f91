import { didYouMean } from '../values/suggest.ts';
import type { Check } from './check.ts';

/** The checks that `--only` and `--skip` leave. Returns what is wrong with the names, as a sentence, where something is. */
export function selectChecks(
  checks: readonly Check[],
  only: readonly string[] | undefined,
  skip: readonly string[] | undefined,
): readonly Check[] | string {
  const names = checks.map(({ name }) => name);
  const unknown = [...(only ?? []), ...(skip ?? [])].find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, names) ?? '"kubestrap doctor --list" shows which there are';
    return `there is no check "${unknown}": ${hint}`;
  }
  const left = checks.filter(
    ({ name }) => (only?.includes(name) ?? true) && !(skip?.includes(name) ?? false),
  );
  return left.length === 0 ? '--only and --skip leave no check' : left;
}

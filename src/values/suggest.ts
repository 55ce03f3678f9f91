/** The candidate that a person most likely meant: few enough edits away for the length of the word; else undefined. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const given = word.toLowerCase();
  const limit = Math.max(1, Math.floor(given.length / 3));
  const ranked = candidates
    .filter((candidate) => Math.abs(candidate.length - given.length) <= limit)
    .map((candidate) => ({ candidate, distance: distance(given, candidate.toLowerCase()) }))
    .filter((each) => each.distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/** `did you mean "x"?`, or undefined when nothing is close. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const found = closest(word, candidates);
  return found === undefined ? undefined : `did you mean "${found}"?`;
}

/** Edits between two words, two swapped neighbours being one (optimal string alignment distance). */
export function distance(a: string, b: string): number {
  // A longer word than any of ours cannot be close; this bounds the table.
  if (Math.abs(a.length - b.length) > 20) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      current[j] = Math.min(
        at(previous, j) + 1,
        at(current, j - 1) + 1,
        at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, previous] = [previous, current];
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

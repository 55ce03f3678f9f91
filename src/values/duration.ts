const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of a duration such as `500ms`, `5s`, `1.5s` or `2m`; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m)$/.exec(text);
  const factor = UNITS[match?.[2] ?? ''];
  return match && factor ? Math.round(Number(match[1]) * factor) : undefined;
}

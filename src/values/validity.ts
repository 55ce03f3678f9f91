const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

export const DAY_MS = 86_400_000;

/** Browsers refuse server certificates that are valid for longer (CA/Browser Forum, Baseline Requirements 6.3.2). */
export const BROWSER_LIMIT_DAYS = 398;

/** Longest that fits a certificate's dates with room to spare; X.509 ends with the year 9999. */
const LONGEST_DAYS = 100 * 365;

/** Milliseconds of a validity such as `365d` or `12h`; undefined when it is none, is nothing, or over 100 years. */
export function parseValidity(text: string): number | undefined {
  const match = /^(\d{1,7})([dh])$/.exec(text);
  const ms = Number(match?.[1]) * (UNITS[match?.[2] ?? ''] ?? Number.NaN);
  return ms > 0 && ms <= LONGEST_DAYS * DAY_MS ? ms : undefined;
}

/** A length of time in the largest unit that says it well: `30 days`, `12 hours`. */
export function lengthText(ms: number): string {
  const [amount, unit] = ms >= 2 * DAY_MS ? [ms / DAY_MS, 'day'] : [ms / 3_600_000, 'hour'];
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

/** Clocks of clients may be behind ours. */
const BACKDATE_MS = 300_000;

/** From a little before now, for as long as asked; both ends count (RFC 5280, 4.1.2.5), in whole seconds. */
export function period(now: Date, validityMs: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const start = Math.floor((now.getTime() - BACKDATE_MS) / 1000) * 1000;
  return { notBefore: new Date(start), notAfter: new Date(start + validityMs - 1000) };
}

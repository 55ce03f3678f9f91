const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** The longest that Go's time.Duration can hold (2^63 - 1 ns). */
const LONGEST_MS = 9_223_372_036_854;

/**
 * A duration as Go prints it (`4m0s`, `8760h0m0s`, `1.5s`) from one as Go reads it (`4m`, `1h30m`, `1500ms`), in
 * whole milliseconds; undefined when it is none. Kubernetes stores durations as Go prints them, and comparing
 * with what it has stored must not find a difference.
 */
export function goDuration(text: string): string | undefined {
  if (!/^(?:\d{1,12}(?:\.\d{1,9})?(?:ms|s|m|h))+$/.test(text)) return undefined;
  const parts = text.matchAll(/([\d.]+)(ms|s|m|h)/g);
  const ms = [...parts].reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ''] ?? 0), 0);
  return Number.isInteger(ms) && ms <= LONGEST_MS ? printed(ms) : undefined;
}

function printed(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1000) return `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

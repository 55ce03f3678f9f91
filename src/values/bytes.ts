const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `20 KiB`, `1.9 GiB`: three digits are enough to compare sizes. */
export function bytesText(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < UNITS.length - 1) [value, unit] = [value / 1024, unit + 1];
  const digits = unit === 0 || value >= 10 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

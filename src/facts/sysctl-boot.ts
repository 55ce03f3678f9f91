import type { SysctlLine } from './sysctl-files.ts';

/** Keys that are one and the same switch of the kernel: what is written to one is read from the other (ip-sysctl.rst). */
const SAME: Readonly<Record<string, string>> = {
  'net.ipv4.ip_forward': 'net.ipv4.conf.all.forwarding',
  'net.ipv4.conf.all.forwarding': 'net.ipv4.ip_forward',
};

/**
 * What sets a key at boot, of lines in the order they are read; undefined: nothing does. As systemd-sysctl(8) has it:
 * a line replaces an earlier one of its key and takes a place of its own, unless both say the same; a pattern sets
 * only keys that no line names, wherever that line is. Before systemd 246 there were no patterns.
 */
export function setAtBoot(lines: readonly SysctlLine[], key: string): SysctlLine | undefined {
  const options = new Map<string, SysctlLine>();
  for (const line of lines) {
    if (options.get(line.key)?.value === line.value) continue;
    options.delete(line.key);
    options.set(line.key, line);
  }
  const own = [key, SAME[key] ?? key];
  const byPattern = own.filter((name) => !options.has(name));
  return [...options.values()].findLast(
    (line) =>
      line.value !== null &&
      (isPattern(line.key) ? byPattern.some((name) => matches(line.key, name)) : own.includes(line.key)),
  );
}

function isPattern(key: string): boolean {
  return /[*?[]/.test(key);
}

/** glob(7): nothing but a dot itself stands for the dot between components. */
function matches(pattern: string, key: string): boolean {
  const source = pattern.replaceAll(/\[(!?)(\]?[^\]]*)\]|\\(.)|[\s\S]/g, (token, not, set, escaped) => {
    if (set !== undefined) return `(?!\\.)[${not === '' ? '' : '^'}${set.replaceAll(/[\\[\]^]/g, '\\$&')}]`;
    if (token === '*') return '[^.]*';
    if (token === '?') return '[^.]';
    return quoted(escaped ?? token);
  });
  try {
    return new RegExp(`^${source}$`).test(key);
  } catch {
    // a range that is none: glob(3) finds nothing with it either
    return false;
  }
}

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

import type { Version } from './model.ts';

/**
 * Kubernetes minors that kubestrap knows, oldest first. Older ones lack what it relies on (concurrent
 * control-plane joins are broken in 1.15, kubernetes/kubernetes#79677); newer ones were not out when this
 * table was last checked against the releases of kubernetes/sig-release.
 */
const KNOWN_MINORS = [
  16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37,
] as const;

export const OLDEST_MINOR = Math.min(...KNOWN_MINORS);
export const NEWEST_MINOR = Math.max(...KNOWN_MINORS);

/** Reads `v1.36.2`, `1.36.2` or `v1.37.0-rc.0`; undefined when it is no full version. `text` always has its `v`. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})\.(\d{1,3})(-[0-9A-Za-z.-]+)?$/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch] = match.map(Number);
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return { major, minor, patch, text: text.startsWith('v') ? text : `v${text}` };
}

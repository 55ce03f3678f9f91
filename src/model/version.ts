import type { Version } from './cluster.ts';

/** Reads `v1.36.2`, `1.36.2` or `v1.37.0-rc.0`; undefined when it is no full version. `text` always has its `v`. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})\.(\d{1,3})(-[0-9A-Za-z.-]+)?$/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch] = match.map(Number);
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return { major, minor, patch, text: text.startsWith('v') ? text : `v${text}` };
}

import type { Taint } from './cluster.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

/** Reads a taint as kubectl writes it, `key=value:Effect` or `key:Effect`; undefined when it is none. */
export function parseTaint(text: string): Taint | undefined {
  const match = /^([^=:]+)(?:=([^=:]*))?:([A-Za-z]+)$/.exec(text);
  const effect = EFFECTS.find((name) => name === match?.[3]);
  const key = match?.[1];
  if (!key || !effect) return undefined;
  return match?.[2] ? { key, value: match[2], effect } : { key, effect };
}

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from './capture.ts';

const inventories = new URL('../../inventories/', import.meta.url).pathname;
const inputs = [
  '-i',
  `${inventories}ha-stacked/inventory.yaml`,
  '-f',
  `${inventories}ha-stacked/cluster.yaml`,
];

describe('node remove, before any host is asked', () => {
  // the inventory's sudo password
  beforeEach(() => {
    vi.stubEnv('SUDO_PASSWORD', 'not a password');
    return () => vi.unstubAllEnvs();
  });
  test.each<[string, readonly string[], string]>([
    ['a name that no host has', ['node', 'remove', 'nobody'], 'the inventory has no host nobody'],
    ['--limit', ['node', 'remove', 'cp-2', '--limit', 'cp-2'], 'leave --limit out'],
    ['a time that is none', ['node', 'remove', 'cp-2', '--drain-timeout', '2h'], 'such as 90s or 5m'],
    ['--powered-off without --unreachable', ['node', 'remove', 'cp-2', '--powered-off'], 'add --unreachable'],
    [
      'waiting for volumes, and not',
      ['node', 'remove', 'cp-2', '--detach-timeout', '10s', '--ignore-attached-volumes'],
      'give one of them',
    ],
    ['no name', ['node', 'remove'], "missing required argument 'name'"],
  ])('%s is invalid', async (_, args, said) => {
    const { code, stderr, sockets } = await run(...args, ...inputs);
    expect({ code, sockets }).toEqual({ code: 2, sockets: 0 });
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(said);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { named } from '../../src/model/change-id.ts';
import type { Change } from '../../src/model/plan.ts';
import type { SavedPlan } from '../../src/workflow/saved/document.ts';
import { run } from './capture.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-plan-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const SHA = 'a'.repeat(64);

const CHANGE: Change = {
  ...named('record'),
  ...{ phase: 'prepare', action: 'create', before: null, after: 'x' },
  ...{ reason: 'r', disruption: 'none' },
};

const PLAN: SavedPlan = {
  version: 2,
  kubestrap: '0.0.1',
  library: SHA,
  options: {
    limit: null,
    only: null,
    skipPhases: null,
    removeStaleMembers: false,
    acceptNoFaultTolerance: false,
  },
  phases: ['prepare'],
  targets: { 'w-1': { address: '192.0.2.1', port: 22, user: 'root', hostKey: 'ssh-ed25519 SHA256:abc' } },
  cluster: null,
  rounds: { prepare: [['w-1']] },
  hashes: { 'host w-1: prepare: record': SHA },
  files: {},
  plan: {
    version: 1,
    cluster: { changes: [] },
    hosts: [{ name: 'w-1', reachable: true, changes: [CHANGE] }],
    refusals: [],
    summary: { create: 1, update: 0, delete: 0, run: 0, hosts: 1, unreachable: 0 },
  },
};
const [HOST] = PLAN.plan.hosts;

/** Applies a plan file with this text, with the example of three control planes. */
function apply(text: string) {
  const file = join(directory, 'plan.json');
  writeFileSync(file, text);
  const files = ['-i', 'inventories/ha-stacked/inventory.yaml', '-f', 'inventories/ha-stacked/cluster.yaml'];
  return run(...files, 'apply', '-y', '--plan', file);
}

describe('apply --plan', () => {
  test.each<[string, string, string]>([
    ['cut off', JSON.stringify(PLAN).slice(0, 200), 'not JSON'],
    ['empty', '', 'not JSON'],
    ['of another kind', '[]', 'it has no `version`'],
    ['of version 1', JSON.stringify(PLAN.plan), 'a plan of version 1'],
    [
      'of a version to come',
      JSON.stringify({ ...PLAN, version: 3 }),
      'version 3 of saved plans is not known',
    ],
    ['without hashes', JSON.stringify({ ...PLAN, hashes: undefined }), 'it has no `hashes`'],
    [
      'with a hash of another form',
      JSON.stringify({ ...PLAN, hashes: { x: 'no' } }),
      'hashes.x is not valid',
    ],
    ['with a key that is not known', JSON.stringify({ ...PLAN, sudo: true }), 'an unknown key `sudo`'],
    [
      'with a port that is text',
      JSON.stringify({ ...PLAN, targets: { 'w-1': { ...PLAN.targets['w-1'], port: '22' } } }),
      'targets.w-1.port is not of type integer',
    ],
    [
      'with a change of another action',
      JSON.stringify({
        ...PLAN,
        plan: { ...PLAN.plan, cluster: { changes: [{ ...CHANGE, action: 'burn' }] } },
      }),
      'action is none of create, update, delete, run',
    ],
    [
      'with a host twice',
      JSON.stringify({ ...PLAN, plan: { ...PLAN.plan, hosts: [HOST, HOST] } }),
      'plan.hosts has w-1 twice',
    ],
    ['with a host that it does not reach', JSON.stringify({ ...PLAN, targets: {} }), 'targets lacks w-1'],
  ])(
    'takes a file %s for invalid input, says what is wrong, and connects to no host',
    async (_what, text, said) => {
      const { code, stderr, sockets } = await apply(text);
      expect([code, sockets]).toEqual([2, 0]);
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(said);
    },
  );

  test('refuses a plan of another version and other hosts before it connects to any', async () => {
    const { code, stderr, sockets } = await apply(JSON.stringify(PLAN));
    expect([code, sockets]).toEqual([4, 0]);
    const said = stderr.replaceAll(/\s+/g, ' ');
    expect(said).toContain('kubestrap: the saved plan has 0.0.1');
    expect(said).toContain('w-1: it is in the saved plan, and not in the inventory');
  });

  test('refuses options that are not those of the plan', async () => {
    const file = join(directory, 'plan.json');
    writeFileSync(file, JSON.stringify({ ...PLAN, options: { ...PLAN.options, only: ['prepare'] } }));
    const files = [
      '-i',
      'inventories/ha-stacked/inventory.yaml',
      '-f',
      'inventories/ha-stacked/cluster.yaml',
    ];
    const { code, stderr, sockets } = await run(...files, 'apply', '-y', '--plan', file, '--only', 'init');
    expect([code, sockets]).toEqual([4, 0]);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('--only: the saved plan has prepare, now it is init');
  });
});

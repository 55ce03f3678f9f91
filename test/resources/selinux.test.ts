import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SecurityFacts } from '../../src/facts/security.ts';
import { NO_SECURITY } from '../../src/facts/security.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { named } from '../../src/model/change-id.ts';
import { security } from '../../src/node/security.ts';
import {
  bootMode,
  removeSelinux,
  SELINUX_CONFIG,
  selinux,
  withBootMode,
} from '../../src/resources/selinux.ts';
import { complete } from '../../src/shell/library.ts';
import { revealSecrets, sh } from '../../src/shell/sh.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';
import { makeFacts, makeFile } from '../fixtures/facts.ts';
import { runShell, shells } from '../shell/shells.ts';
import { simulate } from '../workflow/simulate.ts';

/** As RHEL 9 ships it, shortened. */
const CONFIG = `# This file controls the state of SELinux on the system.
# SELINUX= can take one of these three values:
#     enforcing - SELinux security policy is enforced.
SELINUX=enforcing
# SELINUXTYPE= can take one of these three values:
SELINUXTYPE=targeted
`;
const set = (mode: string) => CONFIG.replace('SELINUX=enforcing', `SELINUX=${mode}`);

function host(
  live: SecurityFacts['selinux'],
  config: string | null,
  boot: readonly string[] = [],
): HostFacts {
  return makeFacts({
    security: { ...NO_SECURITY, selinux: live, bootParameters: boot },
    files: new Map(config === null ? [] : [[SELINUX_CONFIG, makeFile(config)]]),
  });
}

describe('the mode at boot', () => {
  test.each([
    [CONFIG, 'enforcing'],
    ['SELINUX=Permissive\n', 'permissive'],
    ['SELINUX= disabled # for now\n', 'disabled'],
    ['#SELINUX=enforcing\nSELINUX=permissive\nSELINUX=disabled\n', 'permissive'],
    ['SELINUX=nonsense\nSELINUX=disabled\n', 'disabled'],
    ['SELINUXTYPE=targeted\n', null],
    [' SELINUX=enforcing\n', null],
    ['', null],
  ])('%j is %s', (config, mode) => {
    expect(bootMode(config)).toBe(mode);
  });

  test.each([
    [CONFIG, set('permissive')],
    ['SELINUX=enforcing # why\nx', 'SELINUX=permissive # why\nx'],
    ['SELINUX=nonsense\n', 'SELINUX=permissive\n'],
    ['SELINUXTYPE=targeted', 'SELINUXTYPE=targeted\nSELINUX=permissive\n'],
    ['', 'SELINUX=permissive\n'],
  ])('%j becomes permissive', (config, expected) => {
    expect(withBootMode(config, 'permissive')).toBe(expected);
  });

  test('is what was set, and no other line changes', () => {
    const line = fc.constantFrom(
      'SELINUX=enforcing',
      'SELINUX=disabled',
      'SELINUX=',
      'SELINUXTYPE=mls',
      '# x',
      '',
    );
    const modes = fc.constantFrom('enforcing' as const, 'permissive' as const, 'disabled' as const);
    fc.assert(
      fc.property(fc.array(line), modes, (content, mode) => {
        const before = content.join('\n');
        const after = withBootMode(before, mode);
        expect(bootMode(after)).toBe(mode);
        const rest = (text: string) =>
          text.split('\n').filter((one) => one !== '' && !one.startsWith('SELINUX='));
        expect(rest(after)).toEqual(rest(before));
        expect(withBootMode(after, mode)).toBe(after);
      }),
    );
  });
});

describe('selinux', () => {
  test('leaves both modes as they were before', () => {
    const modes = fc.constantFrom('enforcing' as const, 'permissive' as const);
    fc.assert(
      fc.property(modes, modes, modes, (live, boot, want) => {
        const before = host(live, set(boot));
        const resource = selinux(want);
        const entry = { value: resource.value, original: resource.original(before) };
        const steps = (planned: ReturnType<typeof resource.plan>) =>
          planned === null
            ? []
            : [{ ...planned, change: { phase: '', ...named('selinux', 'mode'), ...planned.change } }];
        const after = simulate(before, steps(resource.plan(before)));
        expect(resource.plan(after)).toBeNull();
        const restored = simulate(after, steps(removeSelinux('mode', entry, after)));
        expect(restored.security).toEqual(before.security);
        expect(restored.files).toEqual(before.files);
        expect(removeSelinux('mode', entry, restored)).toBeNull();
      }),
      { numRuns: 12 },
    );
  }, 30_000);

  test.each([
    ['enforcing', host('disabled', null), 1],
    ['enforcing', host('disabled', CONFIG), 0],
    ['enforcing', { ...host('disabled', null), os: '' }, 0],
    ['permissive', host('disabled', null), 0],
    ['unmanaged', host('disabled', null), 0],
  ] as const)('%s on a system that may not have it is a problem or none', (mode, facts, count) => {
    const desired = {
      cluster: makeCluster(),
      host: makeHost({ node: makeNode({ selinux: mode }) }),
      facts,
      entries: [],
    };
    expect(security.problems?.(desired)).toHaveLength(count);
  });

  test.each(shells.map(({ name }, index) => [name, index] as const))(
    'the edit keeps the rest of the file: %s',
    (_name, index) => {
      const directory = mkdtempSync(join(tmpdir(), 'kubestrap-selinux-'));
      try {
        const path = join(directory, 'config');
        const odd = `${CONFIG}# 'quotes' $HOME \\n\n\tSELINUX=x`;
        writeFileSync(path, odd, { mode: 0o640 });
        const facts = makeFacts({
          security: { ...NO_SECURITY, selinux: 'permissive' },
          files: new Map([[SELINUX_CONFIG, makeFile(odd, { mode: '640' })]]),
        });
        const script = selinux('permissive').plan(facts)?.script ?? sh`exit 9`;
        const text = complete(script).write(revealSecrets).replaceAll(SELINUX_CONFIG, path);
        const shell = shells[index];
        expect(runShell(text, shell === undefined ? {} : { shell })).toMatchObject({ code: 0, stderr: '' });
        expect(readFileSync(path, 'utf8')).toBe(odd.replace('SELINUX=enforcing', 'SELINUX=permissive'));
        expect(statSync(path).mode & 0o777).toBe(0o640);
        // somebody else was here since: nothing is written
        expect(runShell(text, shell === undefined ? {} : { shell }).code).not.toBe(0);
      } finally {
        rmSync(directory, { recursive: true });
      }
    },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../src/facts/types.ts';
import { nameSecrets } from '../../src/program/sh.ts';
import type { RecordEntry } from '../../src/record/record.ts';
import { currentBlock, hostsBlock, hostsEntries, withBlock } from '../../src/resources/hosts-entry.ts';
import { REMOVERS } from '../../src/resources/index.ts';
import { disableFstab, noSwap, restoreFstab } from '../../src/resources/swap.ts';
import { sysctl } from '../../src/resources/sysctl.ts';
import { makeFacts, makeFile } from '../fixtures/facts.ts';
import {
  BEGIN,
  END,
  files,
  hostnames,
  hosts,
  kernelModules,
  services,
  swaps,
  swapUnits,
  sysctls,
} from './tables.ts';

describe.each([
  ['file', files],
  ['kernel-module', kernelModules],
  ['sysctl', sysctls],
  ['service', services],
  ['swap', swaps],
  ['hosts-entry', hosts],
  ['swap-unit', swapUnits],
  ['hostname', hostnames],
])('%s', (kind, rows) => {
  test.each(rows)('$title', ({ desired, facts, change, shell }) => {
    const planned = desired.plan(makeFacts(facts));
    if (change === null) expect(planned).toBeNull();
    else {
      expect(planned?.change).toMatchObject(change);
      expect(planned?.script.write(nameSecrets)).toBe(shell);
    }
  });

  test('has an id that names its kind, so that it can leave again', () => {
    for (const { desired } of rows) expect(desired.id.split(' ')[0]).toBe(kind);
    expect(REMOVERS).toHaveProperty(kind);
  });
});

describe('fstab', () => {
  test.each([
    ['/dev/sda2 none swap sw 0 0', true],
    ['UUID=9d3c  none\tswap\tdefaults,pri=5\t0\t0', true],
    ['/swapfile swap swap defaults 0 0', true],
    ['  /dev/sda2 none swap', true],
    ['LABEL=swap none swap sw,noauto 0 0 # ours', true],
    ['/dev/sda2 none swap sw 0 0\r', true],
    ['# /dev/sda2 none swap sw 0 0', false],
    ['  #/dev/sda2 none swap sw 0 0', false],
    ['/dev/sda1 /swap ext4 defaults 0 0', false],
    ['swap /mnt tmpfs size=1g 0 0', false],
    ['/dev/sda1 / ext4 swap 0 0', false],
    ['/dev/sda2 none swapfs sw 0 0', false],
    ['', false],
    ['   ', false],
  ])('%j is a line that brings swap: %s', (line, isSwap) => {
    expect(disableFstab(line) !== line).toBe(isSwap);
    expect(disableFstab(`a b c\n${line}\n`)).toBe(
      `a b c\n${isSwap ? '# kubestrap disabled swap: ' : ''}${line}\n`,
    );
  });

  const anyFstab = fc
    .array(
      fc.oneof(
        fc.string({ unit: fc.constantFrom('#', ' ', '\t', 'a', 'swap', 'none', '/', '\r') }),
        fc.constantFrom('/swap none swap sw 0 0', 'UUID=1 / ext4 defaults 0 1', '# comment', ''),
      ),
    )
    .map((lines) => lines.join('\n'));

  test('disabled and restored is what it was, to the byte', () => {
    fc.assert(
      fc.property(anyFstab, (text) => {
        expect(restoreFstab(disableFstab(text))).toBe(text);
      }),
    );
  });

  test('disabling twice is disabling once', () => {
    fc.assert(
      fc.property(anyFstab, (text) => {
        expect(disableFstab(disableFstab(text))).toBe(disableFstab(text));
      }),
    );
  });

  test('that is no text is not touched: the step says so', () => {
    const facts = makeFacts({
      files: new Map([['/etc/fstab', makeFile('/s none swap sw\n', { binary: true })]]),
    });
    expect(noSwap('x').plan(facts)?.script.write(nameSecrets)).toContain('fail ');
  });

  test('what swap there was is remembered', () => {
    expect(noSwap('x').original(makeFacts({ swaps: ['/dev/a', '/dev/b'] }))).toBe('/dev/a /dev/b');
    expect(noSwap('x').original(makeFacts())).toBeNull();
  });
});

describe('the block in /etc/hosts', () => {
  const line = fc.oneof(
    fc.string({ unit: fc.constantFrom(' ', '\t', '1', '.', 'a', '#', '\r', 'ä', '\\') }),
    fc.constantFrom('127.0.0.1 localhost', '::1 ip6-localhost', '# comment', ''),
  );
  const foreign = fc.array(line).map((lines) => lines.join('\n'));
  const block = fc
    .array(fc.constantFrom('10.0.0.1 a', '10.0.0.2 b c', 'fd00::1 d'), { minLength: 1 })
    .map((lines) => `${lines.join('\n')}\n`);

  test('put in twice is put in once', () => {
    fc.assert(
      fc.property(foreign, block, (text, lines) => {
        const once = withBlock(text, lines);
        expect(withBlock(once, lines)).toBe(once);
        expect(currentBlock(once)).toBe(lines);
      }),
    );
  });

  test('put in, replaced and taken out leaves what was there, but for a newline at its very end', () => {
    fc.assert(
      fc.property(foreign, block, block, (text, first, second) => {
        const restored = withBlock(withBlock(withBlock(text, first), second), '');
        expect(restored).toBe(text === '' || text.endsWith('\n') ? text : `${text}\n`);
      }),
    );
  });

  test('leaves lines above and below it alone', () => {
    fc.assert(
      fc.property(foreign, foreign, block, block, (above, below, first, second) => {
        const content = `${above}\n${BEGIN}\n${first}${END}\n${below}`;
        expect(withBlock(content, second)).toBe(`${above}\n${BEGIN}\n${second}${END}\n${below}`);
      }),
    );
  });

  test.each([
    ['no block', 'a\n', ''],
    ['a begin without an end', `${BEGIN}\n10.0.0.1 a\n`, ''],
    ['an end without a begin', `10.0.0.1 a\n${END}\n`, ''],
    ['a stray end above', `${END}\n${BEGIN}\n10.0.0.1 a\n${END}\n`, '10.0.0.1 a\n'],
    ['an empty block', `${BEGIN}\n${END}\n`, ''],
    ['marks with CRLF, which are not ours', `${BEGIN}\r\n10.0.0.1 a\r\n${END}\r\n`, ''],
  ])('with %s reads as %j', (_what, content, expected) => {
    expect(currentBlock(content)).toBe(expected);
  });

  test('is one line an entry', () => {
    expect(
      hostsBlock([
        { ip: '10.0.0.1', names: ['a', 'b'] },
        { ip: 'fd00::1', names: ['c'] },
      ]),
    ).toBe('10.0.0.1 a b\nfd00::1 c\n');
    expect(hostsBlock([])).toBe('');
  });

  test('is shown as the whole file it makes', () => {
    const planned = hostsEntries([{ ip: '10.0.0.1', names: ['a'] }], 'x').plan(makeFacts());
    expect(planned?.files).toEqual([
      { path: '/etc/hosts', content: `127.0.0.1 localhost\n${BEGIN}\n10.0.0.1 a\n${END}\n` },
    ]);
  });
});

describe('what leaves the spec leaves the host', () => {
  const remove = (id: string, entry: Partial<RecordEntry>, facts: Partial<HostFacts>) => {
    const [kind = '', ...name] = id.split(' ');
    return (
      REMOVERS[kind]?.(name.join(' '), { value: 'x', original: null, ...entry }, makeFacts(facts)) ?? null
    );
  };

  test('a sysctl goes back to what it was', () => {
    const planned = remove(
      'sysctl vm.swappiness',
      { original: '60' },
      { sysctls: new Map([['vm.swappiness', '1']]) },
    );
    expect(planned?.change).toMatchObject({ action: 'update', before: '1', after: '60' });
    expect(planned?.script.write(nameSecrets)).toBe('sysctl_set vm.swappiness /proc/sys/vm/swappiness 60');
  });

  test('a sysctl whose value before is not known stays, and the plan says until when', () => {
    const planned = remove('sysctl vm.swappiness', {}, { sysctls: new Map([['vm.swappiness', '1']]) });
    expect(planned?.change.after).toContain('until the next boot');
    expect(planned?.script.write(nameSecrets)).toBe(':');
  });

  test.each([
    ['is what it was', new Map([['vm.swappiness', '60']])],
    ['is gone with its module', new Map([['vm.swappiness', null]])],
  ])('a sysctl that %s needs nothing', (_what, live) => {
    expect(remove('sysctl vm.swappiness', { original: '60' }, { sysctls: live })).toBeNull();
  });

  test('a file is removed, and shown as it is now', () => {
    const facts = { files: new Map([['/etc/x.conf', makeFile('edited\n')]]) };
    const planned = remove('file /etc/x.conf', {}, facts);
    expect(planned?.change).toMatchObject({ action: 'delete', before: 'edited\n', after: null });
    expect(planned?.script.write(nameSecrets)).toBe('remove_file /etc/x.conf');
  });

  test('a file that is gone needs nothing', () => {
    const absent = { type: 'absent', sha256: '', mode: '', owner: '' } as const;
    expect(remove('file /etc/x.conf', {}, { files: new Map([['/etc/x.conf', absent]]) })).toBeNull();
  });

  test('the block goes from /etc/hosts', () => {
    const facts = { files: new Map([['/etc/hosts', makeFile(`a\n${BEGIN}\n1 b\n${END}\n`)]]) };
    const planned = remove('hosts-entry /etc/hosts', {}, facts);
    expect(planned?.change).toMatchObject({ action: 'delete', before: '1 b\n', after: null });
    expect(planned?.script.write(nameSecrets)).toBe(`put_block /etc/hosts '${BEGIN}' '${END}' ''`);
    expect(remove('hosts-entry /etc/hosts', {}, {})).toBeNull();
  });

  test('swap comes back with its lines in fstab', () => {
    const disabled = disableFstab('/swap none swap sw 0 0\n');
    const planned = remove(
      'swap all',
      {},
      { files: new Map([['/etc/fstab', makeFile(disabled, { mode: '640' })]]) },
    );
    expect(planned?.script.write(nameSecrets)).toMatch(
      /^expect_file \/etc\/fstab [0-9a-f]{64}\nput_file \/etc\/fstab 640 root:root '\/swap none swap sw 0 0\n'\nswapon -a$/,
    );
    expect(remove('swap all', {}, {})).toBeNull();
  });

  test.each(['service kubelet.service', 'kernel-module overlay'])(
    '%s stays: others may be using it',
    (id) => {
      expect(remove(id, {}, {})).toBeNull();
    },
  );
});

test('what was there before a resource is remembered as facts have it', () => {
  const facts = makeFacts({ sysctls: new Map([['vm.swappiness', '60']]) });
  expect(sysctl({ key: 'vm.swappiness', value: '1', reason: 'x' }).original(facts)).toBe('60');
  expect(sysctl({ key: 'vm.other', value: '1', reason: 'x' }).original(facts)).toBeNull();
});

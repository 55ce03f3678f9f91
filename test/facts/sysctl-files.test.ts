import { expect, test } from 'vitest';
import { sysctlFiles } from '../../src/facts/sysctl-files.ts';

const parse = (...lines: string[]) =>
  sysctlFiles.parse(lines.join('\n')).map(({ file, key, value }) => [file, key, value]);

test('files come in the order of their names, whatever their directory', () => {
  expect(
    parse(
      'file /etc/sysctl.d/99-z.conf',
      'line a.b = 1',
      'file /usr/lib/sysctl.d/50-a.conf',
      'line a.b=2',
      'line c.d =  3\t4 ',
    ),
  ).toEqual([
    ['/usr/lib/sysctl.d/50-a.conf', 'a.b', '2'],
    ['/usr/lib/sysctl.d/50-a.conf', 'c.d', '3 4'],
    ['/etc/sysctl.d/99-z.conf', 'a.b', '1'],
  ]);
});

test('a file hides those of its name in less important directories', () => {
  expect(
    parse('file /etc/sysctl.d/10-x.conf', 'line a.b=1', 'file /usr/lib/sysctl.d/10-x.conf', 'line a.b=2'),
  ).toEqual([['/etc/sysctl.d/10-x.conf', 'a.b', '1']]);
});

test('keys may be written with slashes or a leading dash, and may have no value', () => {
  expect(
    parse(
      'file /etc/sysctl.d/a.conf',
      'line net/ipv4/conf/eth0.1/rp_filter=1',
      'line -kernel.x = 2',
      'line -net.ipv4.y',
      'line no assignment',
      'line - /net//ipv4/z = 3',
    ),
  ).toEqual([
    ['/etc/sysctl.d/a.conf', 'net.ipv4.conf.eth0/1.rp_filter', '1'],
    ['/etc/sysctl.d/a.conf', 'kernel.x', '2'],
    ['/etc/sysctl.d/a.conf', 'net.ipv4.y', null],
    ['/etc/sysctl.d/a.conf', 'net.ipv4.z', '3'],
  ]);
});

test('a host without such files has none', () => {
  expect(parse('')).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { moduleConfig } from '../../src/facts/module-config.ts';

describe('lines that deny modules', () => {
  test.each([
    ['/etc/modprobe.d/cis.conf:blacklist sctp', [['sctp', 'blacklist', '/etc/modprobe.d/cis.conf']]],
    [
      '/etc/modprobe.d/cis.conf:install br-netfilter /bin/false',
      [['br_netfilter', 'install', '/etc/modprobe.d/cis.conf']],
    ],
    [
      '/usr/lib/modprobe.d/a.conf:  install overlay\t/usr/bin/true # CIS',
      [['overlay', 'install', '/usr/lib/modprobe.d/a.conf']],
    ],
    ['/etc/modprobe.d/a.conf:install ip_vs true', [['ip_vs', 'install', '/etc/modprobe.d/a.conf']]],
    ['/etc/modprobe.d/a.conf:install ip_vs /sbin/modprobe --ignore-install ip_vs', []],
    ['/etc/modprobe.d/a.conf:install ip_vs /usr/local/bin/falsework', []],
    ['/etc/modprobe.d/a.conf:install ip_vs', []],
    [
      'cmdline quiet module_blacklist=sctp,dccp modprobe.blacklist=ip-vs root=/dev/sda1',
      [
        ['sctp', 'install', 'the kernel command line'],
        ['dccp', 'install', 'the kernel command line'],
        ['ip_vs', 'blacklist', 'the kernel command line'],
      ],
    ],
    ['cmdline quiet xmodule_blacklist=sctp', []],
    ['grep: what?', []],
  ])('%j', (row, expected) => {
    const { denials } = moduleConfig.parse(`${row}\n`);
    expect(denials.map(({ module, how, where }) => [module, how, where])).toEqual(expected);
  });
});

test('parameters of modules keep their values whole, under names that compare', () => {
  const { parameters } = moduleConfig.parse(
    'parameter ip_vs conn_tab_bits 12\nparameter overlay redirect-dir N\nparameter zswap zpool a b \nparameter ip_vs x \n',
  );
  expect(parameters.get('ip_vs')).toEqual(
    new Map([
      ['conn_tab_bits', '12'],
      ['x', ''],
    ]),
  );
  expect(parameters.get('overlay')?.get('redirect_dir')).toBe('N');
  expect(parameters.get('zswap')?.get('zpool')).toBe('a b ');
});

test.each([
  ['', true],
  ['none\n', false],
  ['/etc/modprobe.d/none.conf:blacklist none\n', true],
])('%j: the kernel has its directory of modules: %s', (output, expected) => {
  expect(moduleConfig.parse(output).hasDirectory).toBe(expected);
});

import { describe, expect, test } from 'vitest';
import { family, modulePackages } from '../../src/knowledge/os-families.ts';

describe('the family of an OS', () => {
  test.each([
    ['debian 12', 'debian'],
    ['debian ', 'debian'],
    ['ubuntu 24.04', 'ubuntu'],
    ['rhel 9.4', 'rhel'],
    ['rocky 9.3', 'rhel'],
    ['almalinux 10.0', 'rhel'],
    ['ol 8.9', 'rhel'],
    ['fedora 42', 'fedora'],
    ['amzn 2023', 'amazon'],
    ['sles 15.6', 'suse'],
    ['opensuse-leap 15.6', 'suse'],
    ['arch', 'arch'],
    ['alpine 3.20', undefined],
    ['unknown', undefined],
    ['', undefined],
  ])('%j is %s', (os, name) => {
    expect(family(os)?.name).toBe(name);
  });

  test.each([
    ['debian 12', '/etc/chrony/chrony.conf', 'chrony.service'],
    ['ubuntu 22.04', '/etc/chrony/chrony.conf', 'chrony.service'],
    ['rocky 9', '/etc/chrony.conf', 'chronyd.service'],
    ['opensuse-leap 15.6', '/etc/chrony.conf', 'chronyd.service'],
  ])('%s has chrony at %s', (os, configFile, unit) => {
    expect(family(os)?.chrony).toMatchObject({ configFile, unit });
  });
});

describe('packages with kernel modules', () => {
  test.each([
    ['debian 12', '6.1.0-25-amd64', 'linux-image-6.1.0-25-amd64'],
    [
      'ubuntu 24.04',
      '6.8.0-40-generic',
      'linux-modules-extra-6.8.0-40-generic, linux-modules-6.8.0-40-generic',
    ],
    ['rocky 9.4', '5.14.0-427.el9.x86_64', 'kernel-modules-core-5.14.0-427.el9.x86_64'],
    ['amzn 2023', '6.1.1', 'kernel-modules-extra'],
    ['sles 15.6', '6.4.0-150600', 'kernel-default'],
    ['debian 12', '', 'linux-image-$(uname -r)'],
    ['', '', "the kernel's packages with modules"],
  ])('of %s with kernel %j begin with %s', (os, kernel, expected) => {
    expect(modulePackages(os, kernel).startsWith(expected)).toBe(true);
  });
});

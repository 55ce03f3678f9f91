import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FirewallFacts } from '../../src/facts/firewall.ts';
import { firewall, NO_FIREWALL } from '../../src/facts/firewall.ts';
import { NO_SECURITY, security } from '../../src/facts/security.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { firewallOutput, makeFirewall, makeFirewalld, makeUfw, makeZone } from '../fixtures/security.ts';

describe('security', () => {
  test.each([
    ['nothing', '', NO_SECURITY],
    ['SELinux that enforces', 'selinux 1\n', { ...NO_SECURITY, selinux: 'enforcing' }],
    ['SELinux that only tells', 'selinux 0\n', { ...NO_SECURITY, selinux: 'permissive' }],
    ['SELinux that cannot be read', 'selinux \n', NO_SECURITY],
    ['AppArmor', 'apparmor Y\n', { ...NO_SECURITY, apparmor: true }],
    ['AppArmor, built in and off', 'apparmor N\n', NO_SECURITY],
    [
      'a kernel that is told to do without',
      'boot selinux=0\nboot enforcing=0\n',
      { ...NO_SECURITY, bootParameters: ['selinux=0', 'enforcing=0'] },
    ],
  ])('%s', (_what, output, expected) => {
    expect(security.parse(output)).toEqual(expected);
  });
});

/** firewalld 1.3.3, shortened. */
const FIREWALLD = `== default
public
== addresses
2: eth0    inet 10.77.0.11/24 scope global eth0\\       valid_lft forever preferred_lft forever
2: eth0    inet6 fd00::11/64 scope global \\       valid_lft forever preferred_lft forever
== runtime
public (active)
  target: default
  icmp-block-inversion: no
  interfaces: eth0
  sources: 
  services: dhcpv6-client ssh
  ports: 6443/tcp 2379-2380/tcp
  protocols: 
  forward: yes
  source-ports: 
  rich rules: 
	rule family="ipv4" source address="10.77.0.12" port port="2379-2380" protocol="tcp" accept

trusted
  target: ACCEPT
  interfaces: 
  sources: 10.244.0.0/16
  services: 
  ports: 
  rich rules: 

== permanent
public
  target: %%REJECT%%
  services: ssh
  ports: 
== services
ssh <?xml version="1.0" encoding="utf-8"?> <service>   <short>SSH</short> <port protocol="tcp" port="22"/> </service>
kube-control-plane <service> <include service="etcd-client" /> <include service="kube-apiserver" /> </service>
`;

describe('firewall', () => {
  test('firewalld: zones now and at boot, and what their services stand for', () => {
    expect(firewall.parse(FIREWALLD)).toEqual({
      ...NO_FIREWALL,
      firewalld: {
        defaultZone: 'public',
        interfaces: new Map([
          ['10.77.0.11', 'eth0'],
          ['fd00::11', 'eth0'],
        ]),
        runtime: new Map([
          [
            'public',
            makeZone({
              interfaces: ['eth0'],
              services: ['dhcpv6-client', 'ssh'],
              ports: ['6443/tcp', '2379-2380/tcp'],
              richRules: [
                'rule family="ipv4" source address="10.77.0.12" port port="2379-2380" protocol="tcp" accept',
              ],
            }),
          ],
          ['trusted', makeZone({ target: 'ACCEPT', services: [], sources: ['10.244.0.0/16'] })],
        ]),
        permanent: new Map([['public', makeZone({ target: '%%REJECT%%' })]]),
        services: new Map([
          ['ssh', { ports: ['22/tcp'], includes: [] }],
          ['kube-control-plane', { ports: [], includes: ['etcd-client', 'kube-apiserver'] }],
        ]),
      },
    });
  });

  test.each([
    ['on', 'ENABLED=yes\nDEFAULT_INPUT_POLICY="DROP"\n', { enabled: true, drops: true }],
    ['off', 'ENABLED=no\nDEFAULT_INPUT_POLICY="DROP"\n', { enabled: false, drops: true }],
    [
      'that lets in the rest',
      'ENABLED=yes\nDEFAULT_INPUT_POLICY="ACCEPT"\n',
      { enabled: true, drops: false },
    ],
    ['never set up', '', { enabled: false, drops: true }],
  ])('ufw, %s', (_what, output, expected) => {
    const rule = 'allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 OpenSSH - in';
    const found = firewall.parse(`== ufw\n${output}### tuple ### ${rule}\n`);
    expect(found).toEqual({ ...NO_FIREWALL, ufw: { ...expected, tuples: [rule] } });
  });

  test('chains of others, with their names', () => {
    const output =
      '== chain inet filter input\ntable inet filter {\n\tchain input {\n== iptables\n-P INPUT DROP\n';
    expect(firewall.parse(output).chains).toEqual([
      { name: 'nft chain inet filter input', lines: ['table inet filter {', '\tchain input {'] },
      { name: 'iptables INPUT', lines: ['-P INPUT DROP'] },
    ]);
  });

  test('what a host prints is read back', () => {
    const all: FirewallFacts = makeFirewall({
      firewalld: makeFirewalld(),
      ufw: makeUfw([], { enabled: false }),
      chains: [{ name: 'nft chain ip filter INPUT', lines: ['policy drop'] }],
    });
    expect(firewall.parse(firewallOutput(makeFacts({ firewall: all })))).toEqual(all);
  });

  test('any output is read without an exception', () => {
    const word = fc.constantFrom(
      '== default',
      '== runtime',
      '== ufw',
      'x',
      '  ports: a',
      '\trule ',
      '__proto__',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string())), (words) => {
        expect(firewall.parse(words.join('\n'))).toHaveProperty('chains');
        expect(security.parse(words.join('\n'))).toHaveProperty('selinux');
      }),
    );
  });
});

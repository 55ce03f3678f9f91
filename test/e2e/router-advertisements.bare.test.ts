import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { on } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { prepare, toPrepare } from './prepare.ts';
import { createProject, edited, type Project } from './project.ts';

/**
 * A router behind the interface ra0 of the host, in a network namespace of its own: perl (Debian's perl-base) sends one
 * advertisement, RFC 4861 4.2: hop limit 64, router lifetime 1800 s, to all nodes. The kernel fills in the checksum.
 */
const ROUTER = `ip netns add router
ip link add ra0 type veth peer name ra1 netns router
ip netns exec router ip link set lo up
ip netns exec router ip link set ra1 up
sysctl -qw net.ipv6.conf.ra0.accept_ra=1
ip link set ra0 up
for try in 1 2 3 4 5 6 7 8 9 10; do
  ip -6 -o addr show dev ra0 scope link -tentative | grep -q fe80 &&
    ip netns exec router ip -6 -o addr show dev ra1 scope link -tentative | grep -q fe80 && break
  sleep 1
done`;
const ADVERTISE = `ip netns exec router perl -MSocket=:all -e '
socket(my $s, AF_INET6, SOCK_RAW, 58) or die "socket: $!";
setsockopt($s, 41, 18, pack("i", 255)) or die "hops: $!";
open(my $f, "<", "/sys/class/net/ra1/ifindex"); my $i = 0;
($i) = map { /^(\\d+): ra1/ } qx(ip -o link show ra1);
setsockopt($s, 41, 17, pack("i", $i)) or die "interface: $!";
my $to = pack("S n N a16 L", AF_INET6, 0, 0, inet_pton(AF_INET6, "ff02::1"), $i);
send($s, pack("CCnCCnNN", 134, 0, 0, 64, 0, 1800, 0, 0), 0, $to) or die "send: $!";
'
sleep 1`;

onLab('a host whose default route comes from a router advertisement', () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await up({ name: 'e2e-ra', hosts: ['cp-1'], kube: false });
    const single = await createProject(lab);
    project = await edited(single, ({ cluster, inventory }) => {
      cluster.spec.featureGates = { IPv6DualStack: true };
      inventory.hosts[0].internalAddress = `${inventory.hosts[0].address},fd00:79::11`;
      cluster.spec.networking = {
        podSubnet: '10.244.0.0/16,fd00:77::/56',
        serviceSubnet: '10.96.0.0/12,fd00:78::/112',
      };
    });
    await on(lab, 'cp-1', 'ip -6 addr add fd00:79::11/64 dev lo');
    await on(lab, 'cp-1', ROUTER);
    await on(lab, 'cp-1', ADVERTISE);
  });

  afterAll(async () => {
    await lab?.down();
  });

  const routes = () => on(lab, 'cp-1', 'ip -6 route show default');
  const acceptRa = async () => (await on(lab, 'cp-1', 'cat /proc/sys/net/ipv6/conf/ra0/accept_ra')).trim();

  test('keeps it when it begins to forward IPv6, and hears the next advertisement', async () => {
    expect(await routes()).toContain('dev ra0 proto ra');
    await prepare(project);
    expect((await on(lab, 'cp-1', 'cat /proc/sys/net/ipv6/conf/all/forwarding')).trim()).toBe('1');
    expect(await routes()).toContain('dev ra0 proto ra');
    expect(await acceptRa()).toBe('2');
    expect(await toPrepare(project)).toEqual({ 'cp-1': [] });

    await on(lab, 'cp-1', 'ip -6 route flush default 2>/dev/null; ip -6 route del default dev ra0 || :');
    // no router is heard: what was set stays
    expect(await toPrepare(project)).toEqual({ 'cp-1': [] });
    await on(lab, 'cp-1', ADVERTISE);
    expect(await routes()).toContain('dev ra0 proto ra');
  });
});

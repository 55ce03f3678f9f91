import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { library } from '../../src/shell/library.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { type Lab, up } from '../lab/lab.ts';
import { failing, kubestrap, start } from './cli.ts';
import { having, on, readiness, until } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, type Project } from './project.ts';

const HOSTS = ['cp-1', 'w-1'];

/**
 * What kubestrap, kubeadm or an add-on could change on a host, a row a thing: files with mode and hash, lines of
 * /etc/hosts, links, rules, mounts, sysctls, units. Not the routes, which are the lab's network.
 */
const STATE = `places='/etc /root /home /var/lib/kubelet /var/lib/etcd /var/lib/cni /var/lib/kubestrap'
find $places ! -type d ! -path /etc/hosts -printf 'file %p %y %m %U:%G %l\\n' 2>/dev/null
find $places -type f ! -path /etc/hosts -exec sha256sum {} + 2>/dev/null
sed 's/^/hosts /' /etc/hosts
ls /sys/class/net | sed 's/^/link /'
for save in iptables-legacy-save iptables-nft-save ip6tables-legacy-save ip6tables-nft-save; do
  "$save" 2>/dev/null | grep -E '^-A|^:.* - ' | sed 's/ *\\[.*//; s/^/rule /'
done
nft list tables | grep -vE ' (filter|nat|mangle|raw)$' | sed 's/^/nft /'
ipset list -n | sed 's/^/ipset /'
cut -d ' ' -f 2,3 /proc/self/mounts | sed 's/^/mount /'
systemctl list-unit-files --no-legend | sed 's/  */ /g; s/^/unit /'
systemctl is-active containerd.service
for key in /proc/sys/net/ipv4/* /proc/sys/net/core/* /proc/sys/net/bridge/*; do
  [ ! -f "$key" ] || printf 'sysctl %s %s\\n' "$key" "$(tr '\\n\\t' '  ' <"$key" 2>/dev/null)"
done
ps -eo comm= | grep -E '^(kube|etcd|coredns|pause)' || :`;

const RULE = '-A INPUT -p tcp -m tcp --dport 8443 -m comment --comment "see -j KUBE-SERVICES" -j ACCEPT';

/** What belongs to others: a rule, a CNI file from before the join, a line in /etc/hosts. */
const FOREIGN = `iptables ${RULE.replace('-A INPUT', '-I INPUT 1').replace('-m tcp ', '')}
mkdir -p /etc/cni/net.d; echo '{}' >/etc/cni/net.d/99-other.conf; touch -d 2020-01-01 /etc/cni/net.d/99-other.conf
echo '192.0.2.99 elsewhere' >>/etc/hosts`;

const rows = async (lab: Lab, host: string) => new Set((await on(lab, host, STATE)).split('\n'));

// One cluster: it is made, destroyed in two runs since the first is killed, and nothing of it is left.
onLab('reset', () => {
  let lab: Lab;
  let project: Project;
  const before = new Map<string, Set<string>>();

  beforeAll(async () => {
    lab = await up({ name: 'e2e-reset', hosts: HOSTS });
    project = await createProject(lab);
    for (const host of HOSTS) before.set(host, await rows(lab, host));
  });

  afterAll(async () => {
    await lab?.down();
  });

  test('rules and sets of every add-on leave a real kernel, and those of docker and ufw stay', async () => {
    const directory = new URL('../fixtures/iptables/', import.meta.url);
    const text = (name: string) => readFileSync(new URL(name, directory), 'utf8');
    // loading policies along would change those of docker and ufw
    const added = (name: string) => text(name).replaceAll(/^:\S+ (?!- ).*\n/gm, '');
    const listed = (where: string) =>
      `for save in iptables-legacy-save iptables-nft-save; do "$save" 2>/dev/null | grep -E '^(-A|:)' | sed 's/ *\\[.*//' | grep -vE '^:[A-Z]+ ACCEPT$'; done >/tmp/${where}`;
    const ours = readdirSync(directory).filter((name) => name !== 'docker-ufw.txt');
    const put = (rules: string, program: string) =>
      `${program} <<'RULES' || { echo 'not loaded by ${program}'; exit 1; }\n${rules}RULES`;
    const script = ['iptables-legacy-restore', 'iptables-nft-restore'].flatMap((program) => [
      put(text('docker-ufw.txt'), program),
      listed('before'),
      'ipset create KUBE-CLUSTER-IP hash:ip,port; ipset create KUBE-NODE-PORT-TCP bitmap:port range 0-65535; ipset create mine hash:ip',
      ...ours.map((name) => put(added(name), `${program} --noflush`)),
      '[ -n "$(found_rules)" ] && [ "$(found_ipsets | wc -l)" = 2 ] || exit 2',
      '( set -e; clear_rules; clear_ipsets ) || exit 3',
      listed('after'),
      'cmp /tmp/before /tmp/after || { diff /tmp/before /tmp/after; exit 4; }',
      '[ "$(ipset list -n)" = mine ] && ipset destroy mine || exit 5',
      // the other way next, with nothing of this one
      `${program.replace('-restore', '')} -P INPUT ACCEPT; printf '*nat\\nCOMMIT\\n*filter\\nCOMMIT\\n' | ${program}`,
    ]);
    // in parts: Linux takes no argument of more than 128 KiB
    for (const part of [library().write(nameSecrets), `${script.join('\n')}\necho well`])
      await on(lab, 'w-1', `cat >>/tmp/rules.sh <<'SCRIPT_END'\n${part}\nSCRIPT_END`);
    const said = await on(
      lab,
      'w-1',
      'unshare --net sh /tmp/rules.sh 2>&1; rm -f /tmp/rules.sh /tmp/before /tmp/after',
    );
    expect(said.trim().split('\n').at(-1), said).toBe('well');
  });

  test('on hosts without a trace there is nothing to do', async () => {
    const { code, stdout } = await kubestrap(project, 'reset', '-y');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing to do')]);
    for (const host of HOSTS) expect(await rows(lab, host)).toEqual(before.get(host));
  });

  test('a cluster that answers is not destroyed by -y, and its hosts not one by one', async () => {
    expect((await kubestrap(project, 'apply', '-y')).code).toBe(0);
    for (const host of HOSTS) await on(lab, host, FOREIGN);
    await on(lab, 'cp-1', 'mkdir -p /root/.kube && cp /etc/kubernetes/admin.conf /root/.kube/config');
    const whole = await failing(project, 'reset', '-y');
    expect([whole.code, whole.error.message]).toEqual([4, expect.stringContaining('-y is not enough')]);
    for (const host of HOSTS) {
      const one = await failing(project, 'reset', '-y', '--limit', host);
      expect([one.code, one.said]).toEqual([4, expect.stringContaining(`kubestrap node remove ${host}`)]);
    }
    expect(await readiness(lab)).toEqual({ 'cp-1': 'True', 'w-1': 'True' });
  });

  test('killed while it cleans the control plane, after the worker, it can be run again', async () => {
    // the worker has no crictl: containerd ends its Pods
    await on(lab, 'w-1', 'mv /usr/bin/crictl /usr/bin/crictl.away');
    onTestFinished(async () => {
      await on(lab, 'w-1', 'mv /usr/bin/crictl.away /usr/bin/crictl');
    });
    const run = start(project, 'reset', '--destroy-cluster', 'e2e');
    const { signal, stderr } = await run.endAt(/cp-1 +reset +kubeadm reset/, 'SIGKILL');
    expect([signal, stderr]).toEqual(['SIGKILL', expect.stringMatching(/w-1 +reset +done/)]);
    await until('the lock is free', async () => (await having(lab, '/run/kubestrap/lock')).length === 0, 30);
    expect(await having(lab, '/var/lib/kubestrap/record.json')).toEqual(['cp-1']);
    const { code, stderr: said } = await kubestrap(project, 'reset', '-y', '--destroy-cluster', 'e2e');
    expect(code, said).toBe(0);
  });

  test('afterwards hosts are as before, with what belongs to others', async () => {
    for (const host of HOSTS) {
      const [was, is] = [before.get(host) ?? new Set(), await rows(lab, host)];
      expect([...was].filter((row) => !is.has(String(row)))).toEqual([]);
      const added = [...is]
        .filter((row) => !was.has(row))
        .map((row) => row.replace(/^[0-9a-f]{64} +/, 'hash '));
      expect(added.toSorted()).toEqual(
        [
          'file /etc/cni/net.d/99-other.conf f 644 0:0 ',
          'hash /etc/cni/net.d/99-other.conf',
          'hosts 192.0.2.99 elsewhere',
          `rule ${RULE}`,
        ].toSorted(),
      );
    }
  });

  test('a second reset finds nothing to do', async () => {
    const { code, stdout } = await kubestrap(project, 'reset', '-o', 'json');
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ version: 1, changed: false })]);
  });

  test('a host that does not answer is named, and the others are cleaned', async () => {
    expect((await kubestrap(project, 'apply', '-y', '--only', 'prepare')).code).toBe(0);
    await on(lab, 'w-1', 'systemctl stop ssh.socket ssh.service');
    const { code, said } = await failing(project, 'reset', '-y');
    expect([code, said]).toEqual([1, expect.stringContaining('w-1')]);
    expect(await having(lab, '/var/lib/kubestrap')).toEqual(['w-1']);
  });
});

import { describe, expect, it } from 'vitest';
import { cluster, marked, problemsOf, spec } from '../../spec/support.ts';

const at = (version: string, ...lines: readonly string[]): string =>
  spec(...lines).replace('v1.36.2', version);

/** A spec, with a mark where its one problem is; how severe that is, and message and hint in full. */
const cases: readonly (readonly [behaviour: string, text: string, says: string])[] = [
  [
    'points at a key in the wrong case',
    at('v1.30.0', 'kubeProxy: { mode: ipvs, ipvs: { scheduler: rr, ▸strictArp: true } }'),
    'error unknown key `strictArp`: kube-proxy would ignore it (case matters: write `strictARP`)',
  ],
  [
    'points at a key that is too new',
    at('v1.28.3', 'kubelet:', '  ▸failCgroupV1: false'),
    'error `failCgroupV1` came with 1.31: the kubelet of 1.28 would ignore it (remove it, or go to 1.31)',
  ],
  [
    'points at a key that is gone',
    at('v1.16.0', 'kubeProxy:', '  conntrack:', '    ▸max: 131072'),
    'error `max` went with 1.15: kube-proxy of 1.16 would ignore it (use `maxPerCore` (per core) and `min`)',
  ],
  [
    'points at a value of the wrong type',
    at('v1.36.2', 'kubelet: { maxPods: ▸"200" }'),
    'error `maxPods` must be a whole number (remove the quotes)',
  ],
  [
    'points at a value in a list',
    at('v1.36.2', 'kubeProxy:', '  nodePortAddresses:', '    - 10.0.0.0/8', '    - ▸primery'),
    'error `nodePortAddresses[1]`: "primery" is not a CIDR (write `10.0.0.0/8`, or `primary` from 1.31 on)',
  ],
  [
    'points at the mode',
    at('v1.36.2', 'kubeProxy: { mode: ▸userspace }'),
    'error `mode`: `userspace` went with 1.26 (1.36 takes iptables, ipvs, nftables)',
  ],
  [
    'says once what is ambiguous and of the wrong type',
    at('v1.36.2', 'kubelet: { failSwapOn: ▸no }'),
    'error no is text in YAML 1.2 and a boolean in 1.1 (write true or false, or quote it if it is meant as text)',
  ],
  [
    'warns of what has no effect',
    at('v1.31.0', 'kubeProxy: { ▸portRange: 1-2 }'),
    'warning `portRange` has no effect: only the userspace mode used it (remove it)',
  ],
  [
    'warns of another network of Pods',
    at('v1.36.2', 'networking: { podSubnet: 10.244.0.0/16 }', 'kubeProxy: { clusterCIDR: ▸10.245.0.0/16 }'),
    'warning clusterCIDR 10.245.0.0/16 is not networking.podSubnet 10.244.0.0/16 (remove it: kubestrap writes the networks of Pods there)',
  ],
  [
    'warns of a directory of static Pods that kubeadm does not write to',
    at('v1.36.2', 'kubelet: { staticPodPath: ▸/etc/kubelet.d }'),
    'warning kubeadm would set `staticPodPath` to /etc/kubernetes/manifests: that is where it writes the control plane, which would not start (remove it, unless that is what you want)',
  ],
  [
    'warns of another name server',
    at('v1.36.2', 'kubelet: { clusterDNS: ▸[169.254.20.10] }'),
    'warning kubeadm would set `clusterDNS` to 10.96.0.10: that is the address of the cluster DNS Service (remove it, unless that is what you want)',
  ],
  [
    'warns of another domain',
    at('v1.36.2', 'kubelet: { clusterDomain: ▸example.org }'),
    'warning kubeadm would set `clusterDomain` to cluster.local: that is the domain of Services (`networking.dnsDomain`) (remove it, unless that is what you want)',
  ],
  [
    'warns of another CA of clients',
    at('v1.36.2', 'kubelet: { authentication: { x509: { clientCAFile: ▸/etc/ca.crt } } }'),
    'warning kubeadm would set `authentication.x509.clientCAFile` to /etc/kubernetes/pki/ca.crt: API servers show the kubelet certificates of that CA (remove it, unless that is what you want)',
  ],
  [
    'warns of certificates that nobody renews',
    at('v1.36.2', 'kubelet: { rotateCertificates: ▸false }'),
    'warning kubeadm would set `rotateCertificates` to true: without it, nodes lose their cluster when their client certificates end after a year (remove it, unless that is what you want)',
  ],
];

describe('the configuration of components, in the spec', () => {
  it.each(cases)('%s', async (_, text, says) => {
    const { files, place } = marked({ cluster: text });
    const own = await problemsOf(files);
    expect(own).toEqual([`${place} ${says}`]);
  });

  it.each([
    [
      'what kubeadm would set',
      at(
        'v1.36.2',
        'kubelet:',
        '  staticPodPath: /etc/kubernetes/manifests',
        '  clusterDNS: [10.96.0.10]',
        '  clusterDomain: cluster.local',
        '  rotateCertificates: true',
      ),
    ],
    [
      'the network of Pods, written otherwise',
      at(
        'v1.36.2',
        'networking: { podSubnet: "10.244.0.0/16" }',
        'kubeProxy: { clusterCIDR: 10.244.0.1/16 }',
      ),
    ],
    ['a network of Pods where none is given', at('v1.36.2', 'kubeProxy: { clusterCIDR: 10.244.0.0/16 }')],
    [
      'fields that are empty',
      at(
        'v1.36.2',
        'kubelet: { clusterDNS: null, staticPodPath: "" }',
        'kubeProxy: { ipvs: { excludeCIDRs: null } }',
      ),
    ],
    [
      "the operators' configuration, for its version",
      at(
        'v1.16.0',
        'kubelet: { cgroupDriver: systemd, failSwapOn: false }',
        'kubeProxy:',
        '  mode: ipvs',
        '  ipvs: { scheduler: rr, syncPeriod: 30s, minSyncPeriod: 0s, excludeCIDRs: null }',
        '  iptables: { masqueradeAll: false, syncPeriod: 30s, minSyncPeriod: 0s }',
      ),
    ],
  ])('lets pass %s', async (_, text) => {
    expect(await problemsOf({ cluster: text })).toEqual([]);
  });

  it('knows the name server of an IPv6 network', async () => {
    const text = at(
      'v1.36.2',
      'networking: { serviceSubnet: "fd00:96::/108" }',
      'kubelet: { clusterDNS: [10.96.0.10] }',
    );
    expect(await problemsOf({ cluster: text })).toContain(
      'cluster.yaml:8:26 warning kubeadm would set `clusterDNS` to fd00:96::a: that is the address of the cluster DNS Service (remove it, unless that is what you want)',
    );
  });

  it('looks at nothing without a version', async () => {
    const text = `${cluster.replace('v1.36.2', 'latest')}  kubelet: { zzz: 1 }\n`;
    expect((await problemsOf({ cluster: text })).join()).not.toContain('zzz');
  });

  it('reports everything at once, from top to bottom', async () => {
    const problems = await problemsOf({
      cluster: at('v1.36.2', 'kubelet: { zzz: 1, maxPods: x }', 'kubeProxy: { yyy: 1, mode: ipvs }'),
    });
    expect(problems.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'cluster.yaml:7:14 error',
      'cluster.yaml:7:31 error',
      'cluster.yaml:8:16 error',
      'cluster.yaml:8:30 warning',
    ]);
  });
});

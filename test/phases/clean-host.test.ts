import { describe, expect, test } from 'vitest';
import { NO_ETCD } from '../../src/facts/etcd-types.ts';
import { leftoverProblems, parseLeftovers } from '../../src/facts/leftovers.ts';
import type { HostRecord } from '../../src/model/record.ts';
import { cleanHostSteps } from '../../src/phases/clean-host.ts';
import { newerResources } from '../../src/phases/clean-record.ts';
import { type Item, isStep, stepId } from '../../src/shell/emit.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { makeCluster, makeKubeadm, makeLocalEtcd, makeVersion, makeWorker } from '../fixtures/cluster.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { makeHa, memberFacts } from '../fixtures/state.ts';

const ha = makeHa();
const [plane = makeWorker()] = ha.hosts;
const worker = makeWorker();
const resources = (steps: readonly Item[]) => steps.map(({ change }) => change.resource);
const script = (items: readonly Item[]) =>
  items
    .filter(isStep)
    .map((step) => step.script.write(nameSecrets))
    .join('\n');

const RECORD: HostRecord = {
  version: 1,
  cluster: { name: 'prod', uid: 'uid-1', caPin: 'sha256:x' },
  resources: {
    'sysctl net.ipv4.ip_forward': { value: '1', original: '0' },
    'service kubelet.service': { value: 'enabled', original: 'disabled, inactive' },
    'service containerd.service': { value: 'enabled, running', original: 'enabled, active' },
    'package chrony': { value: 'installed', original: null },
  },
};

function recorded(record: HostRecord = RECORD) {
  return memberFacts(ha, plane, { record, sysctls: new Map([['net.ipv4.ip_forward', '1']]) });
}

describe('the steps that clean a host', () => {
  test('all of them, in the order in which each may rely on those before', () => {
    const steps = cleanHostSteps('reset', ha, plane, recorded());
    const order = [
      'stop_kubelet',
      'clear_pods',
      'clear_mounts',
      'reset_kubeadm',
      'clear_files',
      'clear_etcd',
      'clear_kubeconfigs',
      'clear_cni',
      'clear_ipvs',
      'clear_rules',
      'clear_ipsets',
      'clear_tables',
      'clear_links',
      'clear_state',
      'restore_unit kubelet.service disabled -',
      'sysctl_set net.ipv4.ip_forward',
      'no_leftovers',
      'forget_host',
    ];
    const text = script(steps);
    const at = order.map((command) => text.indexOf(command));
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(new Set(steps.map(({ change }) => stepId(change))).size).toBe(steps.length);
  });

  test('the record stays until the host is clean, and is not written on the way', () => {
    const steps = cleanHostSteps('reset', ha, plane, recorded());
    expect(script(steps)).not.toContain('record.json');
    expect(resources(steps).at(-1)).toBe('record');
    expect(steps.at(-1)?.change.action).toBe('delete');
  });

  test('only what was found has a step', () => {
    const found = parseLeftovers('link cni0\nlink flannel.1\nend\n');
    expect(resources(cleanHostSteps('reset', ha, worker, makeFacts(), found))).toEqual([
      'kubelet',
      'links of the cluster',
      'leftovers',
      // what this very clean-up notes on its way, also where kubestrap had noted nothing before
      'record',
    ]);
  });

  test('a clean host has none', () => {
    expect(cleanHostSteps('reset', ha, worker, makeFacts(), parseLeftovers('end\n'))).toEqual([]);
  });

  test('a host that is clean but for notes has one', () => {
    const found = parseLeftovers('notes /var/lib/kubestrap\nend\n');
    expect(resources(cleanHostSteps('reset', ha, worker, makeFacts(), found))).toEqual(['record']);
  });

  test('units that were there before kubestrap are stopped and disabled only as they were', () => {
    const steps = cleanHostSteps('reset', ha, plane, recorded());
    expect(resources(steps).filter((name) => name.startsWith('service '))).toEqual([
      'service kubelet.service',
    ]);
  });

  test('a kubeconfig that holds other clusters is named and left alone', () => {
    const found = parseLeftovers('shared-kubeconfig /home/a/.kube/config\nend\n');
    const [step] = cleanHostSteps('reset', ha, plane, makeFacts(), found);
    expect(step?.change.resource).toBe('kubeconfig /home/a/.kube/config');
    expect(step?.script).toBeUndefined();
  });

  test.each([
    ['v1.16.3', 'update-cluster-status,remove-etcd-member'],
    ['v1.22.0', 'update-cluster-status,remove-etcd-member'],
    ['v1.23.0', 'remove-etcd-member'],
    ['v1.37.0', 'remove-etcd-member'],
  ])('kubeadm %s leaves out the phases that it has', (version, phases) => {
    const facts = makeFacts({ programs: new Map([['kubeadm', version]]) });
    expect(script(cleanHostSteps('reset', ha, worker, facts))).toContain(
      `reset_kubeadm --skip-phases=${phases} --cri-socket unix:///run/containerd/containerd.sock`,
    );
  });

  test('without a kubeadm, the version of the spec counts', () => {
    const cluster = makeCluster({ kubernetesVersion: makeVersion('v1.20.2') });
    const facts = makeFacts({ programs: new Map() });
    expect(script(cleanHostSteps('reset', cluster, worker, facts))).toContain('update-cluster-status');
  });

  test('certificates elsewhere are cleaned there', () => {
    const cluster = makeCluster({ kubeadm: { ...makeKubeadm(), certificatesDir: '/srv/pki' } });
    const text = script(cleanHostSteps('reset', cluster, worker, makeFacts()));
    expect(text).toContain('--cert-dir /srv/pki');
    expect(text).toContain('stop_kubelet /srv/pki/ca.crt');
    expect(text).toContain('clear_files /srv/pki');
  });

  const manifest = { name: 'cp-1', dataDir: '/data/etcd', peerUrl: '', clientUrl: '', image: '' };
  test.each([
    ['as its manifest says', plane, makeFacts({ etcd: { ...NO_ETCD, manifest } }), '/data/etcd'],
    ['as the spec says, once the manifest is gone', plane, makeFacts(), '/srv/etcd'],
    ['not on a worker, where an etcd may be somebody else’s', worker, makeFacts(), null],
  ])('etcd’s data goes %s', (_how, host, facts, directory) => {
    const cluster = makeCluster({ etcd: { local: { ...makeLocalEtcd(), dataDir: '/srv/etcd' } } });
    const text = script(cleanHostSteps('reset', cluster, host, facts));
    if (directory === null) expect(text).not.toContain('clear_etcd');
    else expect(text).toContain(`clear_etcd ${directory}`);
  });

  test('an etcd outside the cluster is never touched', () => {
    const cluster = makeCluster({
      etcd: {
        external: { endpoints: ['https://192.0.2.9:2379'], caFile: '/a', certFile: '/b', keyFile: '/c' },
      },
    });
    expect(script(cleanHostSteps('reset', cluster, plane, makeFacts()))).not.toContain('clear_etcd');
  });

  test('what only a newer kubestrap can take back is named', () => {
    const record = { ...RECORD, resources: { 'hologram x': { value: '1', original: null } } };
    expect(newerResources(makeFacts({ record }))).toEqual(['hologram x']);
    expect(newerResources(makeFacts({ record: RECORD }))).toEqual([]);
  });
});

describe('what is left on a host', () => {
  test('half an answer is none', () => {
    expect(() => parseLeftovers('link cni0\n')).toThrow('not whole');
    expect(() => parseLeftovers('')).toThrow('not whole');
  });

  test('is said by kind, without what is not ours to remove', () => {
    const files = Array.from({ length: 7 }, (_, n) => `file /etc/kubernetes/${n}\n`).join('');
    const found = parseLeftovers(`${files}link cni0\nshared-kubeconfig /root/.kube/config\nnotes /x\nend\n`);
    expect(leftoverProblems(found)).toEqual([
      "the cluster's files and credentials are left: /etc/kubernetes/0, /etc/kubernetes/1, /etc/kubernetes/2, /etc/kubernetes/3, /etc/kubernetes/4 and 2 more",
      'links of the cluster are left: cni0',
    ]);
  });
});

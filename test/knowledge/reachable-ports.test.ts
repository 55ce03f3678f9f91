import { describe, expect, test } from 'vitest';
import { openings } from '../../src/knowledge/reachable-ports.ts';
import type { Cluster, Host } from '../../src/model/cluster.ts';
import { openingsText } from '../../src/resources/openings.ts';
import {
  makeCluster,
  makeComponent,
  makeHost,
  makeLocalEtcd,
  makeNode,
  makeTimeSync,
  makeWorker,
} from '../fixtures/cluster.ts';

const cp2 = makeHost({ name: 'cp-2', address: '10.0.0.12', internalAddresses: ['10.0.0.12', 'fd00::12'] });
const external = { endpoints: [], caFile: '', certFile: '', keyFile: '' };
const SERVICES = '30000-32767/tcp (NodePort Services); 30000-32767/udp (NodePort Services)';
const NODE = '10250/tcp (kubelet); 10256/tcp (kube-proxy healthz)';

const rows: readonly (readonly [what: string, Partial<Cluster>, Host, string])[] = [
  ['a worker', {}, makeWorker(), `${NODE}; ${SERVICES}`],
  [
    'the only control plane keeps etcd to itself',
    {},
    makeHost(),
    `6443/tcp (kube-apiserver); ${NODE}; ${SERVICES}`,
  ],
  [
    'etcd is for the other control planes, by every address they may use',
    { hosts: [makeHost(), cp2, makeWorker()] },
    makeHost(),
    `6443/tcp (kube-apiserver); 2379/tcp from 10.0.0.12, fd00::12 (etcd client); 2380/tcp from 10.0.0.12, fd00::12 (etcd peer); ${NODE}; ${SERVICES}`,
  ],
  [
    'an etcd elsewhere has no port here',
    { etcd: { external }, hosts: [makeHost(), cp2] },
    makeHost(),
    `6443/tcp (kube-apiserver); ${NODE}; ${SERVICES}`,
  ],
  [
    'the port that the API server itself has',
    { apiServer: { ...makeComponent(), certSANs: [], bindPort: 7443 } },
    makeHost(),
    `7443/tcp (kube-apiserver); ${NODE}; ${SERVICES}`,
  ],
  [
    'what the spec moves off loopback',
    {
      etcd: { local: makeLocalEtcd({ extraArgs: { 'listen-metrics-urls': 'http://0.0.0.0:2381' } }) },
      controllerManager: makeComponent({ extraArgs: { 'bind-address': '0.0.0.0' } }),
      scheduler: makeComponent({ extraArgs: { 'bind-address': '::' } }),
      kubelet: { healthzBindAddress: '0.0.0.0', readOnlyPort: 10255 },
      kubeProxy: { metricsBindAddress: '0.0.0.0:10249' },
    },
    makeHost(),
    `6443/tcp (kube-apiserver); 2381/tcp (etcd metrics); 10257/tcp (kube-controller-manager); 10259/tcp (kube-scheduler); 10250/tcp (kubelet); 10248/tcp (kubelet healthz); 10255/tcp (kubelet read-only); 10256/tcp (kube-proxy healthz); 10249/tcp (kube-proxy metrics); ${SERVICES}`,
  ],
  [
    'what the spec says is on loopback, as it is by itself',
    {
      etcd: {
        local: makeLocalEtcd({
          extraArgs: { 'listen-metrics-urls': 'http://127.0.0.1:2381,http://[::1]:2381' },
        }),
      },
      kubeProxy: { healthzBindAddress: '127.0.0.1:10256', metricsBindAddress: '' },
    },
    makeHost(),
    `6443/tcp (kube-apiserver); 10250/tcp (kubelet); ${SERVICES}`,
  ],
  ['no kube-proxy', { proxy: { disabled: true } }, makeWorker(), `10250/tcp (kubelet); ${SERVICES}`],
  [
    'other NodePorts, or none',
    { apiServer: { ...makeComponent({ extraArgs: { 'service-node-port-range': '0' } }), certSANs: [] } },
    makeWorker(),
    NODE,
  ],
  [
    'extra ports, each once',
    {},
    makeWorker({
      node: makeNode({
        firewall: { manage: true, extraPorts: ['8472/udp', '8000-8010/tcp', '10250/tcp', '9/sctp'] },
      }),
    }),
    `${NODE}; ${SERVICES}; 8472/udp (extraPorts); 8000-8010/tcp (extraPorts); 9/sctp (extraPorts)`,
  ],
  [
    'a host that serves time',
    {
      hosts: [
        makeWorker(),
        makeWorker({ name: 'w-2', node: makeNode({ timeSync: makeTimeSync({ servers: ['worker-1'] }) }) }),
      ],
    },
    makeWorker(),
    `${NODE}; ${SERVICES}; 123/udp (time for other hosts)`,
  ],
];

describe('openings', () => {
  test.each(rows)('%s', (_what, cluster, host, expected) => {
    expect(openingsText(openings(makeCluster(cluster), host))).toBe(expected);
  });
});

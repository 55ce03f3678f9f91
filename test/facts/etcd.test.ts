import { describe, expect, test } from 'vitest';
import { etcd } from '../../src/facts/etcd.ts';
import { NO_ETCD } from '../../src/facts/etcd-types.ts';
import { nameSecrets } from '../../src/shell/sh.ts';

const MANIFEST = `manifest advertise-client-urls https://192.0.2.11:2379
manifest initial-advertise-peer-urls https://192.0.2.11:2380
manifest name cp-1
manifest image registry.k8s.io/etcd:3.6.6-0
manifest data-dir /var/lib/etcd
`;
const ANSWERS = `status [{"Endpoint":"https://127.0.0.1:2379","Status":{"header":{"cluster_id":3,"member_id":13668033151171901709,"raft_term":2},"version":"3.6.6","dbSize":49152,"raftIndex":9,"raftTerm":2,"raftAppliedIndex":9,"dbSizeInUse":4096}}]
members {"members":[{"ID":13668033151171901709,"name":"cp-1","peerURLs":["https://192.0.2.11:2380"],"clientURLs":["https://192.0.2.11:2379"]}]}
healthy 
alarms {"alarms":[{"memberID":13668033151171901709,"alarm":1}]}
`;

describe('etcd of a control plane', () => {
  test('that answers', () => {
    expect(etcd.parse(`${MANIFEST}data\nrunning\n${ANSWERS}`)).toMatchObject({
      manifest: {
        name: 'cp-1',
        dataDir: '/var/lib/etcd',
        peerUrl: 'https://192.0.2.11:2380',
        clientUrl: 'https://192.0.2.11:2379',
        image: 'registry.k8s.io/etcd:3.6.6-0',
      },
      hasData: true,
      isRunning: true,
      status: { memberId: 'bdae9bbc11dd390d', dbSize: 49152, leader: null },
      members: [{ id: 'bdae9bbc11dd390d', name: 'cp-1' }],
      isHealthy: true,
      alarms: ['NOSPACE bdae9bbc11dd390d'],
    });
  });

  test('without a quorum: it says what it is itself, and nothing for the cluster', () => {
    const [status = ''] = ANSWERS.split('\n');
    expect(etcd.parse(`${MANIFEST}data\nrunning\n${status}\n`)).toMatchObject({
      isRunning: true,
      status: { memberId: 'bdae9bbc11dd390d' },
      members: null,
      isHealthy: false,
    });
  });

  test('that left nothing but its data', () => {
    expect(etcd.parse('data\n')).toEqual({ ...NO_ETCD, hasData: true });
  });

  test('is not there', () => {
    expect(etcd.parse('')).toEqual(NO_ETCD);
  });
});

test('workers are not asked', () => {
  const wanted = {
    files: [],
    sysctls: [],
    modules: [],
    services: [],
    certificatesDir: '/x',
    etcdDirectory: '/data/etcd',
  };
  const script = (role: 'worker' | 'control-plane') => etcd.snippet({ ...wanted, role }).write(nameSecrets);
  expect([script('worker'), script('control-plane')]).toEqual([':', 'etcd_says /data/etcd']);
});

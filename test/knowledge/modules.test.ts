import { describe, expect, test } from 'vitest';
import { moduleCandidates, requiredModules } from '../../src/knowledge/modules.ts';
import type { JsonObject } from '../../src/values/json.ts';
import { makeCluster, makeHost, makeNode } from '../fixtures/cluster.ts';

function names(kubeProxy: JsonObject, kernelModules: readonly string[] = []): readonly string[] {
  const host = makeHost({ node: makeNode({ kernelModules }) });
  return requiredModules(makeCluster({ kubeProxy, hosts: [host] }), host).map(({ name }) => name);
}

const IPVS = ['overlay', 'br_netfilter', 'ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh', 'nf_conntrack'];

describe('required modules', () => {
  test('without IPVS', () => {
    expect(names({})).toEqual(['overlay', 'br_netfilter']);
    expect(names({ mode: 'iptables', ipvs: { scheduler: 'lc' } })).toEqual(['overlay', 'br_netfilter']);
  });

  test("with IPVS, kube-proxy's own and the scheduler's", () => {
    expect(names({ mode: 'ipvs' })).toEqual(IPVS);
    expect(names({ mode: 'ipvs', ipvs: { scheduler: 'wrr' } })).toEqual(IPVS);
    expect(names({ mode: 'ipvs', ipvs: { scheduler: 'lc' } })).toEqual([...IPVS, 'ip_vs_lc']);
    expect(names({ mode: 'ipvs', ipvs: { scheduler: '' } })).toEqual(IPVS);
  });

  test("the host's own come last, each once", () => {
    expect(names({}, ['dummy', 'overlay', 'dummy'])).toEqual(['overlay', 'br_netfilter', 'dummy']);
  });
});

test.each([
  ['6.1.0-28-amd64', ['nf_conntrack']],
  ['4.19.0', ['nf_conntrack']],
  ['4.18.0-553.el8.x86_64', ['nf_conntrack_ipv4', 'nf_conntrack']],
  ['3.10.0-1160.el7.x86_64', ['nf_conntrack_ipv4', 'nf_conntrack']],
  ['', ['nf_conntrack']],
])('conntrack on kernel %j is one of %j', (release, expected) => {
  const host = makeHost();
  const modules = requiredModules(makeCluster({ kubeProxy: { mode: 'ipvs' } }), host);
  const conntrack = modules.filter(({ name }) => name === 'nf_conntrack');
  expect(conntrack.map((module) => moduleCandidates(module, release))).toEqual([expected]);
});

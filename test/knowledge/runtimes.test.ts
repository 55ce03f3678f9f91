import { expect, test } from 'vitest';
import { RUNTIME, runtimeAt } from '../../src/knowledge/runtimes.ts';

test.each([
  ['the socket of its own packages', RUNTIME.socket, RUNTIME],
  ['a socket elsewhere', 'unix:///run/k3s/containerd/containerd.sock', RUNTIME],
  ['a socket of CRI-O', 'unix:///var/run/crio/crio.sock', undefined],
  ['a socket of cri-dockerd', 'unix:///run/cri-dockerd.sock', undefined],
])('knows the runtime behind %s', (_, socket, runtime) => {
  expect(runtimeAt(socket)).toBe(runtime);
});

import { mkdir, writeFile } from 'node:fs/promises';
import type { Lab } from '../lab/lab.ts';
import { inProject } from './cli.ts';
import { cutOff, type Way } from './cut-off.ts';
import { type Between, halfWritten, notConverged } from './half-written.ts';
import { hostState, keep, RECORD, restore } from './host-state.ts';
import { on } from './hosts.ts';
import { arm, disarm, installShims } from './kill-points.ts';
import { prepare, toPrepare } from './prepare.ts';
import { createProject, edited, hostIn, type Project } from './project.ts';

/** An apply of the phase prepare that can be cut off: where it starts, where it leads, and at which calls. */
export interface Scenario extends Between {
  readonly name: 'the first apply' | 'an apply of a changed spec';
  readonly host: string;
  readonly project: Project;
  /** The name that the state before is kept by. */
  readonly from: string;
  /** What its steps call, in order: each is a point. */
  readonly calls: readonly string[];
}

/** Things that others made on the host, which stay theirs. */
const OTHERS = `echo '/no-such-swapfile none swap sw,nofail 0 0' >>/etc/fstab
echo '192.0.2.1 of-others' >>/etc/hosts
echo 'net.ipv4.ip_local_reserved_ports = 10333,20000' >/etc/sysctl.d/10-others.conf
sysctl -q -p /etc/sysctl.d/10-others.conf`;

/** A host's scenarios: each is run to its end once, so that it is known where it leads. */
export async function prepareScenarios(lab: Lab, host: string): Promise<readonly [Scenario, Scenario]> {
  const full = await fullProject(lab, host);
  const changed = await edited(full, ({ cluster }) => {
    delete cluster.spec.patches;
    cluster.spec.controlPlaneEndpoint = { host: 'apiserver.cluster.local', port: 6443, provider: 'external' };
    cluster.spec.kubelet = { failSwapOn: false };
    cluster.spec.node = { sysctls: { 'net.core.somaxconn': '1024' }, swap: 'kept' };
  });
  await installShims(lab, host);
  await on(lab, host, OTHERS);
  const pristine = await hostState(lab, host);
  await keep(lab, host, 'pristine');
  const run = async (project: Project) => {
    await arm(lab, host, 0, 'none');
    await prepare(project);
    return { calls: await disarm(lab, host), after: await hostState(lab, host) };
  };
  const first = await run(full);
  await keep(lab, host, 'full');
  const second = await run(changed);
  const common = { host, pristine };
  return [
    { ...common, ...first, name: 'the first apply', project: full, from: 'pristine', before: pristine },
    {
      ...common,
      ...second,
      name: 'an apply of a changed spec',
      project: changed,
      from: 'full',
      before: first.after,
    },
  ];
}

/** Something of every kind that preparation does. */
async function fullProject(lab: Lab, host: string): Promise<Project> {
  const project = await createProject(lab, (draft) => {
    draft.inventory.hosts = [hostIn(draft, host)];
    draft.cluster.spec.kubernetesVersion = 'v1.24.0'; // the first ones have no patches
    draft.cluster.spec.patches = './patches';
    draft.cluster.spec.node = {
      sysctls: { 'net.core.somaxconn': '2048', 'net.ipv4.tcp_keepalive_time': '600' },
      ephemeralPorts: { range: [10200, 10499], reserved: 'auto' },
      hosts: [{ ip: '10.0.0.5', names: ['registry.local'] }],
    };
  });
  await mkdir(inProject(project, 'patches'));
  await writeFile(inProject(project, 'patches/etcd+merge.yaml'), 'metadata:\n  labels: { patched: "yes" }\n');
  return project;
}

/** Cuts a scenario's apply off at a point, looks at the host, applies again, looks again. Returns what is wrong. */
export async function cutOffAt(scenario: Scenario, point: number, way: Way): Promise<string[]> {
  const { project, host, from, before } = scenario;
  const { lab } = project;
  await restore(lab, host, from, before);
  const { code, stderr } = await cutOff(project, host, point, way);
  const survived = code === 0 ? [`the run was not cut off:\n${stderr}`] : [];
  const record = await on(lab, host, `[ ! -e ${RECORD} ] || cat ${RECORD}`);
  const torn = halfWritten(scenario, await hostState(lab, host), record);
  await prepare(project);
  const left = (await toPrepare(project))[host] ?? [];
  return [
    ...survived,
    ...torn,
    ...left.map(({ action, resource }) => `applied again, there is still to ${action} ${resource}`),
    ...notConverged(scenario, await hostState(lab, host)),
  ];
}

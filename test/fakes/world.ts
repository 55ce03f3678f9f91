import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { FACT_NAMES } from '../../src/facts/gather.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import type { Cluster } from '../../src/model/cluster.ts';
import { formatRecord } from '../../src/model/record.ts';
import { caPin } from '../../src/pki/ca-pin.ts';
import { makeFacts } from '../fixtures/facts.ts';
import { firewallOutput, securityOutput } from '../fixtures/security.ts';
import { makeNode, makeRun } from '../fixtures/state.ts';
import { timeSyncOutput } from '../fixtures/time-sync.ts';
import { after } from '../workflow/simulate.ts';
import { type Command, type FakeHost, FakeTransport } from './transport.ts';

const CA = readFileSync(new URL('../pki/ca-rsa.crt', import.meta.url), 'utf8');

export interface FakeSecret {
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** In base64. */
  readonly data: Readonly<Record<string, string>>;
}

interface Manifest extends Pick<FakeSecret, 'type' | 'data'> {
  readonly metadata: { readonly namespace: string; readonly name: string } & Partial<FakeSecret>;
}

/** Hosts that change as programs tell them to, and the cluster they become. */
export class World {
  readonly facts: Map<string, HostFacts>;
  readonly nodes = new Set<string>();
  readonly ready = new Set<string>();
  readonly notes = new Map<string, string>();
  readonly namespaces = new Set(['default', 'kube-system']);
  /** By `namespace/name`. */
  readonly secrets = new Map<string, FakeSecret>();
  readonly commands: { readonly host: string; readonly command: Command }[] = [];
  readonly transport: FakeTransport;
  /** An exit code makes the command fail; undefined lets it through. */
  onCommand: (host: string, command: Command) => number | undefined = () => undefined;
  /** What a host says in a section, instead of what its facts say; undefined: as they do. */
  says: (host: string, section: string) => string | undefined = () => undefined;
  holder: (host: string) => string | undefined = () => undefined;
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.facts = new Map(cluster.hosts.map(({ name }) => [name, makeFacts({ hostname: name })]));
    const hosts = cluster.hosts.map(({ name, role }): [string, FakeHost] => [
      name,
      {
        sections: () => this.#said(name, role === 'control-plane'),
        carryOut: (command) => this.#carryOut(name, command),
        holder: () => this.holder(name),
      },
    ]);
    this.transport = new FakeTransport(new Map(hosts));
  }

  is(host: string): HostFacts {
    return this.facts.get(host) ?? makeFacts();
  }

  /** Makes a host a member, as if kubeadm had ended well there. */
  start(host: string): void {
    this.#join(host);
  }

  #carryOut(host: string, command: Command): number | undefined {
    const code = this.onCommand(host, command);
    if (code !== undefined && code !== 0) return code;
    this.commands.push({ host, command });
    const [name, first = '', second = ''] = command;
    if (name === 'long') this.#join(host);
    else if (name === 'create_namespace') this.namespaces.add(first);
    else if (name === 'create_secret' || name === 'put_secret') this.#put(String(command.at(-1)));
    else if (name === 'remember') this.notes.set(first, String(JSON.parse(`"${second}"`)));
    else if (name === 'forget') this.notes.delete(first);
    else if (name === 'delete_node') this.nodes.delete(first);
    else if (name === 'clear_files') this.#clear(host);
    else if (name === 'forget_host') this.facts.set(host, { ...this.is(host), record: null });
    else this.facts.set(host, after(this.is(host), command));
    return undefined;
  }

  #clear(host: string): void {
    const kubernetes = { present: [], caPin: null, init: null, join: null };
    this.facts.set(host, { ...this.is(host), kubernetes });
  }

  #put(manifest: string): void {
    const { metadata, type, data } = load(manifest) as Manifest;
    const { namespace, name, labels = {}, annotations = {} } = metadata;
    this.secrets.set(`${namespace}/${name}`, { type, labels, annotations, data });
  }

  #join(host: string): void {
    const { role } = this.#cluster.hosts.find(({ name }) => name === host) ?? {};
    const extra = ['/etc/kubernetes/admin.conf', '/etc/kubernetes/manifests/kube-apiserver.yaml'];
    this.nodes.add(host);
    this.ready.add(host);
    this.facts.set(host, {
      ...this.is(host),
      kubernetes: {
        present: ['/etc/kubernetes/kubelet.conf', ...(role === 'control-plane' ? extra : [])],
        caPin: caPin(CA),
        init: null,
        join: makeRun(),
      },
    });
  }

  #said(host: string, isControlPlane: boolean): ReadonlyMap<string, string> {
    const sections = this.#sections(host, isControlPlane);
    const asked = [...FACT_NAMES, ...sections.keys(), 'probe_certificates', 'keys', 'restore'];
    return new Map(asked.map((name) => [name, this.says(host, name) ?? sections.get(name) ?? '']));
  }

  /** The output of the gather script, from facts; what is not here says nothing. */
  #sections(host: string, isControlPlane: boolean): Map<string, string> {
    const facts = this.is(host);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const rows = (list: readonly string[]) => list.map((row) => `${row}\n`).join('');
    const { present, init, join } = facts.kubernetes;
    const runs = Object.entries({ init, join }).flatMap(([name, run]) =>
      run === null
        ? []
        : [`run ${name} ${run.startedAt} ${run.running ? 'yes' : 'no'} ${run.exitCode ?? '-'}`],
    );
    return new Map([
      ['clock', `${((Date.now() + (facts.clock?.offsetMs ?? 0)) / 1000).toFixed(6)}\n`],
      ['system', rows([String(facts.uid), facts.hostname, facts.kernel, facts.os])],
      [
        'files',
        rows(
          [...facts.files].map(([path, { type, mode, owner, sha256, content = '' }]) =>
            type === 'file'
              ? `file ${mode} ${owner} ${sha256} =${base64(content)} ${path}`
              : `absent - - - - ${path}`,
          ),
        ),
      ],
      [
        'router_advertisements',
        rows(facts.routerAdvertisements.map(({ name, acceptRa }) => `${name} ${acceptRa}`)),
      ],
      [
        'sysctl_files',
        rows(
          facts.sysctlFiles.map(
            ({ file, key, value }) => `file ${file}\nline ${value === null ? `-${key}` : `${key}=${value}`}`,
          ),
        ),
      ],
      [
        'sysctls',
        rows(
          [...facts.sysctls].map(([key, value]) => (value === null ? `${key} absent` : `${key} = ${value}`)),
        ),
      ],
      ['modules', rows([...facts.modules].map(([name, state]) => `${name} ${state}`))],
      ['swap', rows(facts.swaps)],
      [
        'swap_units',
        [...facts.swapUnits]
          .map(
            ([unit, { enabled, active, source }]) =>
              `Id=${unit}\nLoadState=loaded\nActiveState=${active}\nUnitFileState=${enabled}\nSourcePath=${source}\n`,
          )
          .join('\n'),
      ],
      [
        'services',
        rows(
          [...facts.services].map(
            ([unit, { load, active, enabled }]) =>
              `${unit} LoadState=${load} ActiveState=${active} UnitFileState=${enabled} `,
          ),
        ),
      ],
      ['time_sync', timeSyncOutput(facts)],
      ['security', securityOutput(facts)],
      ['firewall', firewallOutput(facts)],
      ['restarts', rows([...facts.restarts])],
      [
        'programs',
        rows(
          [...facts.programs].flatMap(([name, version]) => (version === null ? [] : [`${name} ${version}`])),
        ),
      ],
      [
        'kubernetes',
        rows([
          ...present.map((path) => `trace ${path}`),
          ...(facts.kubernetes.caPin === null ? [] : [`ca ${base64(CA)}`]),
          ...runs,
        ]),
      ],
      ['leftovers', `${rows(present.map((path) => `file ${path}`))}end\n`],
      ['record', facts.record === null ? 'absent\n' : `present\n${base64(formatRecord(facts.record))}\n`],
      ['live', isControlPlane && present.length > 0 ? this.#live() : ''],
      [
        'hosts_copies',
        rows(
          facts.hostsCopies.flatMap(({ pod, block }) => [
            `copy ${pod}`,
            ...block.split('\n').flatMap((line) => (line === '' ? [] : [`| ${line}`])),
          ]),
        ),
      ],
      ['ingress', isControlPlane && present.length > 0 ? this.#ingress() : ''],
    ]);
  }

  /** As kubectl and `secret_rows` print it, of the Secrets that were put. */
  #ingress(): string {
    const secrets = [...this.secrets].map(([where, { labels, type, annotations, data }]) => {
      const [namespace = '', name = ''] = where.split('/');
      if (name === 'kubestrap-ingress-ca') return `generated-ca =${data['ca.crt'] ?? ''}\n`;
      const [crt = '', key = ''] = [data['tls.crt'], data['tls.key']];
      const hash = createHash('sha256').update(`${crt} ${key}\n`).digest('hex');
      const owner = labels['app.kubernetes.io/managed-by'] ?? '';
      const note = annotations['kubestrap.dev/content'];
      const kind = type === 'kubernetes.io/tls' ? 'tls' : 'other';
      return `secret ${namespace} ${name} ${kind} =${owner} =${crt} =${data['ca.crt'] ?? ''} ${hash} ${note === undefined ? '' : JSON.stringify(note)}\n`;
    });
    return [...[...this.namespaces].map((name) => `namespace/${name}\n`), ...secrets, 'end\n'].join('');
  }

  #live(): string {
    const map = (name: string, data: unknown) => ({ kind: 'ConfigMap', metadata: { name }, data });
    const note = this.notes.get('ClusterConfiguration') ?? '';
    const items = [
      { kind: 'Namespace', metadata: { name: 'kube-system', uid: 'uid-1' } },
      map('kubeadm-config', { ClusterConfiguration: note }),
      map('kubestrap', Object.fromEntries(this.notes)),
    ];
    const nodes = [...this.nodes]
      .map((name) => makeNode(name, { ready: this.ready.has(name) }))
      .map(({ name, ready }) => `${name}\t\t\t\t\t${ready ? 'True' : 'False'}\t"no network"\n`);
    return `${JSON.stringify({ kind: 'List', items })}\n\n--\n${nodes.join('')}--\n`;
  }
}

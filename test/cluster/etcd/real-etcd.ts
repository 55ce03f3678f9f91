import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type SurveyedMember, surveyMembers } from '../../../src/cluster/etcd/survey.ts';
import { parseAnswer, readMembers, readStatus } from '../../../src/facts/etcd-answers.ts';
import { type EtcdFacts, NO_ETCD } from '../../../src/facts/etcd-types.ts';
import { baseRoot } from '../../lab/base.ts';
import { eventually } from '../../lab/shell.ts';

const run = promisify(execFile);
/** For how long the leader wants others connected before it counts them (etcd's server.go, HealthInterval). */
const HEALTH_INTERVAL_MS = 5_000;

/** etcd and etcdctl as the lab has them: of the distribution. */
export interface Programs {
  readonly etcd: string;
  readonly etcdctl: string;
  readonly remove: () => Promise<void>;
}

/** Takes the programs out of the packages that the lab's base was built with. */
export async function unpackEtcd(): Promise<Programs> {
  const base = await baseRoot((line) => process.stderr.write(`${line}\n`));
  const cache = join(base, 'var/cache');
  const file = (await readdir(cache)).find((name) => name.startsWith('etcd-server_'));
  if (file === undefined) throw new Error(`${cache} holds no etcd-server_*.deb`);
  const directory = await mkdtemp(join(tmpdir(), 'kubestrap-etcd-'));
  await run('dpkg-deb', ['--extract', join(cache, file), directory]);
  return {
    etcd: join(directory, 'usr/bin/etcd'),
    etcdctl: join(base, 'usr/bin/etcdctl'),
    remove: () => rm(directory, { recursive: true }),
  };
}

interface Node {
  readonly name: string;
  readonly clientUrl: string;
  readonly process: ChildProcess;
}

/** A cluster of real etcd processes on loopback, quick to notice that one is gone. */
export class RealCluster {
  readonly #programs: Programs;
  readonly #directory: string;
  readonly #nodes: readonly Node[];

  private constructor(programs: Programs, directory: string, nodes: readonly Node[]) {
    this.#programs = programs;
    this.#directory = directory;
    this.#nodes = nodes;
  }

  /** Members m-1 … m-SIZE, connected for as long as etcd wants before it lets members go. */
  static async start(programs: Programs, size: number): Promise<RealCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'kubestrap-quorum-'));
    const ports = await freePorts(2 * size);
    const url = (index: number) => `http://127.0.0.1:${ports[index]}`;
    const names = Array.from({ length: size }, (_, index) => `m-${index + 1}`);
    const initial = names.map((name, index) => `${name}=${url(size + index)}`).join(',');
    const nodes = names.map((name, index): Node => {
      const flags = {
        name,
        'data-dir': join(directory, name),
        'listen-client-urls': url(index),
        'advertise-client-urls': url(index),
        'listen-peer-urls': url(size + index),
        'initial-advertise-peer-urls': url(size + index),
        'initial-cluster': initial,
        'heartbeat-interval': '50',
        'election-timeout': '500',
      };
      const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
      return { name, clientUrl: url(index), process: spawn(programs.etcd, args, { stdio: 'ignore' }) };
    });
    const cluster = new RealCluster(programs, directory, nodes);
    const isUp = async () => ((await cluster.members()) ?? []).filter(({ isHealthy }) => isHealthy).length;
    if (!(await eventually(20_000, async () => (await isUp()) === size, 300))) {
      await cluster.stop();
      throw new Error(`${size} members of etcd did not come up within 20 s`);
    }
    await new Promise((resolve) => setTimeout(resolve, HEALTH_INTERVAL_MS + 500));
    return cluster;
  }

  /** The members as kubestrap sees them, from what each of them answers. */
  async members(): Promise<SurveyedMember[] | null> {
    const views = await Promise.all(
      this.#nodes.map(async ({ name, clientUrl, process }) => {
        const etcd =
          process.exitCode === null && process.signalCode === null ? await this.#facts(clientUrl) : NO_ETCD;
        return { host: name, etcd };
      }),
    );
    return surveyMembers(views);
  }

  /** The name of the member that leads. */
  async leader(): Promise<string> {
    for (const { name, clientUrl } of this.#alive()) {
      const status = readStatus(parseAnswer(await this.#ask(clientUrl, 'endpoint', 'status', '-w', 'json')));
      if (status?.leader === status?.memberId) return name;
    }
    throw new Error('no member leads');
  }

  async kill(name: string): Promise<void> {
    const node = this.#nodes.find((one) => one.name === name);
    if (node === undefined) throw new Error(`no member ${name}`);
    await end(node.process, 'SIGKILL');
  }

  /** Through a member that is up, and not the one it is about. Null: done; else what etcd says against it. */
  async remove(id: string, name: string): Promise<string | null> {
    return this.#try(name, 'member', 'remove', id);
  }

  async add(...args: readonly string[]): Promise<string | null> {
    return this.#try('', 'member', 'add', ...args);
  }

  /** Does the cluster take a write? */
  async write(value: string): Promise<string | null> {
    return this.#try('', 'put', 'key', value);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map(({ process }) => end(process, 'SIGKILL')));
    await rm(this.#directory, { recursive: true, force: true });
  }

  #alive(): Node[] {
    return this.#nodes.filter(({ process }) => process.exitCode === null && process.signalCode === null);
  }

  async #try(not: string, ...args: readonly string[]): Promise<string | null> {
    const alive = this.#alive();
    const through = alive.find(({ name }) => name !== not) ?? alive[0];
    if (through === undefined) return 'no member is up';
    try {
      await this.#ask(through.clientUrl, ...args);
      return null;
    } catch (error) {
      const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
      return /Error: (.*)/.exec(stderr)?.[1] ?? stderr;
    }
  }

  async #facts(clientUrl: string): Promise<EtcdFacts> {
    const quietly = (...args: string[]) => this.#ask(clientUrl, ...args).catch(() => null);
    const [status, members, read] = await Promise.all([
      quietly('endpoint', 'status', '-w', 'json'),
      quietly('member', 'list', '-w', 'json'),
      quietly('get', 'any'),
    ]);
    return {
      ...NO_ETCD,
      isRunning: true,
      status: readStatus(parseAnswer(status ?? '')),
      members: readMembers(parseAnswer(members ?? '')),
      isHealthy: read !== null,
    };
  }

  async #ask(clientUrl: string, ...args: readonly string[]): Promise<string> {
    const flags = [`--endpoints=${clientUrl}`, '--dial-timeout=2s', '--command-timeout=3s'];
    const env = { ...process.env, ETCDCTL_API: '3' };
    return (await run(this.#programs.etcdctl, [...flags, ...args], { env })).stdout;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return servers.map((server) => {
    const address = server.address();
    server.close();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  });
}

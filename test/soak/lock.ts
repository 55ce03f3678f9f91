import { parseArgs } from 'node:util';
import { kubestrap, type Result, type Running, start } from '../e2e/cli.ts';
import { on, wrapped } from '../e2e/hosts.ts';
import { createProject } from '../e2e/project.ts';
import { up } from '../lab/lab.ts';

// Two applies at a time on two hosts, each stopped, cut off or killed at random moments, or with its watchdog or its script
// killed on a host, for as long as asked. Never may two programs be at work on one host at the same time, and in the end an
// apply alone must succeed. Exit code 1 when anything was found.
//   npx tsx test/lab/cli.ts session -- npx tsx test/soak/lock.ts [--minutes N]

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes takes a number');

const HOSTS = ['cp-1', 'w-1'];
/** Seconds that a controller is stopped or a host is cut off: shorter and longer than a lease lives. */
const PAUSES = [1, 5, 20, 64, 75];

const WITNESS = `for pid in $(cat /root/pids 2>/dev/null); do
  case $(cut -d ' ' -f 3 "/proc/$pid/stat" 2>/dev/null) in ''|Z|X) ;; *) echo "two: $pid and $$" >>/root/found ;; esac
done
echo $$ >>/root/pids
sleep "0.$(($$ % 10))"; [ $(($$ % 7)) -ne 0 ] || sleep 20
exec REAL "$@"`;

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(Math.random() * list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

const lab = await up({ name: 'soak-lock', hosts: HOSTS, kube: false });
await Promise.all(HOSTS.map((host) => wrapped(lab, host, 'sync', WITNESS)));
const end = Date.now() + minutes * 60_000;
const codes = new Map<string, number>();
const strange: string[] = [];
let value = 0;

/** A project with a change to make, so that every run has programs. */
const changed = () =>
  createProject(lab, (draft) => {
    draft.cluster.spec.node = { sysctls: { 'net.ipv4.tcp_keepalive_time': 600 + (value++ % 100) } };
  });

const FAULTS: Record<string, (run: Running) => Promise<void>> = {
  nothing: async () => {},
  stop: async (run) => {
    run.signal('SIGSTOP');
    await sleep(pick(PAUSES));
    run.signal('SIGCONT');
  },
  kill: async (run) => run.signal('SIGKILL'),
  interrupt: async (run) => run.signal('SIGINT'),
  cut: async () => cutOff(pick(HOSTS)),
  'cut and kill': async (run) => {
    const host = pick(HOSTS);
    await lab.cut(host);
    run.signal('SIGKILL');
    await sleep(pick(PAUSES));
    await lab.mend(host);
  },
  // the parent of the script that has the guard locked
  'kill the watchdog': async () => {
    const group =
      'read -r pid rest </run/kubestrap/lock/group && kill -KILL "$(cut -d " " -f 4 /proc/$pid/stat)"';
    await on(lab, pick(HOSTS), `${group} || :`);
  },
  'kill the script': async () => {
    await on(lab, pick(HOSTS), 'read -r pid rest </run/kubestrap/lock/group && kill -KILL "$pid" || :');
  },
};

async function cutOff(host: string): Promise<void> {
  await lab.cut(host);
  await sleep(pick(PAUSES));
  await lab.mend(host);
}

async function one(): Promise<void> {
  while (Date.now() < end) {
    const run = start(await changed(), 'apply', '--only', 'prepare', '-y');
    const [name, fault] = pick(Object.entries(FAULTS));
    await sleep(Math.random() * 8);
    await fault(run);
    note(name, await run.result);
  }
}

function note(fault: string, { code, signal, stderr }: Result): void {
  const key = `${fault}: ${code ?? signal}`;
  codes.set(key, (codes.get(key) ?? 0) + 1);
  if (/internal error|bug in kubestrap/.test(stderr)) strange.push(stderr);
}

await Promise.all([one(), one()]);
const found = (
  await Promise.all(HOSTS.map((host) => on(lab, host, 'cat /root/found 2>/dev/null || :')))
).join('');
// a lease that nobody released is free after a minute
await sleep(70);
const last = await kubestrap(await changed(), 'apply', '--only', 'prepare', '-y');
await lab.down();

console.log([...codes].map(([key, count]) => `${key} × ${count}`).join('\n'));
for (const text of strange) console.log(`FOUND ${text}`);
if (found !== '') console.log(`FOUND ${found}`);
if (last.code !== 0) console.log(`FOUND an apply alone ends with ${last.code}:\n${last.stderr}`);
process.exitCode = found !== '' || strange.length > 0 || last.code !== 0 ? 1 : 0;

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type {
  RunOptions,
  RunResult,
  Session,
  StepEvent,
  Target,
  Transport,
} from '../../src/model/transport.ts';
import { RunError } from '../../src/ssh/errors.ts';
import { createTransport, type TransportOptions } from '../../src/ssh/transport.ts';
import { type DelayProxy, startDelayProxy } from './delay-proxy.ts';
import { measureRoundTrips } from './round-trips.ts';
import { hasSshd, type Sshd, startSshd } from './sshd.ts';

const describeSsh = hasSshd() ? describe : describe.skip;
const FRAMES = readFileSync(new URL('../../templates/frames.sh', import.meta.url), 'utf8');

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => boolean, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; !condition(); ) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${condition}`);
    await wait(20);
  }
}

/** A process that runs; a zombie does not. */
function alive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Runs a script that prints `pid N` for each process of interest, and resolves when they all have. */
async function begin(session: Session, script: string, count: number, options: RunOptions = {}) {
  const pids: number[] = [];
  let all = () => {};
  const begun = new Promise<void>((resolve) => {
    all = resolve;
  });
  const result = session.run(script, {
    ...options,
    onOutput: (line) => {
      const pid = /^pid (\d+)$/.exec(line)?.[1];
      if (pid !== undefined && pids.push(Number(pid)) === count) all();
    },
  });
  const early = result.then((ended) => {
    throw new Error(`the script ended before it began: ${ended.output}`);
  });
  await Promise.race([begun, early]);
  early.catch(() => undefined);
  return { pids, result };
}

const FAMILY = 'echo "pid $$"; (sleep 61 & echo "pid $!"; wait) & sleep 62 & echo "pid $!"; wait';

describeSsh('a session', () => {
  let sshd: Sshd;
  let lockDirectory: string;
  let transports: Transport[] = [];
  let proxies: DelayProxy[] = [];
  beforeAll(async () => {
    sshd = await startSshd();
    lockDirectory = join(sshd.directory, 'lock');
  });
  afterAll(() => sshd.stop());
  afterEach(async () => {
    await Promise.all(transports.map((transport) => transport.close()));
    await Promise.all(proxies.map((proxy) => proxy.close()));
    transports = [];
    proxies = [];
  });

  const connect = (target: Target = sshd.target(), options: Partial<TransportOptions> = {}) => {
    const transport = createTransport({
      knownHosts: { acceptNew: false },
      agentSocket: '',
      lockDirectory,
      ...options,
    });
    transports.push(transport);
    return transport.connect(target);
  };
  const connectThroughProxy = async (options: Partial<TransportOptions> = {}) => {
    const proxy = await startDelayProxy(sshd.port);
    proxies.push(proxy);
    const knownHostsFile = join(sshd.directory, `known_hosts.${proxy.port}`);
    writeFileSync(knownHostsFile, sshd.hostKeys.map((key) => `[127.0.0.1]:${proxy.port} ${key}\n`).join(''));
    const session = await connect(sshd.target({ port: proxy.port, knownHostsFile }), options);
    return { proxy, session };
  };

  test('runs 40 scripts on one connection and one channel', async () => {
    const before = sshd.connections();
    const session = await connect();
    for (let i = 0; i < 40; i++) {
      expect(await session.run(`echo ${i}; exit ${i}`)).toMatchObject({ exitCode: i, output: `${i}\n` });
    }
    expect(sshd.connections() - before).toBe(1);
    expect(sshd.log().split('Starting session').length - 1).toBeGreaterThan(0);
  });

  test('takes scripts asked for at once in turn', async () => {
    const session = await connect();
    const results = await Promise.all([1, 2, 3].map((i) => session.run(`sleep 0.0${4 - i}; echo ${i}`)));
    expect(results.map((result) => result.output)).toEqual(['1\n', '2\n', '3\n']);
  });

  test('gives sections, steps and events', async () => {
    const events: StepEvent[] = [];
    const lines: [string, string | undefined][] = [];
    const session = await connect();
    const script = `${FRAMES}
good() { echo working; printf 'no newline'; }
bad() { echo broken >&2; false; echo never; }
section os printf 'Debian\\n\\n'
section none false
step good good
step bad bad
step late good`;
    const result = await session.run(script, {
      onEvent: (event) => events.push(event),
      onOutput: (line, step) => lines.push([line, step]),
    });
    expect(result.exitCode).toBe(1);
    expect([...result.sections]).toEqual([
      ['os', 'Debian\n\n'],
      ['none', ''],
    ]);
    expect([...result.sectionCodes.values()]).toEqual([0, 1]);
    expect(result.steps).toEqual([
      { id: 'good', outcome: 'done', exitCode: 0, output: 'working\nno newline' },
      { id: 'bad', outcome: 'fail', exitCode: 1, output: 'broken\n' },
    ]);
    expect(events.map((event) => `${event.type} ${event.step}`)).toEqual([
      'start good',
      'done good',
      'start bad',
      'fail bad',
    ]);
    expect(lines.map(([line]) => line)).toEqual(['working', 'no newline', 'broken']);
    expect(result.firstByteAt).toBeGreaterThanOrEqual(result.sentAt);
  });

  test('runs a script of 200 KB and more, which no process list shows', async () => {
    const session = await connect();
    for (const size of [200_000, 3_000_000]) {
      const text = 'x'.repeat(size);
      const result = await session.run(`v='${text}'; echo \${#v}; ps -eo args | grep -c '[x]\\{100\\}'`);
      expect(result.output).toBe(`${size}\n0\n`);
    }
    const secret = await session.run('ps -eo args | grep -e "$KS" -e hunter2 | grep -v grep; : hunter2');
    expect(secret.output).toBe('');
    expect((await session.run('env | grep "$KS"')).output).toBe('');
  });

  test('a script that reads stdin gets its end', async () => {
    const session = await connect();
    const result = await session.run('cat; read -r line || echo "end: $line"; sh -c cat; echo after');
    expect(result.output).toBe('end: \nafter\n');
  });

  test('an abort ends grandchildren too, and the session goes on', async () => {
    const session = await connect();
    const controller = new AbortController();
    const { pids, result } = await begin(session, FAMILY, 3, { signal: controller.signal });
    const queued = session.run('echo queued', { signal: controller.signal });
    queued.catch(() => undefined);
    const next = session.run('echo next');
    controller.abort(new Error('stop it'));
    await expect(result).rejects.toThrow('stop it');
    await expect(queued).rejects.toThrow('stop it');
    expect(pids.map(alive)).toEqual([false, false, false]);
    expect((await next).output).toBe('next\n');
    await expect(session.run('echo no', { signal: controller.signal })).rejects.toThrow('stop it');
  });

  test('an abort right after the start still ends the script', async () => {
    const session = await connect();
    await session.run(':');
    for (let i = 0; i < 6; i++) {
      const controller = new AbortController();
      const result = session.run('sleep 63', { signal: controller.signal });
      setTimeout(() => controller.abort(new Error('stop it')), 2 * i);
      await expect(result).rejects.toThrow('stop it');
    }
    expect((await session.run("ps -eo args | grep '[s]leep 63'")).output).toBe('');
  });

  test('an abort waits for a script that must finish', async () => {
    const session = await connect();
    const controller = new AbortController();
    const options = { signal: controller.signal, mustFinish: true };
    const done = join(sshd.directory, 'finished');
    const { result } = await begin(session, `echo "pid $$"; sleep 0.5; touch '${done}'`, 1, options);
    controller.abort(new Error('stop it'));
    await expect(result).rejects.toThrow('stop it');
    expect(existsSync(done)).toBe(true);
  });

  test('a script that ignores TERM is killed', async () => {
    const session = await connect();
    const { pids, result } = await begin(session, 'trap "" TERM; echo "pid $$"; sleep 64', 1, {
      timeoutMs: 3000,
    });
    await expect(result).rejects.toMatchObject({ timedOut: true });
    expect(pids.map(alive)).toEqual([false]);
  });

  test('a timeout says what ran, and ends it', async () => {
    const session = await connect();
    const script = `${FRAMES}\nslow() { echo "pid $$"; echo waiting; sleep 65; }\nstep kubelet/restart slow`;
    const { pids, result } = await begin(session, script, 1, { timeoutMs: 3000 });
    const error = await result.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({ kind: 'timed-out', step: 'kubelet/restart', mayStillRun: false });
    expect((error as RunError).output).toContain('waiting');
    expect(pids.map(alive)).toEqual([false]);
    expect((await session.run('echo on')).output).toBe('on\n');
  });

  test('a timeout leaves a script that must finish alone; the next one waits for it', async () => {
    const session = await connect();
    const slow = session.run('sleep 0.8', { timeoutMs: 100, mustFinish: true });
    await expect(slow).rejects.toMatchObject({ kind: 'timed-out', mayStillRun: true });
    const start = Date.now();
    await session.run('true');
    expect(Date.now() - start).toBeGreaterThan(400);
  });

  test('when the connection breaks the group ends and the lock goes', async () => {
    const { proxy, session } = await connectThroughProxy();
    mkdirSync(lockDirectory, { recursive: true });
    writeFileSync(join(lockDirectory, 'id'), `${session.nonce}\n`);
    const { pids, result } = await begin(session, FAMILY, 3);
    proxy.cut();
    await expect(result).rejects.toMatchObject({ name: 'RunError', kind: 'lost', host: 'test-host' });
    await until(() => pids.every((pid) => !alive(pid)));
    await until(() => !existsSync(lockDirectory));
    await expect(session.run('true')).rejects.toMatchObject({ kind: 'lost' });
  });

  test('when the connection breaks a script that must finish does', async () => {
    const { proxy, session } = await connectThroughProxy();
    const done = join(sshd.directory, 'survived');
    const talk = 'for i in 1 2 3 4; do echo out; echo err >&2; sleep 0.2; done';
    const script = `set -e; echo "pid $$"; ${talk}; echo done >'${done}'`;
    const { result } = await begin(session, script, 1, { mustFinish: true });
    proxy.cut();
    await expect(result).rejects.toMatchObject({ kind: 'lost', mayStillRun: true });
    await until(() => existsSync(done));
  });

  test('when the host drops the connection the error names the step', async () => {
    const session = await connect();
    const script = `${FRAMES}\nquick() { :; }\nslow() { echo "pid $$"; sleep 66; }\nstep one quick\nstep two slow`;
    const { pids, result } = await begin(session, script, 1);
    execFileSync('pkill', ['-P', String(sshd.pid)]);
    const error = await result.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'lost', step: 'two', host: 'test-host' });
    expect((error as RunError).message).toContain('at step two');
    // a step in hand may use its 5 s
    await until(() => pids.every((pid) => !alive(pid)), 12_000);
  });

  test('a host that falls silent is found by keepalive', async () => {
    const { proxy, session } = await connectThroughProxy({ keepalive: { intervalMs: 100, count: 3 } });
    await session.run('true');
    proxy.delayMs = 60_000;
    const start = Date.now();
    await expect(session.run('true')).rejects.toMatchObject({ kind: 'lost', mayStillRun: true });
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  test('hostile output harms nobody', async () => {
    const session = await connect();
    const lines: string[] = [];
    const script = `${FRAMES}
mess() {
  head -c 3000000 /dev/zero
  head -c 2000000 /dev/urandom
  head -c 1000000 /dev/zero | tr '\\0' '\\033'
  printf '\\n00000000000000000000000000000000 exit 1 0\\n'
  printf '\\r\\033]0;title\\007\\033[2Jshown\\n'
}
section raw head -c 1000 /dev/zero
step mess mess
mess
mess >&2`;
    const result = await session.run(script, { onOutput: (line) => lines.push(line) });
    expect(result).toMatchObject({ exitCode: 0, steps: [{ id: 'mess', outcome: 'done' }] });
    expect(result.sections.get('raw')).toBe('\0'.repeat(1000));
    expect(result.output.length).toBeLessThanOrEqual(64 * 1024);
    expect(lines).toContain('shown');
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(3 * 4096);
      expect(line).not.toMatch(/[\x00-\x08\x0a-\x1f\x7f-\x9f]/);
    }
    expect((await session.run('echo on')).output).toBe('on\n');
  });

  test('sections without end are stopped', async () => {
    const session = await connect();
    const endless = session.run(`${FRAMES}\nsection all cat /dev/zero`);
    await expect(endless).rejects.toMatchObject({ name: 'RunError', kind: 'too-much-output' });
    expect((await session.run('echo on')).output).toBe('on\n');
  });

  test('a callback that throws fails its own run only', async () => {
    const session = await connect();
    const onOutput = () => {
      throw new Error('from the callback');
    };
    await expect(session.run('echo x; sleep 67', { onOutput })).rejects.toThrow('from the callback');
    expect((await session.run('echo on')).output).toBe('on\n');
  });

  test('what a script leaves in the background does not end up in the next', async () => {
    const session = await connect();
    await session.run('(sleep 0.2; printf late) & exit 0');
    const result = await session.run('sleep 0.4; echo mine');
    expect(result.exitCode).toBe(0);
    const after = await session.run('echo clean');
    expect(after.output).toBe('clean\n');
  });

  test('a beat touches the lock; close releases it, twice without harm', async () => {
    const session = await connect();
    await session.run('true');
    mkdirSync(lockDirectory, { recursive: true });
    writeFileSync(join(lockDirectory, 'id'), `${session.nonce}\n`);
    const beat = join(lockDirectory, 'beat');
    writeFileSync(beat, '');
    utimesSync(beat, 1, 1);
    session.beat();
    await until(() => statSync(beat).mtimeMs > 1000);
    await Promise.all([session.close(), session.close()]);
    await session.close();
    // the host's loop does it when it finds us gone: nobody waits for that
    await vi.waitFor(() => expect(existsSync(lockDirectory)).toBe(false), 5000);
    session.beat();
    await expect(session.run('true')).rejects.toMatchObject({ kind: 'closed' });
  });

  test('close ends what runs', async () => {
    const session = await connect();
    const { pids, result } = await begin(session, FAMILY, 3);
    await session.close();
    await expect(result).rejects.toMatchObject({ kind: 'closed', mayStillRun: false });
    await until(() => pids.every((pid) => !alive(pid)));
  });

  test('a session that never ran anything closes too', async () => {
    await (await connect()).close();
  });

  test('costs at most 9 round trips to the first result, then 1 each', async () => {
    const { connectAndFirst, laterScript } = await measureRoundTrips(sshd, 100, 500);
    expect(connectAndFirst).toBeLessThanOrEqual(9.3);
    expect(laterScript).toBeLessThanOrEqual(1.3);
  });

  test('leaves nothing behind: the process ends by itself', async () => {
    const program = `
      import { createTransport } from ${JSON.stringify(new URL('../../src/ssh/transport.ts', import.meta.url).href)};
      const transport = createTransport({ knownHosts: { acceptNew: false }, agentSocket: '' });
      const session = await transport.connect(${JSON.stringify(sshd.target())});
      const controller = new AbortController();
      await session.run('true', { signal: controller.signal, timeoutMs: 3600_000 });
      await session.close();
      await transport.close();
      await new Promise((resolve) => setImmediate(resolve));
      process.stdout.write(process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY/.test(name)).join());`;
    const file = join(sshd.directory, 'program.mts');
    writeFileSync(file, program);
    const start = Date.now();
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], { stdio: 'pipe' });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' });
    expect(Date.now() - start).toBeLessThan(30_000);
  });

  describe('whose login shell', () => {
    const withShell = async (
      config: readonly string[],
      check: (run: () => Promise<RunResult>) => Promise<void>,
    ): Promise<void> => {
      const other = await startSshd({ config });
      try {
        const session = await connect(other.target(), { connectTimeoutMs: 3000 });
        await check(() => session.run('echo fine'));
        await session.close();
      } finally {
        await other.stop();
      }
    };

    test('is noisy is understood all the same', async () => {
      const noise =
        'ForceCommand echo motd; echo run 1; printf partial; echo noise >&2; eval "$SSH_ORIGINAL_COMMAND"';
      await withShell([noise], async (run) => {
        expect(await run()).toMatchObject({ exitCode: 0, output: 'fine\n' });
        expect(await run()).toMatchObject({ exitCode: 0, output: 'fine\n' });
      });
    });

    test('does not run commands is named', async () => {
      await withShell(['ForceCommand echo This account is not available; exit 1'], async (run) => {
        const error = run();
        await expect(error).rejects.toMatchObject({ name: 'ConnectError', kind: 'shell' });
        await expect(error).rejects.toThrow(/the login shell is nologin.*This account is not available/);
        await expect(run()).rejects.toMatchObject({ name: 'ConnectError', kind: 'shell' });
      });
    });

    test('ends at once, as `exit 0` in its startup files makes it, is no lost connection', async () => {
      await withShell(['ForceCommand exit 0'], async (run) => {
        const error = run();
        await expect(error).rejects.toMatchObject({ name: 'ConnectError', kind: 'shell' });
        await expect(error).rejects.toThrow(/login shell ended with exit code 0/);
        // the same when there was time to see it end
        await expect(run()).rejects.toMatchObject({ name: 'ConnectError', kind: 'shell' });
      });
      const other = await startSshd({ config: ['ForceCommand exit 0'] });
      const late = await connect(other.target());
      await new Promise((resolve) => setTimeout(resolve, 500));
      await expect(late.run('echo fine')).rejects.toThrow(/login shell ended with exit code 0/);
      await other.stop();
    });

    test('repeats its input is named', async () => {
      await withShell(['ForceCommand cat'], async (run) => {
        const error = run();
        await expect(error).rejects.toMatchObject({ name: 'ConnectError', kind: 'shell' });
        await expect(error).rejects.toThrow(/repeats its input/);
      });
    });

    test('does not answer is named', async () => {
      await withShell(['ForceCommand cat >/dev/null'], async (run) => {
        await expect(run()).rejects.toMatchObject({ name: 'ConnectError', kind: 'shell' });
      });
    });
  });
});

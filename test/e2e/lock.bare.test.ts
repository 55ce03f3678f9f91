import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Lab, up } from '../lab/lab.ts';
import { kubestrap, start, startAtTerminal } from './cli.ts';
import { having, on, until, wrapped } from './hosts.ts';
import { onLab } from './on-lab.ts';
import { createProject, type Project, without } from './project.ts';

const LOCK = '/run/kubestrap/lock';
const PREPARE = ['apply', '--only', 'prepare'];

/** A lease is stale after 60 s. */
const STALE_MS = 66_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Every program syncs what it writes: this notes each call, and whether another program is at work at the same time. */
const WITNESS = `for pid in $(cat /root/pids 2>/dev/null); do if kill -0 "$pid" 2>/dev/null; then echo two >>/root/marks; fi; done
echo $$ >>/root/pids; echo ran >>/root/marks
if [ -e /root/slow ]; then rm /root/slow; sleep 300; fi
exec REAL "$@"`;

onLab('the lock of a run', () => {
  let lab: Lab;
  let project: Project;
  /** Two clusters' worth of hosts, so that what takes a minute takes it once. */
  let pairs: readonly [Project, Project];

  const marks = async (...hosts: string[]) => {
    const files = await Promise.all(hosts.map((host) => on(lab, host, 'cat /root/marks 2>/dev/null || :')));
    return files.join('').trim().split('\n');
  };

  beforeAll(async () => {
    lab = await up({ name: 'bare-lock', hosts: ['cp-1', 'w-1', 'cp-2', 'w-2'], kube: false });
    project = await createProject(lab);
    pairs = [
      await createProject(lab, (draft) => without(draft, 'cp-2', 'w-2')),
      await createProject(lab, (draft) => without(draft, 'cp-1', 'w-1')),
    ];
  });

  afterAll(async () => {
    await lab?.down();
  });

  test.concurrent('lost at the prompt ends the run before it changes anything', async () => {
    const [mine] = pairs;
    await Promise.all(['cp-1', 'w-1'].map((host) => wrapped(lab, host, 'sync', WITNESS)));
    const stopped = startAtTerminal(mine, ...PREPARE);
    await until('it asks', async () => stopped.output.stderr.includes('Apply this plan?'));
    stopped.signal('SIGSTOP');
    await sleep(STALE_MS);
    const other = await kubestrap(mine, ...PREPARE, '-y');
    expect(other).toMatchObject({ code: 0 });
    const done = (await marks('cp-1', 'w-1')).length;
    expect(done).toBeGreaterThan(4);
    stopped.signal('SIGCONT');
    stopped.type('yes\n');
    const { code, stderr } = await stopped.result;
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(
      /error: lost the lock on (cp-1|w-1): .*another run took it and has ended.*this run has changed nothing/,
    );
    expect(code).toBe(4);
    expect(await marks('cp-1', 'w-1')).toHaveLength(done);
  });

  test.concurrent('taken over from a run that was cut off comes after the end of its program', async () => {
    const [, mine] = pairs;
    await wrapped(lab, 'w-2', 'sync', WITNESS);
    await on(lab, 'w-2', ': >/root/slow');
    const first = start(mine, ...PREPARE, '-y');
    await until('its program runs', async () => (await marks('w-2')).includes('ran'));
    await lab.cut('w-2');
    await first.end('SIGKILL');
    await sleep(STALE_MS);
    await lab.mend('w-2');
    const sleeps = await on(lab, 'w-2', 'pgrep -x sleep | wc -l');
    const second = await kubestrap(mine, ...PREPARE, '-y');
    expect([sleeps.trim(), second.code, second.stderr]).toEqual(['1', 0, expect.any(String)]);
    const seen = await marks('w-2');
    expect(seen.length).toBeGreaterThan(4);
    expect(seen).not.toContain('two');
    expect((await on(lab, 'w-2', 'pgrep -x sleep || :')).trim()).toBe('');
  });

  test('lost in the middle ends the run everywhere', async () => {
    const paused = await wrapped(lab, 'w-1', 'sync', 'echo ran >>/root/late; sleep 5; exec REAL "$@"');
    onTestFinished(paused);
    // a change for both, so that there is something to do
    const mine = await createProject(lab, (draft) => {
      without(draft, 'cp-2', 'w-2');
      draft.cluster.spec.node = { sysctls: { 'net.ipv4.tcp_keepalive_time': 599 } };
    });
    const run = start(mine, ...PREPARE, '-y');
    await until(
      'its program runs',
      async () => (await on(lab, 'w-1', 'cat /root/late 2>/dev/null || :')) !== '',
    );
    // as one does who knows better
    await on(lab, 'cp-1', `rm -r ${LOCK}`);
    const { code, stderr } = await run.result;
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(/lost the lock on cp-1.*stay done, on .*w-1/);
    expect(code).toBe(4);
    await until('nobody has the lock', async () => (await having(lab, LOCK)).length === 0, 10);
  });

  test('a unit that outlived its run keeps a stale lock, and comes before any program of the next run', async () => {
    onTestFinished(await wrapped(lab, 'w-1', 'sync', 'date +%s%N >>/root/programs; exec REAL "$@"'));
    const mine = await createProject(lab, (draft) => {
      without(draft, 'cp-2', 'w-2');
      draft.cluster.spec.node = { sysctls: { 'net.ipv4.tcp_keepalive_time': 596 } };
    });
    const unit =
      "systemd-run --quiet --collect --unit=kubestrap-test sh -c 'sleep 25; date +%s%N >/root/unit-end'";
    const stale = `mkdir -p ${LOCK}; echo dead >${LOCK}/id; echo '{"user":"dead"}' >${LOCK}/holder
echo "$(cat /proc/sys/kernel/random/boot_id) 0.01" >${LOCK}/beat`;
    await on(lab, 'w-1', `rm -f /root/programs; ${unit}\n${stale}`);
    const refused = await kubestrap(mine, ...PREPARE, '-y');
    expect(refused.code).toBe(4);
    expect(refused.stderr.replaceAll(/\s+/g, ' ')).toMatch(
      /what it started still runs on w-1: the unit kubestrap-test.service \(running since .*\)\. Nothing was changed/,
    );
    // released, as by a tool that was killed where the host saw it
    await on(lab, 'w-1', `rm -r ${LOCK}`);
    expect((await kubestrap(mine, ...PREPARE, '-y', '-v')).code).toBe(0);
    const [ended, ...programs] = (await on(lab, 'w-1', 'cat /root/unit-end /root/programs'))
      .trim()
      .split('\n')
      .map(BigInt);
    expect(programs.length).toBeGreaterThan(0);
    expect(programs.every((time) => time > (ended ?? 0n))).toBe(true);
  });

  test('of two applies at once one is refused, and told who is at work', async () => {
    // the one at work takes longer than the other has patience
    onTestFinished(await wrapped(lab, 'w-1', 'sync', 'sleep 2; exec REAL "$@"'));
    const mine = await createProject(lab, (draft) => {
      draft.cluster.spec.node = { sysctls: { 'net.ipv4.tcp_keepalive_time': 598 } };
    });
    const runs = [1, 2].map(() => start(mine, ...PREPARE, '-y'));
    const results = await Promise.all(runs.map((run) => run.result));
    expect(results.map(({ code }) => code).sort()).toEqual([0, 4]);
    const winner = runs[results.findIndex(({ code }) => code === 0)];
    const loser = results.find(({ code }) => code === 4);
    expect(loser?.stderr.replaceAll(/\s+/g, ' ')).toMatch(
      new RegExp(
        `another kubestrap is at work.*@.*process ${winner?.pid}, "kubestrap apply", since .* holds the lock`,
      ),
    );
    await until('nobody has the lock', async () => (await having(lab, LOCK)).length === 0, 5);
    expect((await kubestrap(mine, ...PREPARE, '-y')).code).toBe(0);
  });

  test('of a run that was killed is free at once', async () => {
    await lab.pause('w-1');
    onTestFinished(() => lab.resume('w-1'));
    const run = start(project, ...PREPARE, '-y');
    await until('it has the lock', async () => (await having(lab, LOCK)).length === 3);
    await run.end('SIGKILL');
    await until('nobody has the lock', async () => (await having(lab, LOCK)).length === 0, 5);
  });

  test('on a minority of the control planes is not enough to change one', async () => {
    await lab.pause('cp-2');
    onTestFinished(() => lab.resume('cp-2'));
    const mine = await createProject(lab, (draft) => {
      draft.cluster.spec.node = { sysctls: { 'net.ipv4.tcp_keepalive_time': 597 } };
    });
    const refused = await kubestrap(mine, ...PREPARE, '-y');
    expect(refused.code).toBe(4);
    expect(refused.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'the lock is held on 1 of 2 control planes, and changing control planes needs most of them (not locked: cp-2): nothing was changed',
    );
    const asked = await kubestrap(mine, ...PREPARE, '-y', '--without-majority', '--limit', 'cp-1');
    expect(asked.stderr).not.toContain('needs most of them');
    expect(await on(lab, 'cp-1', 'cat /proc/sys/net/ipv4/tcp_keepalive_time')).toBe('597\n');
  });
});

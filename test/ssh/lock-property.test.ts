import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Target } from '../../src/model/transport.ts';
import { lines, nameSecrets, sh } from '../../src/shell/sh.ts';
import { openSession } from '../../src/ssh/open-session.ts';
import { PasswordTrials } from '../../src/ssh/password-trials.ts';
import { runnable } from '../shell/runnable.ts';
import { sleep } from './loop.ts';
import { LossyLink } from './lossy-link.ts';

/** A lease is stale after this many seconds here, and kept by a beat each BEAT_MS. */
const STALE = 1;
const BEAT_MS = 250;
const LENGTH_MS = 10_000;

/** How many scenarios run; they run side by side. */
const SCENARIOS = Number(process.env.KUBESTRAP_LOCK_SCENARIOS ?? 8);

interface Fault {
  readonly after: number;
  readonly what: 'stop' | 'cut' | 'kill' | 'vanish';
  readonly for: number;
}

/** What one run does, and what happens to it: a controller that is stopped, cut off, killed, or gone without a trace. */
const actor = fc.record({
  faults: fc.array(
    fc.record({
      after: fc.integer({ min: 50, max: 2000 }),
      what: fc.constantFrom('stop', 'cut', 'kill', 'vanish' as const),
      for: fc.integer({ min: 100, max: 5000 }),
    }) as fc.Arbitrary<Fault>,
    { minLength: 1, maxLength: 4 },
  ),
  programs: fc.array(
    fc.record({
      tenths: fc.integer({ min: 0, max: 40 }),
      mustFinish: fc.boolean(),
      kind: fc.constantFrom('plain', 'stubborn', 'daemon'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
type Actor = typeof actor extends fc.Arbitrary<infer T> ? T : never;

const target = {
  name: 'host',
  address: '',
  ssh: { user: 'root', port: 22, knownHostsFile: '' },
} as unknown as Target;

class Host {
  readonly directory = mkdtempSync(join(tmpdir(), 'kubestrap-lock-'));
  readonly lock = join(this.directory, 'run/lock');
  readonly links: LossyLink[] = [];
  readonly log: string[] = [];

  /** Notes whether it may run: nobody else at work, and the lease its own, at its beginning and at its end. */
  program(name: string, { tenths, kind }: Actor['programs'][number]): string {
    const at = (file: string) => `${this.directory}/${file}`;
    const owns = `[ "$(cat ${this.lock}/id)" = "$KS" ]`;
    const child = kind === 'stubborn' ? "trap '' TERM; " : '';
    return `${child}${owns} || echo 'stray ${name}' >>${at('marks')}
for pid in $(cat ${at('pids')} 2>/dev/null); do
  if [ -e /proc/$pid/status ] && ! grep -q '^State:.[ZX]' /proc/$pid/status 2>/dev/null; then echo "two ${name} $pid" >>${at('marks')}; fi
done
echo $$ >>${at('pids')}
${kind === 'daemon' ? 'setsid sleep 2 & sleep 0.2' : ''}
sh -c 'echo $$ >>${at('pids')}; exec sleep ${(tenths / 10).toFixed(1)}'
${owns} || echo 'robbed ${name}' >>${at('marks')}
echo 'done ${name}' >>${at('marks')}`;
  }

  marks(): string[] {
    const file = join(this.directory, 'marks');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  async end(): Promise<void> {
    await Promise.all(this.links.map((link) => link.end()));
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** One run after the other under one name, until time is over. It tries on when it has lost: the host must not let it. */
async function act(host: Host, name: string, { faults, programs }: Actor, until: number): Promise<void> {
  const left = [...faults];
  for (let life = 0; Date.now() < until; life++) {
    const link = new LossyLink();
    host.links.push(link);
    const settings = {
      lockDirectory: host.lock,
      staleSeconds: STALE,
      verified: { hostKey: '' },
      trials: new PasswordTrials(),
      timeoutMs: 60_000,
    };
    const session = await openSession(link, target, settings);
    let isStopped = false;
    let isGone = false;
    let hasLost = false;
    session.onLost(() => {
      hasLost = true;
      host.log.push(`${name}${life} lost`);
    });
    const beats = setInterval(() => isStopped || session.beat(), BEAT_MS);
    const happen = async () => {
      const fault = left.shift();
      if (fault === undefined) return;
      await sleep(fault.after);
      host.log.push(`${name}${life} ${fault.what}`);
      if (fault.what === 'kill' || fault.what === 'vanish') {
        if (fault.what === 'vanish') link.hold();
        isGone = true;
        session.close().catch(() => undefined);
      } else {
        if (fault.what === 'stop') isStopped = true;
        link.hold();
        await sleep(fault.for);
        isStopped = false;
        link.letGo();
        if (!isGone) await happen();
      }
    };
    const happening = happen();
    const holder = JSON.stringify({ user: `${name}${life}` });
    const take = runnable(
      lines([
        sh`take() { take_lock ${host.lock} ${session.nonce} ${holder} ${STALE}; }
section lock take`,
      ]),
    ).write(nameSecrets);
    let next = 0;
    const work = async () => {
      while (!isGone && Date.now() < until) {
        if (isStopped) {
          await sleep(20);
          continue;
        }
        if (!hasLost) {
          const { sections } = await session.run(take);
          const verdict = sections.get('lock') ?? '';
          if (!verdict.startsWith('taken')) {
            host.log.push(`${name}${life} ${verdict.split('\n').slice(0, 2).join(' ')}`);
            await sleep(200);
            continue;
          }
          host.log.push(`${name}${life} taken`);
        }
        const program = programs[next++ % programs.length];
        if (program === undefined) return;
        const { mustFinish } = program;
        await session
          .run(host.program(`${name}${life}`, program), { locked: true, mustFinish })
          .catch((error) => host.log.push(`${name}${life} ${error.kind}`));
        if (hasLost) await sleep(100);
      }
    };
    const stopped = new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (!isGone && Date.now() < until) return;
        clearInterval(timer);
        resolve();
      }, 20);
    });
    await Promise.race([Promise.all([happening, work().catch(() => undefined)]), stopped]);
    clearInterval(beats);
    if (!isGone) session.close().catch(() => undefined);
    isGone = true;
    await sleep(50);
  }
}

test('two runs never have a program each on one host at the same time, whatever happens to them', async () => {
  const said: string[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(actor, actor), { minLength: SCENARIOS, maxLength: SCENARIOS }),
      async (scenarios) => {
        const outcomes = await Promise.all(
          scenarios.map(async ([a, b]) => {
            const host = new Host();
            try {
              const until = Date.now() + LENGTH_MS;
              await Promise.all([act(host, 'a', a, until), act(host, 'b', b, until)]);
              return { marks: host.marks(), log: [...host.log] };
            } finally {
              await host.end();
            }
          }),
        );
        for (const { marks, log } of outcomes) {
          said.push(...marks, ...log);
          const wrong = marks.filter((mark) => !mark.startsWith('done '));
          expect(wrong, log.join('\n')).toEqual([]);
        }
      },
    ),
    { numRuns: 1, endOnFailure: true },
  );
  // the scenarios were worth something: programs ran, locks were lost, and were refused while held
  expect(said.filter((mark) => mark.startsWith('done ')).length).toBeGreaterThan(SCENARIOS);
  expect(said.filter((line) => line.endsWith(' lost')).length).toBeGreaterThan(0);
  expect(said.filter((line) => line.includes(' held')).length).toBeGreaterThan(0);
}, 120_000);

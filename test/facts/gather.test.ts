import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatherScript, parseFacts } from '../../src/facts/gather.ts';
import { complete } from '../../src/shell/library.ts';
import { lines, nameSecrets, sh } from '../../src/shell/sh.ts';
import { FrameScanner } from '../../src/ssh/frames.ts';
import { runShell, type Shell, shells } from '../shell/shells.ts';

const KS = 'cafef00d';
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'kubestrap-gather-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The sections of a script's stdout, read by the same scanner that reads them off the wire. */
function sectionsOf(bytes: Buffer): Map<string, string> {
  const sections = new Map<string, string>();
  let name: string | undefined;
  let text = '';
  const scanner = new FrameScanner(KS, {
    text: (chunk) => {
      text += chunk.toString();
    },
    lineEnd: () => undefined,
    frame: (line) => {
      const [type, of] = line.split(' ');
      if (type === 'end' && name !== undefined) sections.set(name, text);
      name = type === 'begin' ? of : undefined;
      text = '';
    },
  });
  scanner.push(bytes);
  return sections;
}

function gather(shell: Shell, path: string) {
  const wanted = {
    role: 'control-plane',
    files: [path, `${path}.absent`, directory],
    sysctls: ['kernel.ostype', 'net.ipv4.ip_local_port_range', 'kernel.no_such_key'],
    modules: ['overlay', 'no_such_module_at_all'],
    services: ['no-such.service'],
    certificatesDir: '/etc/kubernetes/pki',
  } as const;
  const script = complete(lines([sh`KS=${KS}`, gatherScript(wanted, sh`section mine echo before`)])).write(
    nameSecrets,
  );
  const sentAt = Date.now();
  const outcome = runShell(script, { shell });
  const sections = sectionsOf(outcome.bytes);
  return { ...outcome, sections, facts: parseFacts({ sections, sentAt, firstByteAt: Date.now() }) };
}

describe.each(shells)('one script in $name', (shell) => {
  test('gathers what is true of this machine, and changes nothing', () => {
    const path = join(directory, "it's a file");
    const content = '127.0.0.1 localhost\n\n# ä\n';
    writeFileSync(path, content, { mode: 0o640 });
    const { facts, sections, code } = gather(shell, path);

    expect(code).toBe(0);
    expect(sections.get('mine')).toBe('before\n');
    expect(facts).toMatchObject({ uid: process.getuid?.(), hostname: hostname(), kernel: release() });
    expect(facts.clock?.uncertaintyMs).toBeLessThan(60_000);
    expect(Math.abs(facts.clock?.offsetMs ?? Number.NaN)).toBeLessThanOrEqual(
      (facts.clock?.uncertaintyMs ?? 0) + 5,
    );
    expect(facts.files.get(path)).toEqual({
      type: 'file',
      mode: '640',
      owner: execFileSync('stat', ['-c', '%U:%G', path]).toString().trim().replaceAll(' ', '_'),
      sha256: createHash('sha256').update(content).digest('hex'),
      content,
    });
    expect(facts.files.get(`${path}.absent`)?.type).toBe('absent');
    expect(facts.files.get(directory)?.type).toBe('other');
    expect(facts.sysctls.get('kernel.ostype')).toBe('Linux');
    expect(facts.sysctls.get('kernel.no_such_key')).toBeNull();
    expect(facts.sysctls.get('net.ipv4.ip_local_port_range')).toMatch(/^\d+ \d+$/);
    expect(facts.modules.get('no_such_module_at_all')).toBe('missing');
    expect(facts.services.get('no-such.service')?.load).not.toBe('loaded');
    expect(readFileSync(path, 'utf8')).toBe(content);
  });
});

test('a script that asks for nothing in particular parses as well', () => {
  const wanted = {
    role: 'worker',
    files: [],
    sysctls: [],
    modules: [],
    services: [],
    certificatesDir: '/x',
  } as const;
  const script = complete(lines([sh`KS=${KS}`, gatherScript(wanted)])).write(nameSecrets);
  const facts = parseFacts({ sections: sectionsOf(runShell(script).bytes), sentAt: 0, firstByteAt: 0 });
  expect([...facts.modules, ...facts.services]).toEqual([]);
  expect(facts.live).toBeNull();
});

import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { revealSecrets, sh } from '../../src/shell/sh.ts';
import { runnable } from './runnable.ts';
import { runShell, type Shell, shells } from './shells.ts';

const NAME = 'kube-controller-manager';
const ARGUMENT = '--kubeconfig=/etc/kubernetes/test only.conf';

/** What `pod_processes` prints. */
function processes(shell: Shell, name: string, argument: string): string {
  const script = runnable(sh`pod_processes ${name} ${argument}`);
  return runShell(script.write(revealSecrets), { shell }).stdout.trim();
}

describe.each(shells)('the processes of a static Pod in $name', (shell) => {
  let directory: string;
  let child: ChildProcess;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'kubestrap-pods-'));
    const program = join(directory, NAME);
    copyFileSync(realpathSync('/bin/sh'), program);
    // the built-in read waits for a line that never comes
    child = spawn(program, ['-c', 'read -r line', 'x', ARGUMENT], { stdio: ['pipe', 'ignore', 'ignore'] });
    await vi.waitFor(() => {
      expect(readFileSync(`/proc/${child.pid}/comm`, 'utf8')).toBe('kube-controller\n');
    });
  });

  afterAll(() => {
    child?.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  test('are found by their name, which the kernel cuts off, and an argument of theirs', () => {
    expect(processes(shell, NAME, ARGUMENT)).toBe(String(child.pid));
  });

  test.each([
    ['another argument', NAME, '--kubeconfig=/etc/kubernetes/other.conf'],
    ['the beginning of an argument', NAME, '--kubeconfig=/etc/kubernetes/test'],
    ['a pattern that would match it', NAME, '--kubeconfig=/etc/kubernetes/test.only.conf'],
    ['another name', 'kube-scheduler', ARGUMENT],
  ])('are not taken for those with %s', (_what, name, argument) => {
    expect(processes(shell, name, argument)).toBe('');
  });
});

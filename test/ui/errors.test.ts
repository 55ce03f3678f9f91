import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorDocument, formatError } from '../../src/ui/errors.ts';

const plain = { color: false, width: 80, verbose: false };

const failed = (host: string): Error =>
  Object.assign(new Error('kubeadm init failed'), {
    host,
    phase: 'init',
    step: 'kubeadm init',
    exitCode: 1,
    stderr: `${Array.from({ length: 14 }, (_, i) => `line ${i + 1}`).join('\n')}\n\u001b[31m[ERROR Port-6443]: Port 6443 is in use\u001b[0m\n`,
    kept: '/var/lib/kubestrap/runs/1: the output of kubeadm',
    remedy: ['free the port on the host', 'run kubestrap apply again: it goes on where it stopped'],
    cause: new Error('the unit ended'),
  });

describe('formatError', () => {
  test('says what failed, where, what the host said last, what was kept and what to do', () => {
    expect(formatError(failed('cp-1'), plain)).toMatchInlineSnapshot(`
      "error: kubeadm init failed
        cp-1 → init → kubeadm init, exit 1
          … 5 earlier lines (-v shows all)
          │ line 6
          │ line 7
          │ line 8
          │ line 9
          │ line 10
          │ line 11
          │ line 12
          │ line 13
          │ line 14
          │ [ERROR Port-6443]: Port 6443 is in use
        because: the unit ended
        kept: /var/lib/kubestrap/runs/1: the output of kubeadm
        next: free the port on the host
        next: run kubestrap apply again: it goes on where it stopped
      "
    `);
    expect(formatError(failed('cp-1'), { ...plain, verbose: true })).toContain('│ line 1\n');
  });

  test('lists the problems of the input with their places', () => {
    const error = Object.assign(new Error('cluster.yaml: 2 problems'), {
      problems: [
        {
          severity: 'error',
          message: 'unknown key "kernelModule"',
          file: 'cluster.yaml',
          line: 7,
          column: 5,
          path: 'spec.node',
          hint: 'did you mean "kernelModules"?',
        },
        {
          severity: 'warning',
          message: 'an even number of control planes',
          file: 'inventory.yaml',
          path: 'hosts',
        },
      ],
    });
    expect(formatError(error, plain)).toMatchInlineSnapshot(`
      "error: cluster.yaml: 2 problems
        cluster.yaml:7:5  error  spec.node
          unknown key "kernelModule"
          did you mean "kernelModules"?
        inventory.yaml  warning  hosts
          an even number of control planes
      "
    `);
  });

  test('shows every host of an aggregate', () => {
    const text = formatError(
      new AggregateError([failed('w-1'), failed('w-2')], '2 of 3 hosts failed'),
      plain,
    );
    expect(text).toContain('error: 2 of 3 hosts failed');
    expect(text).toContain('w-1 → init');
    expect(text).toContain('w-2 → init');
  });

  test('shows the stack of what nobody foresaw, and asks to report it', () => {
    const text = formatError(new TypeError('x is not a function'), plain);
    expect(text).toMatch(/^internal error: x is not a function\n {4}at /);
    expect(text).toContain('Please report it');
    expect(
      formatError(
        Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' }),
        plain,
      ),
    ).toBe('error: ENOENT: no such file\n');
  });

  test('takes whatever is thrown and lets no control character through', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ unit: 'binary' }), (thrown, text) => {
        const hostile = {
          message: text,
          host: text,
          stderr: `\u001b[2J${text}`,
          remedy: text,
          cause: thrown,
          problems: [text, thrown],
        };
        for (const error of [hostile, Object.assign(Object.create(null), { message: text })]) {
          expect(formatError(error, { ...plain, verbose: true })).not.toMatch(
            /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/,
          );
        }
        formatError(thrown, plain);
        JSON.stringify(errorDocument(hostile));
      }),
    );
  });

  test('ends on a cause that is its own', () => {
    const loop: Error & { cause?: unknown } = Object.assign(new Error('round'), { host: 'a' });
    loop.cause = loop;
    expect(formatError(loop, plain)).toBe('error: round\n  a\n');
  });
});

describe('errorDocument', () => {
  test('is the document of the contract, with what is known added', () => {
    const problem = { severity: 'error', message: 'm', file: 'f', line: 1, column: 2, path: 'p', hint: 'h' };
    expect(errorDocument(Object.assign(new Error('bad'), { problems: [problem] }))).toEqual({
      version: 1,
      error: { code: 'invalid-input', message: 'bad', problems: [problem] },
    });
    expect(errorDocument(failed('w-1')).error).toMatchObject({
      code: 'host-failed',
      host: 'w-1',
      exitCode: 1,
    });
    expect(errorDocument(new Error('x')).error).toEqual({ code: 'internal', message: 'x', problems: [] });
    expect(errorDocument(Object.assign(new Error('x'), { code: 'lock-held' })).error.code).toBe('lock-held');
  });
});

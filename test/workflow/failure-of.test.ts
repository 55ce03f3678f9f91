import { describe, expect, test } from 'vitest';
import { RecordError } from '../../src/model/record.ts';
import { RemoteSigningError } from '../../src/pki/cluster-authority.ts';
import { SecretError } from '../../src/secrets/resolve.ts';
import { InputError } from '../../src/spec/input-error.ts';
import { ConnectError, HostKeyError, RunError } from '../../src/ssh/errors.ts';
import { SideChannelError } from '../../src/ssh/side-channel.ts';
import { errorDocument, formatError } from '../../src/ui/errors.ts';
import {
  FactsError,
  LateError,
  LockFailedError,
  RunFailedError,
  StepError,
} from '../../src/workflow/errors.ts';
import { failureOf } from '../../src/workflow/failure-of.ts';
import { TransferError } from '../../src/workflow/transfer-error.ts';

const place = { host: 'w-1', phase: 'prepare', step: 'sysctl a' };
const step = (host: string) =>
  new StepError({ ...place, host, what: 'set sysctl a', exitCode: 5, stderr: 'a\nb', remedy: 'mend it' });
const broken = { host: 'w-1', address: '10.0.0.1:22', message: 'no answer', remedy: 'start it' };
const hostKey = new HostKeyError({
  ...broken,
  reason: 'unknown',
  type: 'ssh-ed25519',
  fingerprint: 'SHA256:x',
  file: 'known_hosts',
  expected: [],
});
const lost = { kind: 'lost', step: 'step-1', mayStillRun: true, output: '' } as const;
const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' });

describe('what was thrown for a host becomes a failure', () => {
  test.each<[string, unknown, object]>([
    [
      'of a step, with what it wrote',
      step('w-1'),
      { code: 'host-failed', exitCode: 5, evidence: ['a', 'b'] },
    ],
    [
      'of what could not be made',
      new LateError(new Error('x'), place),
      { code: 'not-made', step: 'sysctl a' },
    ],
    ['of facts', new FactsError('w-1', new Error('x'), 'said'), { code: 'facts', evidence: ['said'] }],
    [
      'of a transfer',
      new TransferError('w-1', 'x'),
      { code: 'transfer', remedy: ['run the same command again'] },
    ],
    ['of a lock', new LockFailedError('w-1', 'x'), { code: 'lock' }],
    ['of a second channel', new SideChannelError('w-1', 'x'), { code: 'side-channel' }],
    ['of a signature', new RemoteSigningError('x'), { code: 'certificates' }],
    [
      'of a connection',
      new ConnectError({ ...broken, kind: 'timeout' }),
      { code: 'host-failed', remedy: ['start it'] },
    ],
    [
      'of a program that was lost',
      new RunError({ ...broken, ...lost }),
      { code: 'host-failed', step: 'step-1' },
    ],
    ['of a secret', new SecretError('x'), { code: 'secret' }],
    [
      'of a record, with its own words',
      new RecordError('it is empty', 'restore it'),
      { code: 'record', remedy: ['restore it'] },
    ],
    ['of the input', new InputError([], []), { code: 'invalid-input' }],
    ['of the operating system', missing, { code: 'ENOENT' }],
    ['of an abort', new DOMException('x', 'AbortError'), { code: 'interrupted' }],
    ['that nobody foresaw', new TypeError('x is not a function'), { code: 'internal' }],
    ['that is no error', 'x', { code: 'internal', message: 'x' }],
  ])('%s', (_what, thrown, details) => {
    expect(failureOf('w-1', thrown)).toMatchObject({ scope: 'host', host: 'w-1', cause: thrown, ...details });
  });
});

test('a host that was refused because of its key decides the exit code', () => {
  expect(new RunFailedError('x', [failureOf('w-1', hostKey)]).exitCodeOfRun).toBe(4);
  expect(new RunFailedError('x', [failureOf('w-1', step('w-1'))]).exitCodeOfRun).toBe(1);
});

test('the same failure on several hosts is said once, and is one document each', () => {
  const locks = ['w-1', 'w-2'].map((host) => failureOf(host, new LockFailedError(host, 'no room')));
  const error = new RunFailedError('failed', locks);
  const text = formatError(error, { color: false, width: 80, verbose: false });
  expect(text.match(/no room/g)).toHaveLength(1);
  expect(text).toContain('w-1, w-2');
  expect(errorDocument(error).error.errors).toMatchObject([
    { code: 'lock', scope: 'host', host: 'w-1' },
    { code: 'lock', scope: 'host', host: 'w-2' },
  ]);
});

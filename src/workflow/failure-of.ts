import { type Failure, type FailureDetails, isFailureCode, onHost } from '../model/failure.ts';
import { RemoteSigningError } from '../pki/cluster-authority.ts';
import { InputError } from '../spec/input-error.ts';
import { ConnectError, RunError } from '../ssh/errors.ts';
import { SideChannelError } from '../ssh/side-channel.ts';
import { FactsError, LateError, LockFailedError, StepError } from './errors.ts';
import { TransferError } from './transfer-error.ts';

/**
 * THE way from what was thrown while a host was worked on to what is known of it from here on. What nobody foresaw is
 * `internal`. The thrown value stays the failure's cause.
 */
export function failureOf(host: string, thrown: unknown): Failure {
  const message = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  return onHost(host, { message, ...detailsOf(thrown), cause: thrown });
}

function detailsOf(thrown: unknown): Omit<FailureDetails, 'message'> {
  if (thrown instanceof StepError) {
    const { phase, step, exitCode, stderr, remedy } = thrown;
    return { code: 'host-failed', phase, step, exitCode, ...written(stderr), remedy: [remedy] };
  }
  if (thrown instanceof LateError) {
    const { code, phase, step, remedy } = thrown;
    return { code, phase, step, remedy: [remedy] };
  }
  if (thrown instanceof FactsError || thrown instanceof TransferError) {
    return { code: thrown.code, ...written(thrown.stderr), remedy: [thrown.remedy] };
  }
  if (thrown instanceof LockFailedError || thrown instanceof SideChannelError) {
    return { code: thrown.code, remedy: [thrown.remedy] };
  }
  if (thrown instanceof RemoteSigningError) return { code: thrown.code, remedy: [thrown.remedy] };
  if (thrown instanceof RunError) {
    const { step, remedy } = thrown;
    return { code: 'host-failed', ...(step === undefined ? {} : { step }), remedy: [remedy] };
  }
  if (thrown instanceof ConnectError) return { code: 'host-failed', remedy: [thrown.remedy] };
  return otherDetails(thrown);
}

/** Of errors that are not about hosts, and reach one: its password cannot be had, a file here cannot be read. */
function otherDetails(thrown: unknown): Omit<FailureDetails, 'message'> {
  if (thrown instanceof InputError) return { code: 'invalid-input' };
  if (!(thrown instanceof Error)) return { code: 'internal' };
  if (thrown.name === 'AbortError') return { code: 'interrupted' };
  const { code, remedy, syscall } = thrown as Error &
    Readonly<Record<'code' | 'remedy' | 'syscall', unknown>>;
  const told = typeof remedy === 'string' ? { remedy: [remedy] } : {};
  if (isFailureCode(code)) return { code, ...told };
  return { code: syscall !== undefined && isErrno(code) ? code : 'internal', ...told };
}

function isErrno(code: unknown): code is `E${string}` {
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code);
}

function written(output: string): Pick<FailureDetails, 'evidence'> {
  return output === '' ? {} : { evidence: output.split('\n') };
}

import { leader } from '../phases/state.ts';
import { sh } from '../program/sh.ts';
import { Secret } from '../secrets/secret.ts';
import type { Context } from './context.ts';
import { RunFailedError } from './errors.ts';
import { observe, unreachableErrors } from './observe.ts';

/** The admin kubeconfig, from a control plane whose API server answers. Throws RunFailedError without one. */
export async function kubeconfigAction(context: Context): Promise<Secret> {
  const { state } = await observe(context);
  const through = leader(state);
  if (through === null) {
    throw new RunFailedError(
      'no control plane has a cluster that answers',
      unreachableErrors(context, state),
      {
        remedy: ['"kubestrap plan" shows where each host stands'],
      },
    );
  }
  const result = await context.fleet.run(
    through.host.name,
    sh`section kubeconfig cat /etc/kubernetes/admin.conf`,
    {
      timeoutMs: 30_000,
    },
  );
  const text = (result.sections.get('kubeconfig') ?? '').replace(/\n+$/, '\n');
  if (result.sectionCodes.get('kubeconfig') !== 0 || text.trim() === '') {
    throw new RunFailedError('no kubeconfig was fetched', [
      {
        host: through.host.name,
        code: 'kubeconfig',
        message: '/etc/kubernetes/admin.conf is empty or cannot be read',
        remedy: 'look at the file on the host; "kubestrap certs renew --only admin.conf" makes it anew',
      },
    ]);
  }
  return new Secret('kubeconfig', text);
}

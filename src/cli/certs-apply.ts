import { applyAction } from '../actions/apply.ts';
import type { Cluster } from '../model/cluster.ts';
import { ingressCertificatesOnly } from '../phases/ingress-certificates.ts';
import type { IngressView } from '../pki/ingress-secrets.ts';
import { UsageError } from '../workflow/errors.ts';
import { self } from '../workflow/lock.ts';
import { showResult } from './apply.ts';
import type { IngressFlags } from './certs-flags.ts';
import { confirmPlan } from './confirm-plan.ts';
import type { GlobalOptions } from './options.ts';
import { showPlanned } from './plan.ts';
import { minority, withHosts } from './run.ts';

/** `kubestrap certs ingress --apply`: the Secrets alone, through a control plane, with a plan as `apply` has it. */
export async function applyIngress(
  options: GlobalOptions,
  flags: IngressFlags,
  cluster: Cluster,
): Promise<void> {
  if (flags.directory !== undefined) {
    throw new UsageError(
      '--apply and -d exclude each other: one puts Secrets into the cluster, the other writes files, each with keys of its own',
    );
  }
  if (cluster.ingress.certificates.length === 0) {
    throw new UsageError('the spec has no certificates: spec.ingress.certificates is empty');
  }
  const phases = [ingressCertificatesOnly];
  const selection = { only: flags.only, renewBeforeMs: flags.renewBefore };
  if (flags.dryRun)
    return showPlanned(
      options,
      phases,
      cluster,
      { ingress: selection },
      { view: { nothing: 'No changes to the Secrets' } },
    );
  const { result, brought } = await withHosts(options, 'certs ingress', phases, cluster, async (live) => {
    let view: IngressView | undefined;
    const asked = confirmPlan(options, live, {
      question: 'Apply this plan?',
      nothing: 'No changes to the Secrets',
    });
    const result = await applyAction(
      { ...live.context, ...minority(flags), ingress: selection },
      {
        holder: self('certs ingress', new Date()),
        confirm: (planning, isAgain) => {
          view = planning.state.ingress;
          return asked(planning, isAgain);
        },
      },
    );
    return { result, brought: await view?.bringCa?.() };
  });
  if (brought !== undefined) {
    process.stderr.write(`The generated CA of the cluster is in ${brought} now: keep it safe.\n`);
  }
  const { only } = flags;
  const named = only === undefined ? 'The Secrets are' : `The Secrets of ${only.join(', ')} are`;
  showResult(result, options, { done: `Done. ${named} as the spec says.` });
}

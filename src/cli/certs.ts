import { join } from 'node:path';
import type { Cluster } from '../model/cluster.ts';
import { stamp } from '../pki/ca.ts';
import { clusterAuthority } from '../pki/cluster-authority.ts';
import { generatedCaFiles } from '../pki/generated.ts';
import { type CertificatePlan, type IngressPlan, planIngress } from '../pki/ingress.ts';
import type { IngressOptions } from '../pki/ingress-options.ts';
import { runIngress } from '../pki/issue.ts';
import type { Issued } from '../pki/output.ts';
import { safeJson } from '../ui/json.ts';
import { printable } from '../values/path.ts';
import { RunFailedError, UsageError } from '../workflow/errors.ts';
import { caHosts } from '../workflow/ingress.ts';
import { observe, unreachableErrors } from '../workflow/observe.ts';
import type { IngressFlags } from './certs-flags.ts';
import type { GlobalOptions } from './options.ts';
import { loadInputs, withHosts } from './run.ts';

/** `kubestrap certs ingress`: issues what is missing, changed or due, as files. */
export async function ingress(options: GlobalOptions, flags: IngressFlags): Promise<void> {
  if (flags.withoutMajority && !flags.apply) {
    throw new UsageError('--without-majority goes with --apply: files are written without a lock');
  }
  const cluster = await loadInputs(options);
  const names = cluster.ingress.certificates.map(({ name }) => name);
  const unknown = (flags.only ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `--only names certificates that the spec does not have: ${unknown.join(', ')}. It has ${names.join(', ') || 'none'}`,
    );
  }
  if (flags.apply) {
    const { applyIngress } = await import('./certs-apply.ts');
    return applyIngress(options, flags, cluster);
  }
  const directory = flags.directory ?? join(generatedCaFiles(cluster).state, 'ingress');
  const asked = {
    cluster,
    directory,
    only: flags.only,
    renewBeforeMs: flags.renewBefore,
    now: new Date(),
  };
  const { plan, done } = (flags.only ?? names).some((name) => needsHosts(cluster, name))
    ? await withHosts(options, 'certs ingress', [], cluster, async ({ context, pause }) => {
        const { state } = await observe(context);
        const { hosts, ...reach } = caHosts(context, state);
        if (hosts.length === 0) {
          throw new RunFailedError(
            'no control plane has a cluster that answers, whose CA could sign',
            unreachableErrors(context, state),
            { remedy: ['"kubestrap plan" shows where each host stands'] },
          );
        }
        const clusterCa = async () => clusterAuthority(hosts, { ...reach, now: asked.now });
        const result = await issueFiles({ ...asked, clusterAuthority: clusterCa }, flags.dryRun);
        await pause();
        return result;
      })
    : await issueFiles(asked, flags.dryRun);
  process.stdout.write(
    options.output === 'json'
      ? `${safeJson(documentOf(plan, done, flags.dryRun))}\n`
      : textOf(plan, done, flags.dryRun),
  );
}

/** Its CA signs on a control plane. */
function needsHosts({ ingress }: Cluster, wanted: string): boolean {
  return ingress.certificates.some(({ name, ca }) => name === wanted && ca.mode === 'cluster');
}

async function issueFiles(options: IngressOptions, dryRun: boolean) {
  const plan = await planIngress(options);
  const issued = dryRun ? new Map<string, Issued>() : await runIngress(plan);
  const done = plan.certificates.map((certificate) => ({
    ...certificate,
    issued: issued.get(certificate.desired.name),
  }));
  return { plan, done };
}

type Done = CertificatePlan & { readonly issued: Issued | undefined };

function documentOf({ options }: IngressPlan, done: readonly Done[], dryRun: boolean) {
  const makesCa = done.some(({ signedBy }) => signedBy === 'new');
  return {
    version: 1,
    changed: !dryRun && done.some(({ step }) => step.action !== 'keep'),
    directory: options.directory,
    ...(makesCa ? { generatedCA: generatedCaFiles(options.cluster).home } : {}),
    certificates: done.map(({ desired, step, issued }) => {
      const certificate = step.action === 'keep' ? step.certificate : issued?.certificate;
      return {
        name: desired.name,
        action: step.action,
        reasons: step.action === 'keep' ? [] : step.reasons,
        names: step.action === 'issue' ? { added: step.added, removed: step.removed } : NO_NAMES,
        secret: { namespace: desired.namespace, name: desired.secretName },
        ...(certificate ? { notAfter: certificate.notAfter.toISOString() } : {}),
        ...(step.action === 'issue' ? {} : { renewAt: step.renewAt.toISOString() }),
      };
    }),
  };
}

const NO_NAMES = { added: [], removed: [] };

function textOf({ options }: IngressPlan, done: readonly Done[], dryRun: boolean): string {
  if (done.length === 0) return 'The spec has no certificates: spec.ingress.certificates is empty.\n';
  const makesCa = done.some(({ signedBy }) => signedBy === 'new');
  const { home } = generatedCaFiles(options.cluster);
  const changed = done.filter(({ step }) => step.action !== 'keep').length;
  return [
    ...(makesCa
      ? [`${dryRun ? 'Would make' : 'Made'} a CA in ${home}: keep it safe, and have a backup of it.`]
      : []),
    ...done.flatMap((each) => linesOf(each, dryRun)),
    ...(changed > 0 && !dryRun
      ? [`Files are in ${options.directory}. Keys and Secrets (0600) are as good as the server itself.`]
      : []),
    '',
  ].join('\n');
}

function linesOf({ desired: { name }, step, issued }: Done, dryRun: boolean): string[] {
  if (step.action === 'keep') {
    return [
      `${name}: no change; valid until ${stamp(step.certificate.notAfter)}, due from ${stamp(step.renewAt)}`,
    ];
  }
  const reasons = step.reasons.map((reason) => printable(reason, 300)).join('; ');
  if (step.action === 'write') {
    return [`${name}: ${dryRun ? 'files would be written' : 'files written'} again: ${reasons}`];
  }
  const until = issued === undefined ? '' : `, valid until ${stamp(issued.certificate.notAfter)}`;
  return [
    `${name}: ${dryRun ? 'would be issued' : 'issued'}${until}: ${reasons}`,
    ...step.added.map((added) => `  + ${added}`),
    ...step.removed.map((removed) => `  - ${printable(removed, 300)}`),
  ];
}

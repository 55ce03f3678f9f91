import type { Cluster, IngressCertificate } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import { lengthText, period } from '../values/validity.ts';
import { type Authorities, findAuthorities } from './authorities.ts';
import { leafFindings } from './ca.ts';
import type { ParsedCertificate } from './certificate.ts';
import { existingCa, readExisting, staleFiles } from './existing.ts';
import { generatedCaFiles } from './generated.ts';
import type { IngressOptions, SignedBy } from './ingress-options.ts';
import { filesOf, type Issued, pathsOf } from './output.ts';
import { type Issuer, planCertificate, type Step } from './plan.ts';
import { CertificateError, problem } from './problems.ts';

/** `write`: the certificate stays, and files that follow from it are written again. */
export type IngressStep =
  | Step
  | {
      readonly action: 'write';
      readonly issued: Issued;
      readonly renewAt: Date;
      readonly reasons: readonly string[];
    };

export interface CertificatePlan {
  readonly desired: IngressCertificate;
  readonly signedBy: SignedBy;
  readonly step: IngressStep;
}

export interface IngressPlan {
  readonly options: IngressOptions;
  readonly certificates: readonly CertificatePlan[];
}

/**
 * What `certs ingress` would do. Reads the CAs and what is there; writes nothing. Throws CertificateError with
 * everything that stands in the way of any certificate.
 */
export async function planIngress(options: IngressOptions): Promise<IngressPlan> {
  const { cluster, only } = options;
  const selected = cluster.ingress.certificates
    .map((desired, index) => ({ desired, path: `spec.ingress.certificates[${index}]` }))
    .filter(({ desired: { name } }) => only?.includes(name) ?? true);
  const authorities = await findAuthorities(selected, options);
  const planned = await Promise.all(
    selected.map(({ desired, path }) => planOne(desired, path, authorities, options)),
  );
  const problems = [...authorities.problems, ...planned.flatMap((plan) => plan.problems)];
  if (problems.length > 0) throw new CertificateError(problems);
  return { options, certificates: planned.flatMap(({ plan }) => plan ?? []) };
}

interface Planned {
  readonly plan?: CertificatePlan;
  readonly problems: readonly Problem[];
}

async function planOne(
  desired: IngressCertificate,
  path: string,
  authorities: Authorities,
  options: IngressOptions,
): Promise<Planned> {
  const { directory, renewBeforeMs, now } = options;
  const renewal = renewalProblems(desired, path, renewBeforeMs);
  const signedBy = authorities.of(desired.ca);
  if (signedBy === undefined) return { problems: renewal };
  const have = await readExisting(desired.name, directory);
  const step = planCertificate(desired, issuerOf(signedBy), have, { now, renewBeforeMs });
  if (step.action === 'issue') {
    const problems = [...renewal, ...(await issueProblems(desired, path, signedBy, options))];
    return { plan: { desired, signedBy, step }, problems };
  }
  const chain = typeof signedBy === 'object' ? signedBy.chain : [];
  // kept, so there is a key that fits
  if (have.key === undefined) throw new TypeError(`${desired.name} is kept without a key`);
  const issued: Issued = { certificate: step.certificate, key: have.key, chain };
  const reasons = await staleFiles(filesOf(desired, issued, directory));
  const { renewAt } = step;
  const plan = reasons.length === 0 ? step : ({ action: 'write', issued, renewAt, reasons } as const);
  return { plan: { desired, signedBy, step: plan }, problems: renewal };
}

function issuerOf(signedBy: SignedBy): Issuer {
  return typeof signedBy === 'object' ? signedBy.chain[0] : signedBy;
}

/** A time before the end that would have a certificate issued in every run. */
export function renewalProblems(
  { name, validityMs }: IngressCertificate,
  path: string,
  renewBeforeMs: number | undefined,
): readonly Problem[] {
  if (renewBeforeMs === undefined || renewBeforeMs < validityMs) return [];
  const message = `--renew-before is no shorter than the validity of ${name} (${lengthText(validityMs)}): it would be issued in every run`;
  return [problem('', `${path}.validity`, { message, hint: 'give a shorter --renew-before, or none' })];
}

async function issueProblems(
  desired: IngressCertificate,
  path: string,
  signedBy: SignedBy,
  { cluster, directory, now }: IngressOptions,
): Promise<readonly Problem[]> {
  const { notAfter } = period(now, desired.validityMs);
  if (typeof signedBy === 'object') {
    const findings = leafFindings(signedBy.chain, desired.names, notAfter);
    return findings.map((found) => problem('', path, found));
  }
  if (signedBy === 'self') return [];
  return lostCa(await existingCa(desired, directory), desired, cluster, directory);
}

/** A certificate of the generated CA is there, and the CA is not: making another would leave clients behind. */
function lostCa(
  there: ParsedCertificate | undefined,
  { name }: IngressCertificate,
  cluster: Cluster,
  directory: string,
): readonly Problem[] {
  if (!there?.isCa || there.commonName !== cluster.ingress.generatedCa.commonName) return [];
  const { home } = generatedCaFiles(cluster);
  const { ca } = pathsOf(name, directory);
  const message = `the CA "${there.title}" issued what is there, and ${home} does not have it`;
  const hint = `bring ${home} back from a backup or from a colleague; to have a new CA made, which every client must then be told to trust, remove ${ca}`;
  return [problem(ca, 'spec.ingress.generatedCA', { message, hint })];
}

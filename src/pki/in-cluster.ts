import type { IngressCertificate } from '../model/cluster.ts';
import { sanText } from '../values/names.ts';
import { printable } from '../values/path.ts';
import { lengthText } from '../values/validity.ts';
import { stamp } from './ca.ts';
import { type ParsedCertificate, parseCertificates } from './certificate.ts';
import type { SignedBy } from './ingress-options.ts';
import type { SecretFact } from './ingress-secrets.ts';
import { caText, chainText } from './output.ts';
import { type Issuer, planCertificate, type Step } from './plan.ts';

/** Why a Secret is not ours to change; undefined where it is. */
export function foreignReason({ namespace, name, type, managedBy, noted }: SecretFact): string | undefined {
  const where = `the Secret ${namespace}/${name}`;
  const hint = 'give the certificate another `secretName`, or delete the Secret';
  if (type !== 'tls') return `${where} is there, and is not of type kubernetes.io/tls; ${hint}`;
  if (managedBy === 'kubestrap' || (managedBy === '' && noted !== '')) return undefined;
  const who = managedBy === '' ? 'something else than kubestrap' : printable(managedBy, 63);
  return `${where} is there, and ${who} manages it; ${hint}`;
}

/** What is to be done about a Secret. The key is judged by the hash that we noted of it: it stays where it is. */
export function planSecret(
  desired: IngressCertificate,
  signedBy: SignedBy,
  there: SecretFact | undefined,
  options: { readonly now: Date; readonly renewBeforeMs?: number | undefined },
): Step {
  const have =
    there === undefined
      ? {}
      : {
          certificate: there.certificate,
          key: there.noted === there.hash ? ('intact' as const) : ('altered' as const),
        };
  const step = planCertificate(desired, issuerOf(signedBy), have, options);
  if (step.action === 'issue' || there === undefined) return step;
  const chain = typeof signedBy === 'object' ? signedBy.chain : [];
  const reasons = [
    ...(there.ca === caText(step.certificate, chain) ? [] : ['its ca.crt is not that of its CA']),
    ...(there.certificate === chainText(step.certificate, chain) ? [] : ['its chain is not that of its CA']),
  ];
  return reasons.length === 0 ? step : { action: 'issue', reasons, added: [], removed: [] };
}

function issuerOf(signedBy: SignedBy): Issuer {
  return typeof signedBy === 'object' ? signedBy.chain[0] : signedBy;
}

/** What is there, for the plan's diff: a line each. */
export function describeThere(there: SecretFact): string {
  const certificate = firstOf(there.certificate);
  if (certificate === undefined) return 'no certificate that can be read';
  const { x509, names, notAfter } = certificate;
  const issuer = /^CN=(.+)$/m.exec(x509.issuer)?.[1] ?? x509.issuer.replaceAll('\n', ', ');
  return describe(names.map(sanText), `issued by ${issuer}`, `valid until ${stamp(notAfter)}`);
}

/** What will be there. */
export function describeWanted({ names, validityMs }: IngressCertificate, issuer: string): string {
  return describe(names.map(sanText), `issued by ${issuer}`, `valid for ${lengthText(validityMs)}`);
}

function describe(names: readonly string[], ...rest: readonly string[]): string {
  return [...names.toSorted(), ...rest].map((line) => printable(line, 300)).join('\n');
}

/** The CA that the Secret says issued it; undefined where it does not say. */
export function caOf({ ca }: SecretFact): ParsedCertificate | undefined {
  return firstOf(ca);
}

function firstOf(pem: string): ParsedCertificate | undefined {
  try {
    return parseCertificates(pem)[0];
  } catch {
    return undefined;
  }
}

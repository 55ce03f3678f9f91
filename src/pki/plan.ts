import type { IngressCertificate } from '../model/cluster.ts';
import type { Secret } from '../secrets/secret.ts';
import { sanText } from '../values/names.ts';
import { DAY_MS, lengthText } from '../values/validity.ts';
import { algorithmOf } from './algorithms.ts';
import { isIssuedBy, isSelfSigned, stamp } from './ca.ts';
import { type ParsedCertificate, parseCertificates } from './certificate.ts';
import { readPrivateKey } from './keys.ts';
import { leafUsage, SERVER_AUTH } from './usages.ts';

/** What is there of a certificate, in files or in a Secret: PEM texts. */
export interface Have {
  /** The certificate first; what follows it is not looked at. */
  readonly certificate?: string;
  readonly key?: Secret;
}

/** As `Have`; of a key that stays where it is, whether it is the one that was put there with the certificate. */
export interface Found {
  readonly certificate?: string;
  readonly key?: Secret | 'intact' | 'altered';
}

/** Who is to have issued it: a CA, itself, or a CA that is still to be made. */
export type Issuer = ParsedCertificate | 'self' | 'new';

export type Step =
  | { readonly action: 'keep'; readonly certificate: ParsedCertificate; readonly renewAt: Date }
  | {
      readonly action: 'issue';
      /** In words; never empty. */
      readonly reasons: readonly string[];
      /** Names that come and go, as `DNS:web.example.org`; both empty where nothing could be compared. */
      readonly added: readonly string[];
      readonly removed: readonly string[];
    };

export interface PlanOptions {
  readonly now: Date;
  /** Absent: 30 days, and no more than a third of the validity. */
  readonly renewBeforeMs?: number | undefined;
}

const RENEW_BEFORE_MS = 30 * DAY_MS;

/** How long before its end a certificate is due. A short one would otherwise be due from its first day on. */
export function renewBefore(lifetimeMs: number, asked: number | undefined): number {
  return asked ?? Math.min(RENEW_BEFORE_MS, lifetimeMs / 3);
}

/**
 * Whether a certificate that is there does: it is issued again only where it differs from the spec or is due. A
 * changed validity is no reason: it counts from the next issue on. Pure.
 */
export function planCertificate(
  desired: IngressCertificate,
  issuer: Issuer,
  have: Found,
  { now, renewBeforeMs }: PlanOptions,
): Step {
  const issue = (reasons: readonly string[], names = NO_NAMES): Step => ({
    action: 'issue',
    reasons,
    ...names,
  });
  if (have.certificate === undefined && have.key === undefined) return issue(['it is not there yet']);
  if (have.certificate === undefined) return issue(['the certificate is missing, only its key is there']);
  const certificate = readFirst(have.certificate);
  if (certificate === undefined) return issue(['what is there is not a certificate']);
  const names = compareNames(desired, certificate);
  const lifetimeMs = certificate.notAfter.getTime() - certificate.notBefore.getTime();
  const renewAt = new Date(certificate.notAfter.getTime() - renewBefore(lifetimeMs, renewBeforeMs));
  const reasons = [
    ...keyReasons(certificate, have.key),
    ...issuerReasons(certificate, issuer),
    ...profileReasons(desired, certificate),
    ...(names.added.length + names.removed.length > 0 ? ['its names change'] : []),
    ...dueReasons(certificate, renewAt, now),
  ];
  return reasons.length === 0 ? { action: 'keep', certificate, renewAt } : issue(reasons, names);
}

const NO_NAMES: { readonly added: readonly string[]; readonly removed: readonly string[] } = {
  added: [],
  removed: [],
};

function readFirst(text: string): ParsedCertificate | undefined {
  try {
    return parseCertificates(text)[0];
  } catch {
    return undefined;
  }
}

function compareNames(desired: IngressCertificate, certificate: ParsedCertificate) {
  const wanted = new Set(desired.names.map(sanText));
  const there = new Set(certificate.names.map(sanText));
  return {
    added: [...wanted].filter((name) => !there.has(name)),
    removed: [...there].filter((name) => !wanted.has(name)),
  };
}

function keyReasons({ x509 }: ParsedCertificate, key: Found['key']): readonly string[] {
  if (key === undefined) return ['its key is missing'];
  if (key === 'intact') return [];
  if (key === 'altered') return ['its content is not what was put there'];
  const outcome = readPrivateKey(key, undefined);
  if (!('key' in outcome)) return [`its key cannot be used: ${outcome.message}`];
  return x509.checkPrivateKey(outcome.key) ? [] : ['its key belongs to another certificate'];
}

function issuerReasons(certificate: ParsedCertificate, issuer: Issuer): readonly string[] {
  if (issuer === 'new') return ['its CA is made anew'];
  if (issuer === 'self') return isSelfSigned(certificate) ? [] : ['a CA issued it, and it is to sign itself'];
  if (isIssuedBy(certificate, issuer)) return [];
  return isSelfSigned(certificate)
    ? [`it signed itself, and ${issuer.title} is to issue it`]
    : [`another CA than ${issuer.title} issued it`];
}

function profileReasons(desired: IngressCertificate, certificate: ParsedCertificate): readonly string[] {
  const { publicKey, isCa, keyUsage, extendedKeyUsage = [], otherNames } = certificate;
  const algorithm = algorithmOf(publicKey);
  const usagesFit = !isCa && keyUsage === leafUsage(publicKey) && extendedKeyUsage.join(' ') === SERVER_AUTH;
  return [
    ...(algorithm === desired.keyAlgorithm ? [] : [`its key is ${algorithm}, not ${desired.keyAlgorithm}`]),
    ...(usagesFit ? [] : ['its usages are not those of a server']),
    ...(otherNames === 0 ? [] : ['it has names of kinds that the spec does not know']),
  ];
}

function dueReasons({ notBefore, notAfter }: ParsedCertificate, renewAt: Date, now: Date): readonly string[] {
  if (notAfter <= now) return [`it expired at ${stamp(notAfter)}`];
  if (notBefore > now) return [`it is not valid before ${stamp(notBefore)}`];
  if (renewAt > now) return [];
  return [`it expires in ${lengthText(notAfter.getTime() - now.getTime())}, at ${stamp(notAfter)}`];
}

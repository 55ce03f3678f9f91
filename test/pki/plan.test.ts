import { beforeAll, describe, expect, it } from 'vitest';
import type { Authority } from '../../src/pki/authority.ts';
import { issueOne } from '../../src/pki/issue.ts';
import { fullChain, type Issued } from '../../src/pki/output.ts';
import { type Have, planCertificate, renewBefore } from '../../src/pki/plan.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { sansOf } from '../../src/values/names.ts';
import { DAY_MS } from '../../src/values/validity.ts';
import { makeCa, wanted } from './support.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

let ca: Authority;
let otherCa: Authority;
let issued: Issued;
let short: Issued;

beforeAll(async () => {
  ca = await makeCa({ now: NOW });
  otherCa = await makeCa({ now: NOW, commonName: 'other CA' });
  issued = await issueOne(wanted({ dnsNames: ['b.example.org', 'a.example.org'] }), ca, NOW);
  short = await issueOne(wanted({ validityMs: 9 * DAY_MS }), ca, NOW);
});

const haveOf = (from: Issued): Have => ({ certificate: fullChain(from), key: from.key });
const desired = () => wanted({ dnsNames: ['a.example.org', 'b.example.org'] });
const plan = (have: Have, now = NOW, certificate = desired(), issuer: Authority = ca) =>
  planCertificate(certificate, issuer.chain[0], have, { now });
const reasonsOf = (step: ReturnType<typeof planCertificate>) => (step.action === 'issue' ? step.reasons : []);

describe('a certificate that is there', () => {
  it('is kept while it fits, in whatever order the names are, and says when it is due', () => {
    const step = plan(haveOf(issued));
    expect(step.action).toBe('keep');
    if (step.action === 'keep') expect(step.renewAt.toISOString()).toBe('2027-01-30T11:54:59.000Z');
  });

  it('is kept when only the validity in the spec changes', () => {
    expect(plan(haveOf(issued), NOW, { ...desired(), validityMs: 90 * DAY_MS }).action).toBe('keep');
  });

  it('is issued again with the names that come and go', () => {
    const changed = {
      ...desired(),
      names: sansOf({ dnsNames: ['a.example.org'], ipAddresses: ['10.0.0.1'] }),
    };
    expect(plan(haveOf(issued), NOW, changed)).toEqual({
      action: 'issue',
      reasons: ['its names change'],
      added: ['IP:10.0.0.1'],
      removed: ['DNS:b.example.org'],
    });
  });

  it.each<[string, () => ReturnType<typeof planCertificate>, string]>([
    ['is missing', () => plan({}), 'it is not there yet'],
    ['has lost its key', () => plan({ certificate: fullChain(issued) }), 'its key is missing'],
    ['is gone, but for its key', () => plan({ key: issued.key }), 'the certificate is missing'],
    ['is damaged', () => plan({ ...haveOf(issued), certificate: 'nonsense' }), 'not a certificate'],
    [
      'is cut off',
      () => plan({ ...haveOf(issued), certificate: issued.certificate.pem.replace(/^.{64}$/m, '') }),
      'not a certificate',
    ],
    [
      'has the key of another',
      () => plan({ ...haveOf(issued), key: short.key }),
      'belongs to another certificate',
    ],
    [
      'has a damaged key',
      () => plan({ ...haveOf(issued), key: new Secret('k', 'x') }),
      'its key cannot be used',
    ],
    [
      'comes from another CA',
      () => plan(haveOf(issued), NOW, desired(), otherCa),
      'another CA than other CA issued it',
    ],
    [
      'is to sign itself',
      () => planCertificate(desired(), 'self', haveOf(issued), { now: NOW }),
      'it is to sign itself',
    ],
    [
      'gets a new CA',
      () => planCertificate(desired(), 'new', haveOf(issued), { now: NOW }),
      'its CA is made anew',
    ],
    [
      'has another kind of key',
      () => plan(haveOf(issued), NOW, { ...desired(), keyAlgorithm: 'RSA-2048' }),
      'its key is ECDSA-P256, not RSA-2048',
    ],
    ['is due', () => plan(haveOf(issued), inDays(340)), 'it expires in 24 days, at 2027-03-01 11:54 UTC'],
    ['has expired', () => plan(haveOf(issued), inDays(366)), 'it expired at 2027-03-01 11:54 UTC'],
    [
      'is not valid yet',
      () => plan(haveOf(issued), inDays(-2)),
      'it is not valid before 2026-03-01 11:55 UTC',
    ],
  ])('is issued when it %s', (_, step, reason) => {
    expect(reasonsOf(step()).join()).toContain(reason);
  });

  it('is issued when it is a CA, which a server is not', () => {
    const step = plan({ certificate: ca.chain[0].pem, key: issued.key });
    expect(reasonsOf(step)).toContain('its usages are not those of a server');
  });

  it('gives all reasons at once', () => {
    const step = plan(haveOf(issued), inDays(340), { ...wanted(), keyAlgorithm: 'Ed25519' }, otherCa);
    expect(reasonsOf(step)).toHaveLength(4);
  });
});

describe('when a certificate is due', () => {
  it('scales down for short validities', () => {
    expect(renewBefore(365 * DAY_MS, undefined)).toBe(30 * DAY_MS);
    expect(renewBefore(9 * DAY_MS, undefined)).toBe(3 * DAY_MS);
    expect(plan(haveOf(short), inDays(5), wanted()).action).toBe('keep');
    expect(plan(haveOf(short), inDays(6), wanted()).action).toBe('issue');
  });

  it('is what was asked for', () => {
    const at = (days: number) =>
      planCertificate(desired(), ca.chain[0], haveOf(issued), {
        now: inDays(days),
        renewBeforeMs: 100 * DAY_MS,
      });
    expect(at(264).action).toBe('keep');
    expect(at(266).action).toBe('issue');
  });
});

import { createHash, type X509Certificate } from 'node:crypto';
import {
  type Check,
  type Examination,
  type Finding,
  isControlPlane,
  known,
  maybe,
  type Subject,
} from '../check.ts';
import type { Certificate } from '../probes/certificates.ts';

const DAY = 86_400_000;
/** Days before the end from which on it is a warning. */
const SOON = 30;

/** The host's time, as far as its clock was measured: it is the host that will call a certificate expired. */
function hostTime({ facts }: Subject, { now }: Examination): number {
  return now + (facts.clock?.offsetMs ?? 0);
}

/** Certificates that ended, end soon, or have not begun. */
export const certificates: Check = {
  name: 'certificates',
  title: `kubeadm's certificates, and those in kubeconfigs, are valid for ${SOON} days and more`,
  look: (subject, examination) => {
    const now = hostTime(subject, examination);
    const read = known(subject.probes.certificates).certificates;
    const judged = read.map((one) => ({ one, state: stateOf(one, now) }));
    const finding = (
      state: State,
      severity: Finding['severity'],
      message: string,
      remedy: string,
    ): Finding[] => {
      const list = judged.filter((each) => each.state === state).map(({ one }) => describe(one, now));
      return list.length === 0 ? [] : [{ severity, message, evidence: list, remedy }];
    };
    const renew = `"kubeadm certs renew all" on the host (before 1.20: "kubeadm alpha certs"), then restart the static Pods; the kubelet renews its own`;
    return [
      ...finding('over', 'error', 'certificates have expired', renew),
      ...finding(
        'not-yet',
        'error',
        "certificates are not valid yet: the host's clock is behind",
        'set the clock; see the check "clock"',
      ),
      ...finding(
        'broken',
        'warning',
        'certificates cannot be read',
        'look at the files: something else than kubeadm wrote them',
      ),
      ...finding('soon', 'warning', `certificates end within ${SOON} days`, renew),
    ];
  },
};

type State = 'fine' | 'soon' | 'over' | 'not-yet' | 'broken';

function stateOf({ certificate }: Certificate, now: number): State {
  if (certificate === null) return 'broken';
  if (now < Date.parse(certificate.validFrom)) return 'not-yet';
  const left = Date.parse(certificate.validTo) - now;
  if (left <= 0) return 'over';
  return left < SOON * DAY ? 'soon' : 'fine';
}

function describe({ path, certificate, why }: Certificate, now: number): string {
  if (certificate === null) return `${path}: ${why}`;
  const end = Date.parse(certificate.validTo);
  const days = Math.floor(Math.abs(end - now) / DAY);
  const date = new Date(end).toISOString().slice(0, 10);
  if (now < Date.parse(certificate.validFrom))
    return `${path}: from ${new Date(Date.parse(certificate.validFrom)).toISOString()}`;
  return end <= now ? `${path}: ended ${date}, ${days} days ago` : `${path}: ends ${date}, in ${days} days`;
}

/** Which CA, of a directory, signs what (kubeadm's certlist.go). */
const SIGNED_BY: readonly (readonly [leaf: string, ca: string])[] = [
  ['apiserver.crt', 'ca.crt'],
  ['apiserver-kubelet-client.crt', 'ca.crt'],
  ['front-proxy-client.crt', 'front-proxy-ca.crt'],
  ['apiserver-etcd-client.crt', 'etcd/ca.crt'],
  ['etcd/server.crt', 'etcd/ca.crt'],
  ['etcd/peer.crt', 'etcd/ca.crt'],
  ['etcd/healthcheck-client.crt', 'etcd/ca.crt'],
];
const SHARED = ['ca.crt', 'etcd/ca.crt', 'front-proxy-ca.crt'];

export const trust: Check = {
  name: 'trust',
  title:
    'certificates are signed by the CA beside them, and all control planes have the same CAs and token key',
  applies: isControlPlane,
  look: (subject, examination) => {
    const own = known(subject.probes.certificates);
    const find = (of: readonly Certificate[], name: string) =>
      of.find(({ path }) => path.endsWith(`/${name}`) && path.endsWith(`pki/${name}`))?.certificate ??
      undefined;
    const odd = SIGNED_BY.flatMap(([leaf, ca]) => {
      const [signed, signer] = [find(own.certificates, leaf), find(own.certificates, ca)];
      return signed === undefined || signer === undefined || isSigned(signed, signer)
        ? []
        : [`${leaf} is not signed by ${ca}`];
    });
    const planes = examination.subjects.filter(
      (one) => isControlPlane(one) && maybe(one.probes.certificates) !== undefined,
    );
    const differing = SHARED.flatMap((name) =>
      differ(
        subject,
        planes,
        (one) => {
          const found = find(maybe(one.probes.certificates)?.certificates ?? [], name);
          return found === undefined ? '' : fingerprint(found);
        },
        name,
      ),
    );
    const keys = differ(
      subject,
      planes,
      (one) => maybe(one.probes.certificates)?.serviceAccountKey ?? '',
      'sa.pub',
    );
    return [
      ...(odd.length === 0
        ? []
        : [
            {
              severity: 'error' as const,
              message: 'certificates are not signed by the CA beside them',
              evidence: odd,
              remedy:
                'files of two clusters are mixed: put the right CA back, or make the certificates again ("kubeadm certs renew all")',
            },
          ]),
      ...([...differing, ...keys].length === 0
        ? []
        : [
            {
              severity: 'error' as const,
              message: 'this control plane has other CAs or keys than most',
              evidence: [...differing, ...keys],
              remedy:
                'it belongs to another cluster, or its pki was copied from one: take it out and join it again',
            },
          ]),
    ];
  },
};

function isSigned(leaf: X509Certificate, ca: X509Certificate): boolean {
  try {
    return leaf.verify(ca.publicKey);
  } catch {
    return false;
  }
}

function fingerprint({ raw }: X509Certificate): string {
  return createHash('sha256').update(raw).digest('hex');
}

/** What is different from what most control planes have, of those that have it. Of two, the first one is believed. */
function differ(
  subject: Subject,
  planes: readonly Subject[],
  of: (one: Subject) => string,
  name: string,
): string[] {
  const mine = of(subject);
  const values = planes.map(of).filter((value) => value !== '');
  if (mine === '' || values.length < 2) return [];
  const count = (value: string) => values.filter((one) => one === value).length;
  const most = values.toSorted((a, b) => count(b) - count(a))[0] ?? '';
  return mine === most ? [] : [`${name}: ${mine.slice(0, 16)}…, most have ${most.slice(0, 16)}…`];
}

import type { Certificates } from '../../facts/probes/certificates.ts';
import { certificatesDirectory } from '../../knowledge/directories.ts';
import { fingerprint, isSignedBy, mostCommon } from '../../pki/status/compare.ts';
import { inventoryOf } from '../../pki/status/inventory.ts';
import {
  type Check,
  type Examination,
  type Finding,
  isControlPlane,
  known,
  maybe,
  type Subject,
} from '../check.ts';

type Certificate = Certificates['certificates'][number];

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
    const renew = '"kubestrap certs renew" renews what is kubeadm\'s; the kubelet renews its own';
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

export const trust: Check = {
  name: 'trust',
  title:
    'certificates are signed by the CA beside them, and all control planes have the same CAs and token key',
  applies: isControlPlane,
  look: (subject, examination) => {
    const own = known(subject.probes.certificates);
    const inventory = inventoryOf(examination.cluster, subject.host);
    const directory = certificatesDirectory(examination.cluster);
    const short = (path: string) => path.replace(`${directory}/`, '');
    const pathOf = (name: string | undefined) => inventory.find((one) => one.name === name)?.path ?? '';
    const find = (of: readonly Certificate[], path: string) =>
      of.find((one) => one.path === path)?.certificate ?? undefined;
    const odd = inventory.flatMap(({ path, ca }) => {
      const [signed, signer] = [find(own.certificates, path), find(own.certificates, pathOf(ca))];
      return signed === undefined || signer === undefined || isSignedBy(signed, signer)
        ? []
        : [`${short(path)} is not signed by ${short(pathOf(ca))}`];
    });
    const planes = examination.subjects.filter(
      (one) => isControlPlane(one) && maybe(one.probes.certificates) !== undefined,
    );
    const cas = inventory.filter(({ area }) => area === 'CAs');
    const differing = cas.flatMap(({ path }) =>
      differ(
        subject,
        planes,
        (one) => {
          const found = find(maybe(one.probes.certificates)?.certificates ?? [], path);
          return found === undefined ? '' : fingerprint(found);
        },
        short(path),
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
                'files of two clusters are mixed: put the right CA back, or make the certificates again ("kubestrap certs renew")',
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
  const most = mostCommon(values) ?? '';
  return mine === most ? [] : [`${name}: ${mine.slice(0, 16)}…, most have ${most.slice(0, 16)}…`];
}

import { basename } from 'node:path';
import { KUBELET_KUBECONFIG } from '../../knowledge/directories.ts';
import type { Cluster, Host } from '../../model/cluster.ts';
import { sanText } from '../../values/names.ts';
import type { ParsedCertificate } from '../certificate.ts';
import { keyOf } from './asked.ts';
import { expectedNames, lacking } from './expected-names.ts';
import type { Found, HostFiles } from './host-files.ts';
import { inventoryOf, type Known } from './inventory.ts';
import { missingRow, type Place, rowOf, type Signer } from './row.ts';
import type { CertificateRow, RowProblem, Thresholds } from './types.ts';

export interface HostAnswer {
  readonly host: Host;
  readonly files: HostFiles;
  /** The host's own clock, ms since the epoch: it is the host that calls a certificate expired. */
  readonly now: number;
}

/** Every certificate of a host, those that are missing included, in the inventory's order. Pure, never throws. */
export function hostRows(
  cluster: Cluster,
  answer: HostAnswer,
  thresholds: Thresholds,
): readonly CertificateRow[] {
  const { host, files, now } = answer;
  const known = inventoryOf(cluster, host);
  const found = new Map(files.certificates.map((one) => [one.path, one]));
  const signers = signersOf(known, found);
  const expected = expectedNames(cluster, host);
  const row = (place: Place, one: Found, signer: Signer | undefined): CertificateRow =>
    rowOf(place, one, {
      now,
      thresholds,
      signer,
      compare: (certificate) => namesProblems(expected.get(place.name) ?? [], certificate),
    });
  const shown = [...known, ...ownFiles(files)];
  const listed = shown.flatMap((one): CertificateRow[] => {
    if (one.unless !== undefined && found.has(one.unless)) return [];
    const place = placeOf(cluster, host, one, signers, files);
    const there = found.get(one.path);
    if (there !== undefined)
      return [row(place, there, one.ca === undefined ? undefined : signers.get(one.ca))];
    if (!isNeeded(one, files)) return [];
    return [
      missingRow(place, {
        message: 'it is not there',
        remedy: `put ${one.path} back, or make a new one with "kubeadm init phase certs" or "kubeadm init phase kubeconfig"`,
      }),
    ];
  });
  const paths = new Set(shown.map(({ path }) => path));
  const others = files.certificates.filter(({ path }) => !paths.has(path));
  return [...listed, ...others.map((one) => row(otherPlace(host, one), one, undefined))];
}

function isNeeded({ neededBy, name }: Known, { present, references }: HostFiles): boolean {
  if (name === 'kubelet-client') return references.has(KUBELET_KUBECONFIG);
  return neededBy !== undefined && present.has(neededBy);
}

/** CAs of which the certificate was there to read. */
function signersOf(known: readonly Known[], found: ReadonlyMap<string, Found>): ReadonlyMap<string, Signer> {
  return new Map(
    known.flatMap(({ name, area, path }): [string, Signer][] => {
      const ca = found.get(path);
      if (area !== 'CAs' || ca === undefined || ca.certificate === null) return [];
      return [[name, { where: path, certificates: [ca.certificate, ...ca.more] }]];
    }),
  );
}

/** kubelet.conf names the file that the kubelet rotates; where it does not, that is a certificate of its own. */
function ownFiles({ certificates, references }: HostFiles): readonly Known[] {
  const rotated = references.get(KUBELET_KUBECONFIG);
  const holds = certificates.some(({ path }) => path === KUBELET_KUBECONFIG);
  const path = holds ? KUBELET_KUBECONFIG : rotated;
  if (path === undefined || basename(path) === 'kubelet-client-current.pem') return [];
  const remedy =
    'the kubelet renews the file that it rotates, and not this: let kubelet.conf name kubelet-client-current.pem (kubeadm#1753)';
  return [{ name: 'kubelet.conf', area: 'Kubelets', path, ca: 'ca', renewedBy: 'nobody', remedy }];
}

function placeOf(
  cluster: Cluster,
  { name: host }: Host,
  known: Known,
  signers: ReadonlyMap<string, Signer>,
  { present }: HostFiles,
): Place {
  const { name, area, path } = known;
  const ca = signers.get(known.ca ?? '');
  // kubeadm leaves alone what it has no CA key for (external CA mode)
  const isOrphan = known.renewedBy === 'kubeadm' && ca !== undefined && !present.has(keyOf(ca.where));
  const renewedBy = isOrphan ? 'nobody' : known.renewedBy;
  const remedy = isOrphan
    ? 'the key of its CA is not on this host: whoever has it issues a new one'
    : remedyOf(cluster, known);
  return { place: 'host', host, area, name, path, renewedBy, remedy };
}

function remedyOf({ kubernetesVersion: { minor } }: Cluster, { renewedBy, remedy }: Known): string {
  if (remedy !== undefined) return remedy;
  if (renewedBy === 'kubeadm') {
    const command = minor < 20 ? 'kubeadm alpha certs renew' : 'kubeadm certs renew';
    return `"kubestrap certs renew" (by hand: "${command} all" on the host, then restart the static Pods)`;
  }
  if (renewedBy === 'kubelet') {
    return 'the kubelet should have renewed it by now: look at "journalctl -u kubelet", and for requests that wait in "kubectl get csr". One that has ended: "kubestrap certs renew" on a control plane; a worker leaves ("kubestrap node remove --replace") and joins again';
  }
  return 'whoever put it there issues a new one';
}

function otherPlace({ name: host }: Host, { path }: Found): Place {
  const remedy = 'it is not one of kubeadm: whoever put it there renews it, or takes it away';
  return {
    place: 'host',
    host,
    area: 'Other files',
    name: basename(path),
    path,
    renewedBy: 'nobody',
    remedy,
  };
}

function namesProblems(
  expected: Parameters<typeof lacking>[0],
  { names }: ParsedCertificate,
): readonly RowProblem[] {
  const missing = lacking(expected, names).map(sanText);
  if (missing.length === 0) return [];
  return [
    {
      code: 'missing-names',
      message: 'it lacks names that clients may use',
      names: missing,
      remedy:
        '"kubestrap plan" shows whether apply issues it again; by hand: move it and its key away, "kubeadm init phase certs" with the new configuration, and restart the static Pod',
    },
  ];
}

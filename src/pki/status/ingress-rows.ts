import type { Cluster, IngressCertificate } from '../../model/cluster.ts';
import { sanText } from '../../values/names.ts';
import type { ParsedCertificate } from '../certificate.ts';
import { lacking } from './expected-names.ts';
import type { Found } from './host-files.ts';
import { type Judgement, missingRow, type Place, rowOf } from './row.ts';
import type { CertificateRow, RowProblem, Thresholds } from './types.ts';

/** A certificate of spec.ingress in one place. */
export interface IngressFound {
  readonly place: 'secret' | 'file';
  /** A file, or `NAMESPACE/NAME` of a Secret. */
  readonly path: string;
  /** Null: there is nothing. */
  readonly found: Omit<Found, 'path'> | null;
}

export interface IngressQuestion {
  readonly cluster: Cluster;
  readonly found: ReadonlyMap<string, readonly IngressFound[]>;
  /** Who is to have signed it, as far as its certificate could be read. */
  readonly signer: (certificate: IngressCertificate) => Judgement['signer'];
  readonly now: number;
  readonly thresholds: Thresholds;
}

const REMEDY = '"kubestrap certs ingress" issues it again where it is due or differs';

/** The certificates of spec.ingress, in the Secrets and files that were looked at. Pure, never throws. */
export function ingressRows(question: IngressQuestion): readonly CertificateRow[] {
  const { cluster, found, signer, now, thresholds } = question;
  return cluster.ingress.certificates.flatMap((desired) =>
    (found.get(desired.name) ?? []).map(({ place, path, found: there }) => {
      const row: Place = {
        place,
        host: null,
        area: 'Ingress',
        name: desired.name,
        path,
        renewedBy: 'kubestrap',
        remedy: REMEDY,
      };
      if (there === null) {
        const message = place === 'secret' ? 'the Secret is not in the cluster' : 'the file is not there';
        return missingRow(row, { message, remedy: '"kubestrap certs ingress" issues what is missing' });
      }
      const compare = (certificate: ParsedCertificate) => namesProblems(desired, certificate);
      return rowOf(row, there, { now, thresholds, signer: signer(desired), compare });
    }),
  );
}

function namesProblems(desired: IngressCertificate, { names }: ParsedCertificate): readonly RowProblem[] {
  const problem = (code: RowProblem['code'], message: string, list: readonly string[]): RowProblem[] =>
    list.length === 0 ? [] : [{ code, message, names: list, remedy: REMEDY }];
  return [
    ...problem('missing-names', 'it lacks names of the spec', lacking(desired.names, names).map(sanText)),
    ...problem(
      'extra-names',
      'it has names that the spec does not',
      lacking(names, desired.names).map(sanText),
    ),
  ];
}

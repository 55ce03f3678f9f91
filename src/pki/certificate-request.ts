import type { KeyObject } from 'node:crypto';
import type { Constraints } from '../values/name-constraints.ts';
import type { San } from '../values/names.ts';
/** What a certificate says, beside what follows from its signer. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Big-endian, positive. */
  readonly serial: Uint8Array;
  /** A server's names, or what a CA may issue. */
  readonly profile:
    | { readonly kind: 'server'; readonly names: readonly San[] }
    | { readonly kind: 'ca'; readonly constraints: Constraints };
}

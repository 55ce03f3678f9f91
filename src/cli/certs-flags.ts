/** The flags of `kubestrap certs ingress`. */
export interface IngressFlags {
  readonly directory?: string;
  readonly only?: readonly string[];
  /** Milliseconds. */
  readonly renewBefore?: number;
  readonly dryRun: boolean;
  readonly apply: boolean;
  readonly withoutMajority: boolean;
}

/** Where a secret comes from; never the secret itself. Exactly one key. */
export type SecretReference =
  | { readonly env: string }
  | { readonly file: string }
  | { readonly command: readonly [string, ...string[]] };

import type { RunSecrets } from '../cluster/token.ts';
import { redact, remember } from '../secrets/redact.ts';
import { Secret } from '../secrets/secret.ts';

/** Takes the run's secrets, and all that the inputs name, out of a text, should a host ever print one. A token's id may be printed. */
export function redactor({ tokenId: _, ...secrets }: RunSecrets): (text: string) => string {
  for (const value of Object.values(secrets)) if (value instanceof Secret) remember(value);
  return redact;
}

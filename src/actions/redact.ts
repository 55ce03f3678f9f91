import type { RunSecrets } from '../kube/token.ts';
import { Secret } from '../secrets/secret.ts';

/** Takes the run's secrets out of a text, should a host ever print one. */
export function redactor(secrets: RunSecrets): (text: string) => string {
  const known = Object.values(secrets).filter((value): value is Secret => value instanceof Secret);
  return (text) => known.reduce((clean, secret) => clean.replaceAll(secret.reveal(), String(secret)), text);
}

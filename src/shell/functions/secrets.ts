import type { Secret } from '../../secrets/secret.ts';
import { call, type Script } from '../sh.ts';

/** Of rows on stdin, the same without keys. */
export const secretRows = (namespace: string): Script => call('secret_rows', namespace);

/** Writes a Secret, over stdin. */
export const putSecret = (namespace: string, name: string, manifest: Secret | Script): Script =>
  call('put_secret', namespace, name, manifest);

/** Creates a Secret that must not be there. */
export const createSecret = (manifest: Secret | Script): Script => call('create_secret', manifest);

/** Creates a namespace unless it is there. */
export const createNamespace = (name: string): Script => call('create_namespace', name);

/** Prints the signature that a key of this host makes of bytes in base64. */
export const signDigest = (digest: string, key: string, base64: string): Script =>
  call('sign_digest', digest, key, base64);

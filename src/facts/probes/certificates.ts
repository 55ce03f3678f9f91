import { askedOf } from '../../pki/status/asked.ts';
import { type Found, hostFilesSnippet, parseHostFiles } from '../../pki/status/host-files.ts';
import { inventoryOf } from '../../pki/status/inventory.ts';
import type { Probe } from './probe.ts';

export interface Certificates {
  readonly certificates: readonly Pick<Found, 'path' | 'certificate' | 'why'>[];
  /** Hash of the public key that checks service account tokens. */
  readonly serviceAccountKey: string;
}

/** What `certs status` reads of a host: certificates only, never a key. */
export const certificates: Probe<Certificates> = {
  name: 'certificates',
  seconds: 10,
  snippet: ({ cluster, host }) => {
    // what a kubelet serves with keeps no node from working
    const known = inventoryOf(cluster, host).filter(({ name }) => name !== 'kubelet-server');
    return hostFilesSnippet(askedOf(cluster, known));
  },
  parse: parseHostFiles,
};

import { patchFiles } from '../documents/documents.ts';
import { file } from '../resources/file.ts';
import type { Area } from './area.ts';

/** kubeadm's patches, which it reads from the host. */
export const patches: Area = {
  resources: ({ cluster }) =>
    patchFiles(cluster).map(({ path, content }) =>
      file({ path, content, mode: '0600', reason: 'patches that kubeadm applies to what it writes' }),
    ),
  asks: (cluster) => ({ files: patchFiles(cluster).map(({ path }) => path) }),
};

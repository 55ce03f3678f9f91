import { lockedFile } from '../../node/locked-files.ts';
import type { Check } from '../check.ts';

/** Files of node preparation that cannot be replaced: the plan stops where it has to change one. */
export const lockedFiles: Check = {
  name: 'locked-files',
  title:
    'the files that kubestrap writes are neither immutable nor mounts of their own nor on read-only file systems',
  look: ({ facts }) =>
    [...facts.files].flatMap(([path, { lock }]) => {
      if (lock === undefined) return [];
      const { what, remedy } = lockedFile(path, lock);
      return [{ severity: 'warning', message: what, remedy }];
    }),
};

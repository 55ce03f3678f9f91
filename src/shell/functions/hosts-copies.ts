import { call, type Script } from '../sh.ts';

/** Prints the block of each copy of /etc/hosts that Pods read. */
export const copiedBlocks = (begin: string, end: string): Script => call('copied_blocks', begin, end);

/** Puts the file's block into every copy. */
export const renewCopies = (file: string, begin: string, end: string): Script =>
  call('renew_copies', file, begin, end);

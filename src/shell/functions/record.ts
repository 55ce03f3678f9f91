import { call, type Script } from '../sh.ts';

/** Prints the record, or why it cannot be read. */
export const readRecord = (path: string): Script => call('read_record', path);

/** Writes the record if it still has this hash; an empty one: if there still is none. */
export const putRecord = (path: string, sha256: string, content: string): Script =>
  call('put_record', path, sha256, content);

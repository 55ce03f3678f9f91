import { call, type Script } from '../sh.ts';

/** Prints files, the last line of each ended. */
export const wholeLines = (files: string | Script): Script => call('whole_lines', files);

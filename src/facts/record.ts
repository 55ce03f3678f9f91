import { createHash } from 'node:crypto';
import { type HostRecord, parseRecord, RECORD_PATH, RecordError } from '../model/record.ts';
import { readRecord } from '../shell/functions/record.ts';
import type { Fact } from './fact.ts';

export interface RecordFact {
  /** Null: the host has no record. */
  readonly record: HostRecord | null;
  /** SHA-256 of the file as it was read, in hex; absent where there is none. */
  readonly recordHash?: string;
}

/** What the host says where it has no record. Nothing else means that: no answer is not the answer "none". */
export const NO_RECORD = 'absent\n';

/** The record, as the bytes that were read. Parsing throws RecordError where there is one that cannot be used. */
export const record: Fact<RecordFact> = {
  name: 'record',
  snippet: () => readRecord(RECORD_PATH),
  parse: (output) => {
    const [verdict = '', ...rest] = output.split('\n');
    if (verdict === 'absent') return { record: null };
    if (verdict !== 'present')
      throw new RecordError(verdict.replace(/^unreadable /, '') || 'it was not read');
    const bytes = Buffer.from(rest.join(''), 'base64');
    return {
      record: parseRecord(bytes.toString('utf8')),
      recordHash: createHash('sha256').update(bytes).digest('hex'),
    };
  },
  bare: { record: null },
};

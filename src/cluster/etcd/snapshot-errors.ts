/** A snapshot here cannot be used as it is; nothing was touched. The message says which file, and why. */
class SnapshotError extends Error {
  readonly exitCodeOfRun = 2;
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** An encrypted snapshot does not open: there is no key, or another one, or it was changed. */
export class SealError extends SnapshotError {
  override readonly name = 'SealError';
  readonly code = 'sealed';
}

/** A snapshot file is not what it should be. */
export class SnapshotFileError extends SnapshotError {
  override readonly name = 'SnapshotFileError';
  readonly code = 'snapshot-file';
}

/** What to do about a file that is not whole. */
export const GET_ANOTHER = 'take another snapshot, or copy the file again from where it came from';

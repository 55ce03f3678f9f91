/** A file did not get from or to a host whole; nothing of it is at its destination. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
  readonly code = 'transfer';
  readonly host: string;
  readonly stderr: string;
  readonly remedy: string;

  constructor(
    host: string,
    message: string,
    { stderr = '', remedy = 'run the same command again' }: { stderr?: string; remedy?: string } = {},
  ) {
    super(message);
    this.host = host;
    this.stderr = stderr;
    this.remedy = remedy;
  }
}

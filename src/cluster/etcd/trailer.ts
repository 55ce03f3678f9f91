import { createHash } from 'node:crypto';

const TRAILER = 32;

/**
 * SHA-256 and size of a snapshot that streams by, and whether it is whole by its own account: etcd's maintenance API ends
 * each with the SHA-256 of all before (etcd api/v3rpc/maintenance.go, sendSnapshot), which makes its length 32 more
 * than pages of 512 bytes. A database file copied from a data directory has no such end.
 */
export class SnapshotSum {
  readonly #all = createHash('sha256');
  readonly #content = createHash('sha256');
  #held = Buffer.alloc(0);
  #size = 0;

  update(bytes: Buffer): void {
    this.#all.update(bytes);
    this.#size += bytes.length;
    const held = Buffer.concat([this.#held, bytes]);
    const end = Math.max(0, held.length - TRAILER);
    this.#content.update(held.subarray(0, end));
    this.#held = Buffer.from(held.subarray(end));
  }

  /** Once. `trailer` is `none` where the length says that there is none. */
  result(): { readonly size: number; readonly sha256: string; readonly trailer: 'right' | 'wrong' | 'none' } {
    const isRight = this.#content.digest().equals(this.#held);
    return {
      size: this.#size,
      sha256: this.#all.digest('hex'),
      trailer: this.#size % 512 !== TRAILER ? 'none' : isRight ? 'right' : 'wrong',
    };
  }
}

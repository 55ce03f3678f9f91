import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { appendFile, type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeDirectory } from '../local/make-directory.ts';

/** One key of a known_hosts file. `@cert-authority` lines are not read: ssh2 knows no certificates. */
export interface KnownHostEntry {
  readonly line: number;
  readonly revoked: boolean;
  /** The first field as it stands: patterns separated by commas, or one hashed name. */
  readonly names: string;
  readonly type: string;
  readonly key: Buffer;
}

/** Reads the text of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). Lines it cannot read are left out. */
export function parseKnownHosts(text: string): readonly KnownHostEntry[] {
  return text.split('\n').flatMap((raw, index) => {
    const fields = raw.trim().split(/[ \t]+/);
    if (raw.trim() === '' || raw.trim().startsWith('#')) return [];
    const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
    if (marker !== undefined && marker !== '@revoked') return [];
    const [names, type, base64] = fields;
    if (names === undefined || type === undefined || base64 === undefined) return [];
    const key = Buffer.from(base64, 'base64');
    // the type stands a second time inside the key; the inner one is what the host proves
    if (keyType(key) !== type) return [];
    return [{ line: index + 1, revoked: marker !== undefined, names, type, key }];
  });
}

/** The name OpenSSH looks up: the address in lower case, `[address]:port` unless the port is 22. */
export function knownHostsName(address: string, port: number): string {
  const host = address.toLowerCase();
  return port === 22 ? host : `[${host}]:${port}`;
}

/** Whether an entry is about `name` (as knownHostsName gives it). */
export function matchesKnownHost(names: string, name: string): boolean {
  if (names.startsWith('|')) return matchesHash(names, name);
  let matched = false;
  for (const pattern of names.split(',')) {
    const negated = pattern.startsWith('!');
    if (!matchesPattern(negated ? pattern.slice(1) : pattern, name)) continue;
    // a negated match rules the entry out whatever else matches
    if (negated) return false;
    matched = true;
  }
  return matched;
}

/** `|1|salt|hash`: HMAC-SHA1 of the name under the salt. */
function matchesHash(names: string, name: string): boolean {
  const [, version, salt, hash] = names.split('|');
  if (version !== '1' || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64');
  const actual = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** `*` is any run of characters and `?` any one; nothing else is special. */
function matchesPattern(pattern: string, name: string): boolean {
  const lower = pattern.toLowerCase();
  if (!/[*?]/.test(lower)) return lower === name;
  // greedy with one point to go back to: linear in practice, where a regular expression could be made to explode
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (lower[p] === '*') {
      star = p++;
      resume = n;
    } else if (p < lower.length && (lower[p] === '?' || lower[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else return false;
  }
  while (lower[p] === '*') p++;
  return p === lower.length;
}

/** The type written inside a public key in SSH wire format; '' if it is none. */
export function keyType(key: Buffer): string {
  if (key.length < 4) return '';
  const length = key.readUInt32BE(0);
  return length > 64 || key.length < 4 + length ? '' : key.subarray(4, 4 + length).toString('latin1');
}

/** `SHA256:…` as ssh-keygen -lf and ssh show it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** One known_hosts file. Read again when it changed. */
export class KnownHostsFile {
  readonly path: string;
  #entries: readonly KnownHostEntry[] = [];
  #version = '';
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** Entries about a host. A file that does not exist has none; one that cannot be read is an error. */
  async lookup(address: string, port: number): Promise<readonly KnownHostEntry[]> {
    await this.#read();
    const name = knownHostsName(address, port);
    return this.#entries.filter((entry) => matchesKnownHost(entry.names, name));
  }

  /** Runs `work` once nobody else has a turn: to look a host up and to add it is one act. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Appends a key in one write, in a turn of its caller's; creates the file 0600 and its directory 0700. */
  async add(address: string, port: number, key: Buffer): Promise<void> {
    await this.#append(`${knownHostsName(address, port)} ${keyType(key)} ${key.toString('base64')}\n`);
  }

  async #append(line: string): Promise<void> {
    makeDirectory(dirname(this.path), 0o700);
    const cut = (await this.#endsInsideLine()) ? '\n' : '';
    await appendFile(this.path, cut + line, { mode: 0o600 });
  }

  async #endsInsideLine(): Promise<boolean> {
    const file = await openIfThere(this.path);
    if (file === undefined) return false;
    try {
      const { size } = await file.stat();
      if (size === 0) return false;
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
      return buffer[0] !== 0x0a;
    } finally {
      await file.close();
    }
  }

  async #read(): Promise<void> {
    const file = await openIfThere(this.path);
    if (file === undefined) {
      this.#entries = [];
      this.#version = '';
      return;
    }
    try {
      const { mtimeMs, size, ino } = await stat(this.path);
      const version = `${mtimeMs} ${size} ${ino}`;
      if (version === this.#version) return;
      this.#entries = parseKnownHosts(await file.readFile('utf8'));
      this.#version = version;
    } finally {
      await file.close();
    }
  }
}

async function openIfThere(path: string) {
  let file: FileHandle;
  try {
    // non-blocking: the open of a named pipe would wait for a writer
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  if (!(await file.stat()).isFIFO()) return file;
  await file.close();
  throw new Error(`${path} is a named pipe`);
}

import { join } from 'node:path';
import type { AnyAuthMethod, ParsedKey } from 'ssh2';
import { homeDirectory } from '../local/home.ts';
import { type BoundedFile, FileReadError, readBounded } from '../secrets/read-file.ts';
import { type AgentKeys, SilentAgent } from './agent.ts';
import { privateKey } from './private-key.ts';

/** Bytes; keys are far smaller. */
const KEY_LIMIT = 1024 * 1024;
const DEFAULT_IDENTITIES = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/** One way to authenticate, and what to call it in a message. */
export interface Identity {
  readonly name: string;
  /** Absent: it could not be tried, and the name says why. */
  readonly method?: AnyAuthMethod;
  /** What it waits for right now, when that is not the server. */
  readonly awaits?: () => string | undefined;
  /** Ends what it has under way. */
  readonly release?: () => void;
}

/** There is no usable key. The message names files, never what is in them. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

export interface IdentitySettings {
  readonly user: string;
  readonly identityFile?: string;
  readonly agent?: AgentKeys;
  readonly signal?: AbortSignal;
}

/**
 * The keys to try, in order: the identity file if one is set (through the agent if it is encrypted and the agent
 * holds it), else the agent's keys, then the default files. Throws an IdentityError when there is none.
 */
export async function identities(settings: IdentitySettings): Promise<readonly Identity[]> {
  const { user: username, identityFile, agent: agentKeys, signal } = settings;
  if (identityFile !== undefined) {
    const key = await readKey(identityFile);
    if (key === 'missing') throw missing(identityFile);
    if (key !== 'encrypted') return [{ name: identityFile, method: { type: 'publickey', username, key } }];
    const wanted = agentKeys === undefined ? undefined : await publicHalf(identityFile);
    if (agentKeys === undefined || wanted === undefined) throw encrypted(identityFile);
    const listed = await listKeys(agentKeys, signal);
    if (listed instanceof SilentAgent) throw new IdentityError(listed.message, listed.remedy);
    if (!listed.some((one) => one.getPublicSSH().equals(wanted.getPublicSSH())))
      throw encrypted(identityFile);
    return [await agentIdentity(agentKeys, [wanted], username, `${identityFile} (agent)`)];
  }

  const found: Identity[] = [];
  const listed = agentKeys === undefined ? [] : await listKeys(agentKeys, signal);
  if (listed instanceof SilentAgent) found.push({ name: listed.message });
  else if (agentKeys !== undefined && listed.length > 0) {
    const name = `the agent (${listed.length} ${listed.length === 1 ? 'key' : 'keys'})`;
    found.push(await agentIdentity(agentKeys, listed, username, name));
  }
  const locked: string[] = [];
  const home = homeDirectory();
  const unusable: IdentityError[] = [];
  for (const name of home === undefined ? [] : DEFAULT_IDENTITIES) {
    const file = join(home ?? '', '.ssh', name);
    // nobody named these: one that is of no use is left out, as ssh does
    const key = await readKey(file).catch((error: unknown) => {
      if (!(error instanceof IdentityError)) throw error;
      unusable.push(error);
      return 'missing' as const;
    });
    if (key === 'encrypted') locked.push(file);
    else if (key !== 'missing') found.push({ name: file, method: { type: 'publickey', username, key } });
  }
  if (found.some(({ method }) => method !== undefined)) return found;
  if (listed instanceof SilentAgent) throw new IdentityError(listed.message, listed.remedy);
  if (locked[0] !== undefined) throw encrypted(locked[0]);
  if (unusable[0] !== undefined) throw unusable[0];
  throw new IdentityError(
    home === undefined
      ? 'there is no SSH key: no agent with keys, and no home directory with default identities (HOME is not set)'
      : 'there is no SSH key: no agent with keys, no default identity in ~/.ssh',
    'Set ssh.identityFile in the inventory, or load a key with ssh-add.',
  );
}

/** A private key from a file. Throws when the file is not one, or cannot be read. */
async function readKey(file: string): Promise<ParsedKey | 'encrypted' | 'missing'> {
  let read: BoundedFile;
  try {
    read = await readBounded(file, { limit: KEY_LIMIT });
  } catch (error) {
    if (!(error instanceof FileReadError)) throw error;
    if (error.code === 'ENOENT') return 'missing';
    throw new IdentityError(
      error.code === undefined
        ? `the SSH key ${file} ${error.message}`
        : `cannot read the SSH key ${file}: ${error.code}`,
      'Check its path and permissions.',
    );
  }
  const found = await privateKey(file, read.bytes, read);
  if ('problem' in found) throw new IdentityError(found.problem, found.remedy);
  return 'encrypted' in found ? 'encrypted' : found.key;
}

/** The public key beside a private one; undefined where there is none. */
async function publicHalf(file: string): Promise<ParsedKey | undefined> {
  const { utils } = (await import('ssh2')).default;
  const text = await readBounded(`${file}.pub`, { limit: KEY_LIMIT }).catch(() => undefined);
  const wanted = text === undefined ? undefined : utils.parseKey(text.bytes);
  return wanted instanceof Error ? undefined : wanted;
}

async function listKeys(agent: AgentKeys, signal: AbortSignal | undefined) {
  try {
    return await agent.list(signal);
  } catch (error) {
    if (error instanceof SilentAgent) return error;
    throw error;
  }
}

async function agentIdentity(
  keys: AgentKeys,
  offered: readonly ParsedKey[],
  username: string,
  name: string,
): Promise<Identity> {
  const { agent, isBusy, release } = await keys.offering(offered);
  const awaits = () => (isBusy() ? `the SSH agent (${keys.socket}) to sign` : undefined);
  return { name, method: { type: 'agent', username, agent }, awaits, release };
}

function missing(file: string): IdentityError {
  return new IdentityError(
    `the SSH key ${file} does not exist`,
    'Correct ssh.identityFile in the inventory.',
  );
}

function encrypted(file: string): IdentityError {
  return new IdentityError(
    `the SSH key ${file} is encrypted and no agent holds it`,
    `Load it with ssh-add ${file} (and keep ${file}.pub beside it: ssh-keygen -y -f ${file} > ${file}.pub), then run ` +
      `again. Where ssh-add does not read it (PKCS#8 with Ed25519, before OpenSSH 9.6): openssl pkey -in ${file} -out ` +
      `${file}.plain writes it without a passphrase.`,
  );
}

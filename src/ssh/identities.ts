import { join } from 'node:path';
import type { AnyAuthMethod, ParsedKey } from 'ssh2';
import { homeDirectory } from '../home.ts';
import { FileReadError, readBounded } from '../secrets/read-file.ts';
import { type AgentKeys, SilentAgent } from './agent.ts';

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
  for (const name of home === undefined ? [] : DEFAULT_IDENTITIES) {
    const file = join(home ?? '', '.ssh', name);
    const key = await readKey(file);
    if (key === 'encrypted') locked.push(file);
    else if (key !== 'missing') found.push({ name: file, method: { type: 'publickey', username, key } });
  }
  if (found.some(({ method }) => method !== undefined)) return found;
  if (listed instanceof SilentAgent) throw new IdentityError(listed.message, listed.remedy);
  if (locked[0] !== undefined) throw encrypted(locked[0]);
  throw new IdentityError(
    home === undefined
      ? 'there is no SSH key: no agent with keys, and no home directory with default identities (HOME is not set)'
      : 'there is no SSH key: no agent with keys, no default identity in ~/.ssh',
    'Set ssh.identityFile in the inventory, or load a key with ssh-add.',
  );
}

/** A private key from a file. Throws when the file is not one, or cannot be read. */
async function readKey(file: string): Promise<ParsedKey | 'encrypted' | 'missing'> {
  let text: Buffer;
  try {
    text = (await readBounded(file, { limit: KEY_LIMIT })).bytes;
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
  const { utils } = (await import('ssh2')).default;
  const parsed = utils.parseKey(text);
  if (parsed instanceof Error) {
    if (/encrypted|passphrase/i.test(parsed.message)) return 'encrypted';
    throw new IdentityError(
      `${file} is not a private key that can be used`,
      'Private keys of the types ed25519, ecdsa and rsa are, in OpenSSH or PEM format.',
    );
  }
  // the types say one key; a file may hold several, of which the first counts
  const key = Array.isArray(parsed) ? (parsed as ParsedKey[])[0] : parsed;
  if (key === undefined || !key.isPrivateKey()) {
    throw new IdentityError(`${file} is a public key`, 'Name the private key: the file without .pub.');
  }
  return key;
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
    `Load it with ssh-add ${file} (and keep ${file}.pub beside it), then run again.`,
  );
}

import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AnyAuthMethod, BaseAgent, ParsedKey } from 'ssh2';

const DEFAULT_IDENTITIES = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/** One way to authenticate, and what to call it in a message. */
export interface Identity {
  readonly name: string;
  readonly method: AnyAuthMethod;
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
  /** Path of the agent's socket. */
  readonly agentSocket?: string;
}

/**
 * The keys to try, in order: the identity file if one is set (through the agent if it is encrypted and the agent
 * holds it), else the agent's keys, then the default files. Throws an IdentityError when there is none.
 */
export async function identities(settings: IdentitySettings): Promise<readonly Identity[]> {
  const { user: username, identityFile, agentSocket } = settings;
  if (identityFile !== undefined) {
    const key = await readKey(identityFile);
    if (key === 'missing') throw missing(identityFile);
    if (key !== 'encrypted') return [{ name: identityFile, method: { type: 'publickey', username, key } }];
    const agent = agentSocket === undefined ? undefined : await agentWith(agentSocket, identityFile);
    if (agent === undefined) throw encrypted(identityFile);
    return [{ name: `${identityFile} (agent)`, method: { type: 'agent', username, agent } }];
  }

  const found: Identity[] = [];
  if (agentSocket !== undefined) {
    const agent = (await import('ssh2')).default.createAgent(agentSocket);
    const keys = await agentKeys(agent);
    if (keys.length > 0) {
      const name = `the agent (${keys.length} ${keys.length === 1 ? 'key' : 'keys'})`;
      found.push({ name, method: { type: 'agent', username, agent } });
    }
  }
  const locked: string[] = [];
  for (const name of DEFAULT_IDENTITIES) {
    const file = join(homedir(), '.ssh', name);
    const key = await readKey(file);
    if (key === 'encrypted') locked.push(file);
    else if (key !== 'missing') found.push({ name: file, method: { type: 'publickey', username, key } });
  }
  if (found.length > 0) return found;
  if (locked[0] !== undefined) throw encrypted(locked[0]);
  throw new IdentityError(
    'there is no SSH key: no agent with keys, no default identity in ~/.ssh',
    'Set ssh.identityFile in the inventory, or load a key with ssh-add.',
  );
}

/** A private key from a file. Throws when the file is not one, or cannot be read. */
async function readKey(file: string): Promise<ParsedKey | 'encrypted' | 'missing'> {
  let text: Buffer;
  try {
    text = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT') return 'missing';
    throw new IdentityError(`cannot read the SSH key ${file}: ${code}`, 'Check its path and permissions.');
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

/** The agent reduced to the key whose public half lies beside `file`; undefined when it does not hold it. */
async function agentWith(socket: string, file: string): Promise<BaseAgent | undefined> {
  const { createAgent, utils } = (await import('ssh2')).default;
  const agent = createAgent(socket);
  const text = await readFile(`${file}.pub`).catch(() => undefined);
  const wanted = text === undefined ? undefined : utils.parseKey(text);
  if (wanted === undefined || wanted instanceof Error) return undefined;
  const wire = wanted.getPublicSSH();
  const key = (await agentKeys(agent)).find((one) => one.equals(wire));
  if (key === undefined) return undefined;
  agent.getIdentities = (callback) => callback(undefined, [wanted]);
  return agent;
}

/** Public keys an agent holds, in wire format; none when nobody answers on its socket. */
async function agentKeys(agent: BaseAgent): Promise<readonly Buffer[]> {
  const { utils } = (await import('ssh2')).default;
  return new Promise((resolve) => {
    agent.getIdentities((error, keys) => {
      if (error || keys === undefined) return resolve([]);
      resolve(
        keys.flatMap((key) => {
          if (typeof key === 'object' && 'getPublicSSH' in key) return [key.getPublicSSH()];
          const raw = typeof key === 'object' && 'pubKey' in key ? key.pubKey : key;
          const parsed = utils.parseKey(raw as Buffer);
          return parsed instanceof Error ? [] : [parsed.getPublicSSH()];
        }),
      );
    });
  });
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

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { createNamespace, endProcesses, inNamespace, namespaces, removeNamespace } from './network.ts';
import { prefix, sessionNamespace } from './paths.ts';
import { allStates } from './state.ts';
import { teardown } from './teardown.ts';

const sessionPrefix = `${prefix}session.`;

/**
 * Runs a command in a network namespace made for it, in which all labs that it brings up are reachable; then removes
 * the namespace and any lab left in it. Returns the exit code to pass on.
 */
export async function session(command: string, args: string[]): Promise<number> {
  if (sessionNamespace() !== undefined) return wait(spawn(command, args, { stdio: 'inherit' }));
  await removeDeadSessions();
  const netns = `${sessionPrefix}${process.pid}`;
  await createNamespace(netns);
  const inside = inNamespace(netns, command, args);
  const child = spawn(inside.command, inside.args, {
    stdio: 'inherit',
    env: { ...process.env, KUBESTRAP_LAB_NETNS: netns },
  });
  try {
    return await wait(child);
  } finally {
    await end(netns);
  }
}

async function end(netns: string): Promise<void> {
  // First what still runs in it: it might be bringing a lab up.
  await endProcesses(netns);
  for (const { name, network } of await allStates()) if (network.netns === netns) await teardown(name);
  await removeNamespace(netns);
}

/** A session that was killed could not tidy up: the next one does it. */
async function removeDeadSessions(): Promise<void> {
  for (const netns of await namespaces()) {
    if (!netns.startsWith(sessionPrefix)) continue;
    if (!existsSync(`/proc/${netns.slice(sessionPrefix.length)}`)) await end(netns);
  }
}

/** The exit code of a child, as a shell would give it; signals to this process go to the child, which decides. */
export async function wait(child: ReturnType<typeof spawn>): Promise<number> {
  const forward = (signal: NodeJS.Signals): void => {
    // A terminal's Ctrl-C has reached the child already.
    if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
  };
  process.on('SIGINT', forward).on('SIGTERM', forward);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal ? constants.signals[signal] : 0);
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}

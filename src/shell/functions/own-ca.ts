import { call, type Script } from '../sh.ts';

/** Notes CAs and keys that were on the host before kubeadm init. */
export const notePki = (paths: readonly string[]): Script => call('note_pki', paths);

/** Runs a command, and puts what was noted back if it took it. */
export const keepingPki = (command: Script): Script => call('keeping_pki', command);

/** Runs a command with the rows of what was noted after its arguments. */
export const withoutNotedPki = (command: Script): Script => call('without_noted_pki', command);

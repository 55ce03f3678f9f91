import { call, type Script } from '../sh.ts';

/** What the command prints on stdout, under this name in the answer; its stderr is dropped. */
export const section = (name: string, command: Script): Script => call('section', name, command);

/** Says that the step with this id begins or is done, where `step` does not. */
export const frame = (event: 'start' | 'done', id: string): Script => call('frame', event, id);

/** Runs a function of the program as the step with this id. */
export const step = (id: string, name: string): Script => call('step', id, name);

/** Ends the step with a message. */
export const fail = (message: string): Script => call('fail', message);

import { call, type Script } from '../sh.ts';

/** Changes a zone of firewalld, in its files and as it runs. */
export const firewalldSet = (action: 'add' | 'remove', zone: string, what: string, value: string): Script =>
  call('firewalld_set', action, zone, what, value);

/** Adds or deletes a rule of ufw, given in its words. */
export const ufwRule = (action: 'add' | 'delete', rule: readonly string[]): Script =>
  call('ufw_rule', action, rule);

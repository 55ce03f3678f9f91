import { spellingsOf, sysctlKey } from '../../values/sysctl-key.ts';
import type { Rule } from './context.ts';

/** One kernel parameter in two spellings would have two values, and the order would decide. */
export const sysctlsAreSetOnce: Rule = ({ nodeLayers }) =>
  nodeLayers.flatMap(({ document, path, node }) =>
    Object.keys(node.sysctls ?? {}).flatMap((key) => {
      const [first = key] = spellingsOf(sysctlKey(key), node.sysctls);
      if (first === key) return [];
      const message = `${key} is ${first} in another spelling, which is set, too`;
      return [document.problem([...path, 'sysctls', key], message, { key: true, hint: 'keep one of them' })];
    }),
  );

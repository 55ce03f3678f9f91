import { flagFindings } from '../../knowledge/tables/findings.ts';
import type { Rule } from './context.ts';
import { flagUses } from './flag-sets.ts';
import { atWord } from './part-of-value.ts';

/** A flag that is gone stops its component minutes into init; one that is going should be known of before. */
export const flagsExist: Rule = (context) => {
  const { version } = context;
  if (version?.major !== 1) return [];
  const said = new Set<string>();
  return flagUses(context).flatMap(({ program, flag, value, document, flagPath, path }) =>
    flagFindings(program, flag, value, version).flatMap(({ severity, message, hint, item }) => {
      const about = JSON.stringify([document.source.file, flagPath, message]);
      // A repeated flag is wrong once.
      if (said.has(about)) return [];
      said.add(about);
      const place = item === undefined ? flagPath : path;
      const problem = document.problem(place, message, { severity, hint, key: item === undefined });
      return [item === undefined ? problem : atWord(problem, document, path, item)];
    }),
  );
};

import { patchNameProblem } from '../../knowledge/patches.ts';
import type { Rule } from './context.ts';

const path = ['spec', 'patches'];

/** Every file is one that this kubeadm uses: it ignores the others with a message that nobody reads. */
export const patchesAreUsable: Rule = ({ cluster, spec, version, patches }) => {
  const unreadable = patches.errors.map(({ name, message, hint }) =>
    cluster.problem(path, `${name ?? spec.patches} ${message}`, { hint }),
  );
  const misnamed = patches.files.flatMap(({ name }) => {
    const problem = version && patchNameProblem(name, version);
    return problem === undefined
      ? []
      : [cluster.problem(path, `${name} ${problem.message}`, { hint: problem.hint })];
  });
  const nothing = spec.patches !== undefined && patches.files.length + patches.errors.length === 0;
  const empty = nothing
    ? [cluster.problem(path, `${spec.patches} holds no patch`, { severity: 'warning' })]
    : [];
  return [...unreadable, ...misnamed, ...empty];
};

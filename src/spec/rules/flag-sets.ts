import type { Program } from '../../knowledge/tables/types.ts';
import type { Path } from '../../values/path.ts';
import type { InputDocument } from '../document.ts';
import type { RuleContext } from './context.ts';

/** A value of a flag, where it is written. */
export interface FlagUse {
  readonly program: Program;
  readonly flag: string;
  readonly value: string;
  readonly document: InputDocument;
  /** Of the flag. */
  readonly flagPath: Path;
  /** Of the value: the flag's, or that of an item of its list. */
  readonly path: Path;
}

/** Every flag that the spec and the inventory give to a program, once per value. */
export function flagUses({ cluster, spec, nodeLayers }: RuleContext): readonly FlagUse[] {
  const sets = [
    set('kube-apiserver', cluster, ['spec', 'apiServer', 'extraArgs'], spec.apiServer?.extraArgs),
    set(
      'kube-controller-manager',
      cluster,
      ['spec', 'controllerManager', 'extraArgs'],
      spec.controllerManager?.extraArgs,
    ),
    set('kube-scheduler', cluster, ['spec', 'scheduler', 'extraArgs'], spec.scheduler?.extraArgs),
    set('etcd', cluster, ['spec', 'etcd', 'local', 'extraArgs'], spec.etcd?.local?.extraArgs),
    ...nodeLayers.map(({ document, path, node }) =>
      set('kubelet', document, [...path, 'kubeletExtraArgs'], node.kubeletExtraArgs),
    ),
  ];
  return sets.flat();
}

type Args = Readonly<Record<string, string | readonly (string | undefined)[] | undefined>>;

function set(
  program: Program,
  document: InputDocument,
  path: Path,
  args: Args | undefined = {},
): readonly FlagUse[] {
  return Object.entries(args).flatMap(([flag, values]) => {
    const flagPath = [...path, flag];
    const use = { program, flag, document, flagPath };
    if (values === undefined) return [];
    if (typeof values === 'string') return [{ ...use, value: values, path: flagPath }];
    return values.flatMap((value, index) =>
      value === undefined ? [] : [{ ...use, value, path: [...flagPath, index] }],
    );
  });
}

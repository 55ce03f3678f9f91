import type { Rule } from './context.ts';

export const addonNamesAreUnique: Rule = ({ cluster, spec }) => {
  const first = new Map<string, number>();
  return (spec.addons ?? []).flatMap((addon, index) => {
    if (addon?.name === undefined) return [];
    const other = first.get(addon.name);
    if (other === undefined) return first.set(addon.name, index) && [];
    const hint = `line ${cluster.lineOf(['spec', 'addons', other, 'name'])} has it first`;
    return [
      cluster.problem(['spec', 'addons', index, 'name'], `another add-on is called "${addon.name}"`, {
        hint,
      }),
    ];
  });
};

/** Manifests are read with the spec, so that a missing one is found before a host is touched. */
export const manifestsAreReadable: Rule = ({ cluster, manifests }) =>
  manifests.flatMap(({ path, file, error }) => {
    if (error === undefined) return [];
    const hint = error === 'no such file' ? 'paths are relative to the spec' : undefined;
    return [cluster.problem(path, `manifest ${file}: ${error}`, { hint })];
  });

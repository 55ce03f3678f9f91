import { relative } from 'node:path';
import { leader, type State, starter } from '../cluster/state.ts';
import { named } from '../model/change-id.ts';
import type { Addon, Cluster } from '../model/cluster.ts';
import { sha256 } from '../resources/file.ts';
import type { Notice, Step } from '../shell/emit.ts';
import { applyManifest, remember } from '../shell/functions/kube.ts';
import { sh } from '../shell/sh.ts';
import type { Phase } from './phase.ts';

const NAME = 'addons';
const PREFIX = 'addon.';

/** Manifests applied when they are new or changed; the cluster remembers each by its hash. */
export const addons: Phase = {
  name: NAME,
  title: 'Apply the add-ons',
  timeoutMinutes: 15,
  plan: (state) => {
    const through = leader(state)?.host ?? starter(state);
    if (through === undefined || !isReady(state, through.name)) return { rounds: [] };
    const known = leader(state)?.live.state ?? {};
    const steps = [
      ...state.cluster.addons.flatMap((addon) => apply(state.cluster, addon, known[PREFIX + addon.name])),
      ...Object.keys(known).flatMap((key) => orphan(state, key)),
    ];
    return { rounds: steps.length > 0 ? [[{ host: through.name, steps }]] : [] };
  },
};

function isReady(state: State, name: string): boolean {
  return state.targets.has(name) && (leader(state) !== null || state.expected.has(name));
}

function apply({ directory }: Cluster, { name, manifests }: Addon, before: string | undefined): Step[] {
  const content = manifests.map((manifest) => manifest.content).join('\n---\n');
  const hash = sha256(content);
  if (hash === before) return [];
  return [
    {
      change: {
        phase: NAME,
        ...named('addon', name),
        action: before === undefined ? 'create' : 'update',
        before: before === undefined ? null : `sha256:${before.slice(0, 12)}`,
        after: `sha256:${hash.slice(0, 12)}, ${manifests.map(({ path }) => relative(directory, path)).join(', ')}`,
        reason: before === undefined ? 'not applied yet' : 'its manifests changed',
        disruption: 'none',
      },
      scope: 'cluster',
      files: [{ path: `/run/kubestrap/addons/${name}.yaml`, content }],
      script: sh`${applyManifest(content)}
${remember(PREFIX + name, hash)}`,
    },
  ];
}

/** What left the spec is still in the cluster: said, until add-ons can be taken out again. */
function orphan({ cluster }: State, key: string): Notice[] {
  const name = key.slice(PREFIX.length);
  if (!key.startsWith(PREFIX) || cluster.addons.some((addon) => addon.name === name)) return [];
  return [
    {
      change: {
        phase: NAME,
        ...named('addon', name),
        action: 'delete',
        before: 'applied',
        after: null,
        reason: `kubestrap does not take add-ons out yet: delete its objects with kubectl, then "kubectl -n kube-system patch configmap kubestrap --type json -p '[{"op":"remove","path":"/data/${key}"}]'"`,
        disruption: 'none',
      },
      scope: 'cluster',
    },
  ];
}

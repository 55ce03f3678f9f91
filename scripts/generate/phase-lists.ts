import { APPLY_PHASES } from '../../src/phases/index.ts';

interface Words {
  readonly on: string;
  readonly does: string;
}

/** What the documentation says of each phase of `apply`, in Markdown. A new phase is a row; its place follows from the code. */
const WORDS: Readonly<Record<string, Words>> = {
  register: {
    on: 'a control plane, then members whose Node is gone',
    does: 'makes the Node again, then restarts the kubelet',
  },
  prepare: { on: 'every host, side by side', does: '[node preparation](node-preparation.md)' },
  init: { on: 'the first control plane of the inventory', does: '`kubeadm init`' },
  config: {
    on: 'a control plane',
    does: 'notes what the cluster was made from; later shows, or refuses, differences',
  },
  'apiserver-sans': {
    on: 'a control plane, then each one, one at a time',
    does: "names that API servers' certificates lack",
  },
  addons: { on: 'a control plane', does: '`kubectl apply` of manifests that are new or changed' },
  'removal-checks': {
    on: 'nothing is run',
    does: 'what must hold before a host that is `absent` [leaves](removing-nodes.md)',
  },
  drain: { on: 'a control plane', does: 'Pods of what leaves are evicted' },
  'stop-control-plane': {
    on: 'the control plane that leaves',
    does: 'its API server ends before its etcd does',
  },
  'etcd-member': { on: 'a control plane that stays', does: 'a snapshot, the leadership, the member' },
  'clean-host': { on: 'the host that leaves', does: 'all that kubeadm, add-ons and kubestrap put there' },
  'node-object': { on: 'a control plane', does: 'the Node, and what is noted of it' },
  'stale-members': {
    on: 'a control plane',
    does: 'members of etcd that nobody runs, with `--remove-stale-members`',
  },
  'join-control-planes': {
    on: 'a control plane, then each new one, one at a time',
    does: 'a token, the certificates, `kubeadm join`',
  },
  endpoint: { on: 'workers that are to join', does: "the endpoint's name leads to every control plane" },
  'join-workers': {
    on: 'a control plane, then all new workers, side by side',
    does: 'a token, `kubeadm join`',
  },
  settle: {
    on: 'every member',
    does: "where the endpoint's name points; which cluster the host belongs to",
  },
  nodes: { on: 'a control plane', does: 'labels and taints' },
  'ingress-certificates': {
    on: 'a control plane',
    does: 'Secrets of `spec.ingress` that are missing, changed or due',
  },
  'removal-notes': { on: 'a control plane', does: 'forgets removals that are over' },
};

/** All phases as a table. Throws an Error where one has no words, or words have no phase. */
export function phaseTable(): string {
  const names = APPLY_PHASES.map(({ name }) => name);
  const unknown = Object.keys(WORDS).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`scripts/generate/phase-lists.ts: no phase ${unknown.join(', ')}`);
  const rows = names.map((name) => {
    const words = WORDS[name];
    if (words === undefined) throw new Error(`scripts/generate/phase-lists.ts: no words for phase ${name}`);
    return `| \`${name}\` | ${words.on} | ${words.does} |`;
  });
  return ['| phase | on | does |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Their names, as `--only` and `--skip-phases` take them. */
export function phaseNames(): string {
  return APPLY_PHASES.map(({ name }) => `- \`${name}\``).join('\n');
}

/**
 * A page with the text between `<!-- generated: NAME -->` and `<!-- end -->` replaced. Throws an Error where a page lacks
 * the marks: a list that is no longer generated would go out of date unseen.
 */
export function withBlock(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- generated: ${name} -->\n`, '<!-- end -->'];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`there is no block "${name}" in the page`);
  return `${page.slice(0, from + begin.length)}\n${text}\n\n${page.slice(to)}`;
}

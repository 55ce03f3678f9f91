import type { LiveCluster, LiveNode } from '../kube/live.ts';
import { sh } from '../program/sh.ts';
import type { Taint } from '../spec/model.ts';
import { type Fact, rows } from './fact.ts';

/** One JSON value a column; messages of hosts stay inside JSON strings. */
const NODE_COLUMNS =
  '{range .items[*]}{.metadata.name}{"\\t"}{.metadata.labels}{"\\t"}{.metadata.annotations}{"\\t"}{.spec.taints}{"\\t"}{.status.conditions[?(@.type=="Ready")]}{"\\n"}{end}';

/** The cluster as this control plane's API server tells it. Workers hold no admin kubeconfig and are not asked. */
export const live: Fact<LiveCluster | null> = {
  name: 'live',
  snippet: ({ role }) =>
    role === 'worker'
      ? sh`:`
      : sh`[ -r /etc/kubernetes/admin.conf ] && command -v kubectl >/dev/null || return 0
kube get --ignore-not-found -n kube-system -o json namespace/kube-system configmap/kubeadm-config configmap/kubestrap || return
printf '\n--\n'
kube get nodes -o ${`jsonpath=${NODE_COLUMNS}`} || return
printf -- '--\n'`,
  parse: (output) => {
    // the closing line is there only if every question was answered
    const [objects, nodes, end] = output.split(/^--$/m);
    if (objects === undefined || nodes === undefined || end === undefined) return null;
    const items = list(JSON.parse(objects));
    const data = (name: string) =>
      strings(items.find((item) => item.kind === 'ConfigMap' && item.name === name)?.data);
    const uid = items.find((item) => item.kind === 'Namespace')?.uid;
    if (uid === undefined) return null;
    return {
      uid,
      nodes: rows(nodes).map(node),
      kubeadmConfig: data('kubeadm-config')['ClusterConfiguration'] ?? '',
      state: data('kubestrap'),
    };
  },
};

interface Item {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly data: unknown;
}

type Loose = { readonly [key: string]: unknown };

function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function strings(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(loose(value)).map(([key, text]) => [key, String(text)]));
}

function list(value: unknown): Item[] {
  const items = loose(value)['items'];
  return (Array.isArray(items) ? items : []).map((item: unknown) => {
    const object = loose(item);
    const metadata = loose(object['metadata']);
    return {
      kind: String(object['kind']),
      name: String(metadata['name']),
      uid: String(metadata['uid']),
      data: object['data'],
    };
  });
}

function node(row: string): LiveNode {
  const [name = '', labels, annotations, taints, ready] = row.split('\t');
  const condition = loose(json(ready));
  const isReady = condition['status'] === 'True';
  return {
    name,
    ready: isReady,
    notReadyReason: isReady ? '' : String(condition['message'] ?? 'the kubelet has not reported yet'),
    labels: strings(json(labels)),
    annotations: strings(json(annotations)),
    taints: (Array.isArray(json(taints)) ? (json(taints) as readonly unknown[]) : []).map(taint),
  };
}

function taint(value: unknown): Taint {
  const { key, value: content, effect } = loose(value);
  const known = effect === 'PreferNoSchedule' || effect === 'NoExecute' ? effect : 'NoSchedule';
  return { key: String(key), effect: known, ...(typeof content === 'string' ? { value: content } : {}) };
}

function json(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : JSON.parse(text);
}

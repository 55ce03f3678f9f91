import { ADMIN_KUBECONFIG } from '../knowledge/directories.ts';
import type { Taint } from '../model/cluster.ts';
import { kube } from '../shell/functions/kube.ts';
import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';
import { ANNOTATIONS, type LiveCluster, type LiveNode } from './live-types.ts';

/**
 * A row a node: name, labels, our annotations, taints, and the Ready condition. As a Go template, which every
 * kubectl understands alike (jsonpath printed maps as Go text before 1.20: kubernetes#89660), and only what is
 * needed: annotations of others are kilobytes a node. Labels and taints cannot hold the separators.
 */
const NODE_ROWS = [
  '{{range .items}}{{.metadata.name}}{{"\\t"}}',
  '{{range $k, $v := .metadata.labels}}{{$k}}={{$v}} {{end}}{{"\\t"}}',
  ...Object.values(ANNOTATIONS).map(
    (key) => `{{with .metadata.annotations}}{{with index . "${key}"}}{{.}}{{end}}{{end}}{{"\\t"}}`,
  ),
  '{{range .spec.taints}}{{.key}}={{with .value}}{{.}}{{end}}:{{.effect}} {{end}}{{"\\t"}}',
  '{{range .status.conditions}}{{if eq .type "Ready"}}{{.status}}{{"\\t"}}{{printf "%q" .message}}{{end}}{{end}}',
  '{{"\\n"}}{{end}}',
].join('');

const OBJECTS = ['namespace/kube-system', 'configmap/kubeadm-config', 'configmap/kubestrap'];

/** The cluster as this control plane's API server tells it. Workers hold no admin kubeconfig and are not asked. */
export const live: Fact<LiveCluster | null> = {
  name: 'live',
  snippet: ({ role }) =>
    role === 'worker'
      ? sh`:`
      : sh`[ -r ${ADMIN_KUBECONFIG} ] && command -v kubectl >/dev/null || return 0
${kube('--request-timeout=10s', 'get', '--ignore-not-found', '-n', 'kube-system', '-o', 'json', OBJECTS)} || return
printf '\n--\n'
${kube('get', 'nodes', '-o', `go-template=${NODE_ROWS}`)} || return
printf -- '--\n'`,
  parse: (output) => {
    // the closing line is there only if every question was answered
    const [objects, nodes, end] = output.split(/^--$/m);
    if (objects === undefined || nodes === undefined || end === undefined) return null;
    // early in kubeadm init there is nothing to list yet
    const items = objects.trim() === '' ? [] : list(JSON.parse(objects));
    const data = (name: string) =>
      strings(items.find((item) => item.kind === 'ConfigMap' && item.name === name)?.data);
    const uid = items.find((item) => item.kind === 'Namespace')?.uid;
    if (uid === undefined) return null;
    return {
      uid,
      nodes: rows(nodes).map(node),
      kubeadmConfig: data('kubeadm-config').ClusterConfiguration ?? '',
      clusterStatus: data('kubeadm-config').ClusterStatus ?? '',
      state: data('kubestrap'),
    };
  },
  bare: null,
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
  const items = loose(value).items;
  return (Array.isArray(items) ? items : [value]).map((item: unknown) => {
    const object = loose(item);
    const metadata = loose(object.metadata);
    return {
      kind: String(object.kind),
      name: String(metadata.name),
      uid: String(metadata.uid),
      data: object.data,
    };
  });
}

function node(row: string): LiveNode {
  const [name = '', labels = '', ownLabels = '', ownTaints = '', taints = '', status, message = ''] =
    row.split('\t');
  const isReady = status === 'True';
  return {
    name,
    ready: isReady,
    notReadyReason: isReady ? '' : unquoted(message) || 'the kubelet has not reported yet',
    labels: Object.fromEntries(words(labels).map(pair)),
    annotations: Object.fromEntries(
      [
        [ANNOTATIONS.labels, ownLabels],
        [ANNOTATIONS.taints, ownTaints],
      ].filter(([, value]) => value !== ''),
    ),
    taints: words(taints).map(taint),
  };
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** `key=value:Effect`, the value may be empty. */
function taint(text: string): Taint {
  const [key, rest] = pair(text);
  const at = rest.lastIndexOf(':');
  const [value, effect] = [rest.slice(0, at), rest.slice(at + 1)];
  const known = effect === 'PreferNoSchedule' || effect === 'NoExecute' ? effect : 'NoSchedule';
  return { key, effect: known, ...(value === '' ? {} : { value }) };
}

/** Go's %q is JSON but for rare escapes; then as it is. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

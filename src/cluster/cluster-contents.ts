import { section } from '../shell/functions/frames.ts';
import { kube } from '../shell/functions/kube.ts';
import { sh } from '../shell/sh.ts';

/** What a cluster holds that is gone with it, as its API server counts. */
export interface ClusterContents {
  readonly nodes: number;
  readonly pods: number;
  /** PersistentVolumes whose data is on a node: `NAME (NAMESPACE/CLAIM)`. What the reset leaves on disks is not deleted. */
  readonly localVolumes: readonly string[];
}

const VOLUMES =
  '{{range .items}}{{if or .spec.local .spec.hostPath}}volume {{.metadata.name}}{{with .spec.claimRef}} ({{.namespace}}/{{.name}}){{end}}{{"\\n"}}{{end}}{{end}}';

/** Asked on a control plane; `end` only where all of it was answered. */
export const contentsScript = sh`contents() {
${kube('get', 'nodes', '-o', 'go-template=nodes {{len .items}}{{"\\n"}}')} &&
${kube('get', 'pods', '--all-namespaces', '-o', 'go-template=pods {{len .items}}{{"\\n"}}')} &&
${kube('get', 'persistentvolumes', '-o', `go-template=${VOLUMES}`)} &&
echo end
}
${section('contents', sh`contents`)}`;

/** Null: the API server did not answer all of it. */
export function parseContents(output: string): ClusterContents | null {
  const rows = output.split('\n').filter((row) => row !== '');
  if (rows.at(-1) !== 'end') return null;
  const of = (tag: string) =>
    rows.flatMap((row) => (row.startsWith(`${tag} `) ? [row.slice(tag.length + 1)] : []));
  return { nodes: Number(of('nodes')[0]), pods: Number(of('pods')[0]), localVolumes: of('volume') };
}

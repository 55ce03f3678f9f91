import type { Version } from '../../model/cluster.ts';
import type { Problem } from '../../model/problem.ts';
import { parseVersion } from '../../model/version.ts';
import { type Cidr, type Ip, parseCidr, parseIp } from '../../values/ip.ts';
import { mergeLayers } from '../../values/merge.ts';
import type { Path } from '../../values/path.ts';
import type { InputDocument } from '../document.ts';
import type * as documents from '../documents.generated.ts';
import type { Draft } from '../draft.ts';
import type { Manifest } from '../manifests.ts';
import type { Patches } from '../patches.ts';

/** A rule about what both files mean: pure, silent about anything that is missing or that the schema refused. */
export type Rule = (context: RuleContext) => readonly Problem[];

/** A host as far as it is valid. */
interface HostView {
  readonly path: Path;
  readonly host: Draft<documents.Host>;
  /** With the inventory's and its groups' settings merged in. */
  readonly ssh: Draft<documents.Ssh>;
  /** With spec.node and its groups' settings merged in. */
  readonly node: Draft<documents.Node>;
  /** Its IPs in the cluster, and where they are written. */
  readonly internal: { readonly path: Path; readonly ips: readonly Ip[] };
}

/** Settings of spec.node, of a group or of a host, where they are written. */
interface NodeLayer {
  readonly document: InputDocument;
  readonly path: Path;
  readonly node: Draft<documents.Node>;
}

export interface Subnet {
  readonly path: Path;
  readonly text: string;
  readonly cidrs: readonly Cidr[];
}

export interface RuleContext {
  readonly inventory: InputDocument;
  readonly cluster: InputDocument;
  readonly hosts: readonly HostView[];
  /** True when every host of the inventory could be read, so that a lack of hosts is a real one. */
  readonly hostsComplete: boolean;
  readonly groups: Readonly<Record<string, Draft<documents.Group> | undefined>>;
  readonly spec: Draft<documents.Spec>;
  /** The release to look at: the spec's own, or the one it is asked to move to. */
  readonly version: Version | undefined;
  /** The spec's own, where it is asked to move to another. */
  readonly written: Version | undefined;
  readonly nodeLayers: readonly NodeLayer[];
  readonly podSubnet: Subnet | undefined;
  readonly serviceSubnet: Subnet | undefined;
  readonly manifests: readonly Manifest[];
  readonly patches: Patches;
  /** Is there a home directory that `~` stands for? */
  readonly hasHome: boolean;
}

interface ContextInput {
  readonly inventory: { readonly document: InputDocument; readonly draft: Draft<documents.InventoryFile> };
  readonly cluster: { readonly document: InputDocument; readonly draft: Draft<documents.ClusterFile> };
  readonly manifests: readonly Manifest[];
  readonly patches: Patches;
  readonly hasHome: boolean;
  /** Instead of the spec's. */
  readonly kubernetesVersion?: Version | undefined;
}

export function ruleContext({
  inventory,
  cluster,
  manifests,
  patches,
  hasHome,
  kubernetesVersion: other,
}: ContextInput): RuleContext {
  const own = cluster.draft.spec ?? {};
  const spec = other === undefined ? own : { ...own, kubernetesVersion: other.text };
  const groups = inventory.draft.groups ?? {};
  const list = inventory.draft.hosts;
  const hosts = (list ?? []).flatMap((host, index) =>
    host ? [hostView(host, index, inventory.draft, spec.node)] : [],
  );
  const subnet = (key: 'podSubnet' | 'serviceSubnet', fallback?: string): Subnet | undefined => {
    const path = ['spec', 'networking', key];
    // The default stands in for what is not there, not for what was refused.
    const missing = cluster.draft.spec !== undefined && !cluster.document.has(path);
    const text = spec.networking?.[key] ?? (missing ? fallback : undefined);
    if (text === undefined) return undefined;
    return { path, text, cidrs: text.split(',').flatMap((part) => parseCidr(part) ?? []) };
  };
  const layer = (
    document: InputDocument,
    path: Path,
    node: Draft<documents.Node> | undefined,
  ): NodeLayer[] => (node ? [{ document, path: [...path, 'node'], node }] : []);
  return {
    inventory: inventory.document,
    cluster: cluster.document,
    hosts,
    hostsComplete: list !== undefined && hosts.length === list.length && hosts.every(({ host }) => host.role),
    groups,
    spec,
    version: parseVersion(spec.kubernetesVersion ?? ''),
    written: other && parseVersion(own.kubernetesVersion ?? ''),
    nodeLayers: [
      ...layer(cluster.document, ['spec'], spec.node),
      ...Object.entries(groups).flatMap(([name, group]) =>
        layer(inventory.document, ['groups', name], group?.node),
      ),
      ...hosts.flatMap(({ path, host }) => layer(inventory.document, path, host.node)),
    ],
    podSubnet: subnet('podSubnet'),
    serviceSubnet: subnet('serviceSubnet', '10.96.0.0/12'),
    manifests,
    patches,
    hasHome,
  };
}

function hostView(
  host: Draft<documents.Host>,
  index: number,
  file: Draft<documents.InventoryFile>,
  node: Draft<documents.Node> | undefined,
): HostView {
  const path = ['hosts', index];
  const groups = (host.groups ?? []).map((name) => (name === undefined ? undefined : file.groups?.[name]));
  const own = host.internalAddress === undefined ? 'address' : 'internalAddress';
  return {
    path,
    host,
    ssh: mergeLayers([file.ssh, ...groups.map((group) => group?.ssh), host.ssh]),
    node: mergeLayers([node, ...groups.map((group) => group?.node), host.node]),
    internal: {
      path: [...path, own],
      ips: (host[own] ?? '').split(',').flatMap((part) => parseIp(part) ?? []),
    },
  };
}

/** True when the settings of a layer are among those of a host. */
export function appliesTo({ path: [section, name] }: NodeLayer, { path, host }: HostView): boolean {
  if (section === 'spec') return true;
  return section === 'hosts' ? name === path[1] : host.groups?.some((group) => group === name) === true;
}

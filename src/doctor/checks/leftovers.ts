import { KINDS } from '../../facts/leftovers.ts';
import { certificatesDirectory } from '../../knowledge/directories.ts';
import { PKI_MATERIAL } from '../../knowledge/pki-material.ts';
import { type Check, type Finding, isControlPlane, known } from '../check.ts';

/** Kinds that kubeadm's preflight refuses, or that would be emptied with the kubelet's directory. */
const FILES = ['file', 'etcd', 'mount'];

/** What an earlier cluster left on a host that is in none: what a reset finds, and files that are in the way all the same. */
export const leftovers: Check = {
  name: 'leftovers',
  title: 'a host that is no member has nothing left of an earlier cluster',
  applies: ({ membership }) => membership === 'bare' || membership === 'foreign',
  look: (subject, { cluster }) => {
    const { listed, cni, manifests } = known(subject.probes.leftovers);
    // kubeadm takes CAs of one's own that are there: nobody's leftovers
    const takesMaterial = subject.membership === 'bare' && isControlPlane(subject);
    const material = takesMaterial
      ? [...PKI_MATERIAL, 'etcd'].map((name) => `${certificatesDirectory(cluster)}/${name}`)
      : [];
    const of = (...kinds: readonly string[]) => kinds.flatMap((kind) => listed.get(kind) ?? []);
    const named = (...kinds: readonly string[]) =>
      kinds.flatMap((kind) => {
        const rows = listed.get(kind);
        return rows === undefined ? [] : [`${KINDS[kind]}: ${rows.join(', ')}`];
      });
    const reset =
      'if nothing of it is needed, clean the host with "kubestrap reset --limit" (and --include-foreign, if kubestrap did not make it)';
    const files = [...new Set([...of(...FILES), ...manifests])].filter((path) => !material.includes(path));
    const findings: (Finding | false)[] = [
      files.length > 0 && {
        severity: 'error',
        message: "files of an earlier cluster are there: kubeadm's preflight refuses them",
        evidence: files,
        remedy: reset,
      },
      of('pod', 'process').length > 0 && {
        severity: 'error',
        message: 'containers of an earlier cluster run',
        evidence: named('pod', 'process'),
        remedy: reset,
      },
      cni.length > 0 && {
        severity: 'warning',
        message: "a network add-on's configuration is there already: Pods would get addresses from it",
        evidence: cni,
        remedy: 'kubeadm reset does not remove it: move it away, unless the host is meant to come with it',
      },
      of('link').length > 0 && {
        severity: 'warning',
        message: 'network interfaces of an earlier cluster are there',
        evidence: [of('link').join(', ')],
        remedy: `${reset}: addresses and routes on them shadow the new cluster's`,
      },
      of('rules', 'table', 'ipset', 'ipvs').length > 0 && {
        severity: 'warning',
        message:
          'rules of an earlier cluster are in the kernel: they send Service traffic to where nothing is',
        evidence: named('rules', 'table', 'ipset', 'ipvs'),
        remedy: reset,
      },
      of('state').length > 0 && {
        severity: 'warning',
        message: 'a network add-on remembers addresses of an earlier cluster',
        evidence: of('state'),
        remedy: reset,
      },
    ];
    return findings.filter((finding) => finding !== false);
  },
};

import { didYouMean } from '../../values/suggest.ts';
import type { Rule } from './context.ts';

/** Names of kubeadm's preflight checks (kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go). */
const CHECKS = [
  'ContainerRuntimeVersion',
  'ControlPlaneNodesReady',
  'CreateJob',
  'CRI',
  'ExternalEtcdClientCertificates',
  'ExternalEtcdVersion',
  'Firewalld',
  'Hostname',
  'HTTPProxy',
  'HTTPProxyCIDR',
  'ImagePull',
  'IsDockerSystemdCheck',
  'IsPrivilegedUser',
  'KubeletVersion',
  'KubernetesVersion',
  'Mem',
  'NumCPU',
  'Service-Docker',
  'Service-Kubelet',
  'StaticPodManifest',
  'Swap',
  'SystemVerification',
];
/** Checks that exist once per port, file, directory or program. */
const FAMILIES = /^(Port|FileAvailable|DirAvailable|FileContent|FileExisting)-/i;

const path = ['spec', 'ignorePreflightErrors'];

/** Checks are ignored by name: "all" hides the one that would have mattered. kubeadm compares without case. */
export const preflightChecksAreNamed: Rule = ({ cluster, spec }) =>
  (spec.ignorePreflightErrors ?? []).flatMap((name, index) => {
    if (name === undefined || FAMILIES.test(name)) return [];
    if (name.toLowerCase() === 'all') {
      return [
        cluster.problem([...path, index], '`all` would also hide the failures that matter', {
          hint: 'name the checks; `Swap` is ignored by itself where swap is kept',
        }),
      ];
    }
    if (CHECKS.some((check) => check.toLowerCase() === name.toLowerCase())) return [];
    return [
      cluster.problem([...path, index], `kubeadm has no preflight check "${name}"`, {
        severity: 'warning',
        hint: didYouMean(name, CHECKS),
      }),
    ];
  });

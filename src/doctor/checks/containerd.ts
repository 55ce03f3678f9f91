import { RUNTIME, runtimeAt } from '../../knowledge/runtimes.ts';
import { CannotTell, type Check, type Finding, known } from '../check.ts';

/** The runtime answers, and is one that a kubelet can use. */
export const containerd: Check = {
  name: 'containerd',
  title: 'containerd answers at its socket, and its CRI plugin is on and well',
  // a host without containerd has not passed: check `programs` says that it is missing
  applies: ({ facts }, { cluster }) =>
    runtimeAt(cluster.criSocket) === RUNTIME &&
    (facts.programs.size === 0 || (facts.programs.get(RUNTIME.program) ?? null) !== null),
  look: ({ probes }, { cluster }) => {
    const { socket, version, trouble, disabledPlugins, cri, sandboxImage } = known(probes.containerd);
    const off = disabledPlugins.filter((name) => RUNTIME.criPlugins.includes(name));
    const findings: (Finding | false)[] = [
      off.length > 0 && {
        severity: 'error',
        message: "containerd's CRI plugin is turned off, as Docker's packages have it: no kubelet can use it",
        evidence: [`disabled_plugins = [${disabledPlugins.join(', ')}]`],
        remedy: `take "cri" out of disabled_plugins in ${RUNTIME.configFile} and restart containerd`,
      },
      version === '' && {
        severity: 'error',
        message: 'containerd does not answer',
        evidence: [
          trouble ||
            (socket ? `nothing answers at ${cluster.criSocket}` : `there is no socket ${cluster.criSocket}`),
        ],
        remedy: '"systemctl restart containerd" on the host, and "journalctl -u containerd" says why it ends',
      },
      version !== '' &&
        off.length === 0 &&
        cri !== '' &&
        cri !== 'ok' && {
          severity: 'error',
          message: `containerd's CRI plugin did not start (${cri})`,
          evidence: [`containerd ${version}: ctr plugins ls: cri ${cri}`],
          remedy:
            '"journalctl -u containerd" on the host says why; a snapshotter that the kernel lacks, or a configuration of another version',
        },
      ...sandbox(sandboxImage, cluster.imageRepository),
    ];
    const real = findings.filter((finding) => finding !== false);
    if (real.length === 0 && cri === '' && version !== '')
      throw new CannotTell('ctr(1) does not list the CRI plugin');
    return real;
  },
};

/** Air-gapped: the sandbox image is pulled by containerd, not by kubeadm, from where its own configuration says. */
function sandbox(image: string | undefined, repository: string | undefined): Finding[] {
  if (image === undefined || image === '') return [];
  if (repository === undefined || image.startsWith(`${repository}/`))
    return [{ severity: 'info', message: `containerd's sandbox image is ${image}` }];
  return [
    {
      severity: 'warning',
      message: "containerd takes its sandbox image from elsewhere than the spec's imageRepository",
      evidence: [`sandbox image: ${image}`, `spec.imageRepository: ${repository}`],
      remedy: `set it in ${RUNTIME.configFile} to ${repository}/${image.slice(image.lastIndexOf('/') + 1)}, or make sure that it can be pulled`,
    },
  ];
}

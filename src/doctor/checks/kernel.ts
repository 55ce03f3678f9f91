import { hasJoined } from '../../cluster/membership.ts';
import { moduleCandidates, renamedModule, requiredModules } from '../../knowledge/modules.ts';
import { runsKubeProxy } from '../../knowledge/ports.ts';
import { kernelVerdict } from '../../node/kubeadm-checks.ts';
import { moduleName } from '../../values/module-name.ts';
import { APPLY, CannotTell, type Check, type Finding } from '../check.ts';

/** Kernel modules that the spec needs. */
export const modules: Check = {
  name: 'modules',
  title: 'the kernel modules the spec needs are loaded or can be, and modprobe.d does not deny them',
  look: ({ host, facts, membership }, { cluster }) => {
    return requiredModules(cluster, host).flatMap((module): Finding[] => {
      const candidates = moduleCandidates(module, facts.kernel);
      if (candidates.every((name) => !facts.modules.has(name)))
        return [
          { severity: 'unknown', message: `could not tell whether the kernel has the module ${module.name}` },
        ];
      const states = candidates.map((name) => facts.modules.get(name) ?? 'missing');
      if (states.some((state) => state === 'loaded' || state === 'builtin')) return [];
      const rows = facts.moduleConfig.denials.filter((denial) =>
        candidates.map(moduleName).includes(denial.module),
      );
      const [name = module.name] = candidates;
      if (rows.length > 0) {
        return [
          {
            severity: 'error',
            message: `kernel module ${name} is denied by modprobe.d (${module.reason})`,
            evidence: rows.map(({ how, module: denied, where }) => `${where}: ${how} ${denied}`),
            remedy: 'take the line out of that file',
          },
        ];
      }
      const renamed = renamedModule(name, facts.kernel);
      if (states.every((state) => state === 'missing') && renamed !== undefined)
        return [{ severity: 'error', message: renamed }];
      if (states.every((state) => state === 'missing')) {
        return [
          {
            severity: 'error',
            message: `the kernel has no module ${name} (${module.reason})`,
            evidence: [`modprobe does not find it for kernel ${facts.kernel}`],
            remedy: `install the package that brings it (linux-modules-extra-${facts.kernel} on Ubuntu, kernel-modules-core on RHEL); where the kernel was updated, reboot into the one whose modules are there`,
          },
        ];
      }
      if (!hasJoined(membership)) return [];
      return [
        {
          severity: 'warning',
          message: `kernel module ${name} is not loaded (${module.reason})`,
          remedy: `${APPLY}: it loads it, now and at boot`,
        },
      ];
    });
  },
};

/** Kernel that kube-proxy's mode needs: nftables from 5.13 on (kubernetes#124152). */
const MODE_NEEDS: Readonly<Record<string, readonly [major: number, minor: number]>> = { nftables: [5, 13] };

export const kernel: Check = {
  name: 'kernel',
  title: "the kernel is one that kubeadm takes, and new enough for kube-proxy's mode (nftables: 5.13)",
  look: ({ facts, membership }, { cluster }) => {
    const { kernel: is } = facts;
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(is)?.map(Number) ?? [];
    if (major === undefined || minor === undefined) throw new CannotTell(`the kernel's version is "${is}"`);
    const verdict = kernelVerdict(cluster, is);
    const mode = typeof cluster.kubeProxy.mode === 'string' ? cluster.kubeProxy.mode : '';
    const need = runsKubeProxy(cluster) ? MODE_NEEDS[mode] : undefined;
    const findings: (Finding | null | undefined | false)[] = [
      verdict && {
        // a member is through preflight; the next upgrade or join is not
        severity: membership === 'member' ? 'warning' : verdict.severity,
        message:
          verdict.severity === 'error'
            ? `${verdict.message}: init, join and upgrade stop at it`
            : verdict.message,
        evidence: [verdict.evidence],
        remedy: verdict.remedy,
      },
      need !== undefined &&
        (major < need[0] || (major === need[0] && minor < need[1])) && {
          severity: 'error',
          message: `kube-proxy in mode ${mode} needs kernel ${need.join('.')} or newer`,
          evidence: [`the host runs ${is}`],
          remedy: 'use a newer kernel, or kubeProxy.mode iptables',
        },
    ];
    return findings.filter((finding) => typeof finding === 'object' && finding !== null);
  },
};

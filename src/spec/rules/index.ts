import { addonNamesAreUnique, manifestsAreReadable } from './addons.ts';
import { valuesAreUnambiguous } from './ambiguous-text.ts';
import { cgroupV1IsConsidered } from './cgroup-v1.ts';
import { clusterCidrIsPodSubnet, componentConfigFits, kubeletAgreesWithKubeadm } from './component-config.ts';
import { repeatedFlagsNeedV1beta4, volumeNamesAreUnique } from './components.ts';
import type { Rule } from './context.ts';
import { controlPlaneCount } from './control-planes.ts';
import { runtimeIsContainerd, runtimeIsNotDockershim } from './cri-socket.ts';
import { dualStackIsPossible } from './dual-stack.ts';
import { endpointFitsProvider, endpointIsNotInHosts } from './endpoint.ts';
import { portRangeIsOrdered, portRangeSparesListeners, portSysctlsHaveOneOwner } from './ephemeral-ports.ts';
import { featureGatesExist, kubeadmGatesExist } from './feature-gates.ts';
import { groupsAreUsed, groupsExist } from './groups.ts';
import { homeIsKnown } from './home.ts';
import { bastionHasAddress, internalAddressIsKnown, taintsAreUnique } from './host-settings.ts';
import { hostsAreUnique } from './hosts-unique.ts';
import {
  generatedCaCoversCertificates,
  ingressCaIsComplete,
  ingressCertificatesAreUnique,
  ingressCertificatesHaveNames,
  ingressCertificatesSuitBrowsers,
} from './ingress.ts';
import { deniedModulesAreNotNeeded, optionsAreOfAllowedModules } from './kernel-modules.ts';
import { bindPortFitsProvider, fieldsAreKnownToKubeadm, kubeletFlagsAreFree } from './kubeadm-fields.ts';
import {
  componentKindIsOurs,
  kernelDefaultsAreKept,
  servingRequestsNeedApproval,
  swapNeedsConsent,
} from './kubelet.ts';
import { familiesMatch, subnetsDoNotOverlap, subnetsHoldNoHost } from './networks.ts';
import { patchesAreUsable } from './patches.ts';
import { pathsAreLiteral } from './paths.ts';
import { componentPortsAreUnique, nodePortsSpareComponents } from './ports-clash.ts';
import { preflightChecksAreNamed } from './preflight.ts';
import { imagesHaveProxy, noProxyHasProxy, proxyIsNotBypassed } from './proxy.ts';
import { flagsExist } from './removed-flags.ts';
import { sysctlsAreSetOnce } from './sysctls.ts';
import {
  clocksHaveOneOrigin,
  slewNeedsChrony,
  timeServersAreGiven,
  timeServersServe,
  timeSettingsHaveAProvider,
  timeWaitIsBounded,
} from './time-sync.ts';
import { versionIsKnown } from './version.ts';
import { etcdIsReadyFor36, moveIsOneMinor } from './version-skew.ts';

/** Every semantic rule. A new one is a function in this directory and a line here. */
export const rules: readonly Rule[] = [
  hostsAreUnique,
  controlPlaneCount,
  internalAddressIsKnown,
  bastionHasAddress,
  homeIsKnown,
  taintsAreUnique,
  groupsExist,
  groupsAreUsed,
  versionIsKnown,
  moveIsOneMinor,
  etcdIsReadyFor36,
  flagsExist,
  featureGatesExist,
  kubeadmGatesExist,
  runtimeIsNotDockershim,
  runtimeIsContainerd,
  pathsAreLiteral,
  cgroupV1IsConsidered,
  componentPortsAreUnique,
  nodePortsSpareComponents,
  endpointFitsProvider,
  endpointIsNotInHosts,
  subnetsDoNotOverlap,
  subnetsHoldNoHost,
  familiesMatch,
  dualStackIsPossible,
  portRangeIsOrdered,
  portRangeSparesListeners,
  portSysctlsHaveOneOwner,
  deniedModulesAreNotNeeded,
  optionsAreOfAllowedModules,
  timeServersAreGiven,
  slewNeedsChrony,
  timeServersServe,
  clocksHaveOneOrigin,
  timeWaitIsBounded,
  timeSettingsHaveAProvider,
  proxyIsNotBypassed,
  noProxyHasProxy,
  imagesHaveProxy,
  swapNeedsConsent,
  kernelDefaultsAreKept,
  servingRequestsNeedApproval,
  componentKindIsOurs,
  componentConfigFits,
  kubeletAgreesWithKubeadm,
  clusterCidrIsPodSubnet,
  valuesAreUnambiguous,
  repeatedFlagsNeedV1beta4,
  fieldsAreKnownToKubeadm,
  kubeletFlagsAreFree,
  bindPortFitsProvider,
  sysctlsAreSetOnce,
  patchesAreUsable,
  volumeNamesAreUnique,
  preflightChecksAreNamed,
  addonNamesAreUnique,
  manifestsAreReadable,
  ingressCertificatesAreUnique,
  ingressCertificatesHaveNames,
  ingressCaIsComplete,
  ingressCertificatesSuitBrowsers,
  generatedCaCoversCertificates,
];

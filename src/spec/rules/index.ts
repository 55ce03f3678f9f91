import { addonNamesAreUnique, manifestsAreReadable } from './addons.ts';
import { valuesAreUnambiguous } from './ambiguous-text.ts';
import { extraEnvsNeedV1beta4, repeatedFlagsNeedV1beta4, volumeNamesAreUnique } from './components.ts';
import type { Rule } from './context.ts';
import { controlPlaneCount } from './control-planes.ts';
import { endpointFitsProvider, endpointIsNotInHosts } from './endpoint.ts';
import { portRangeIsOrdered, portRangeSparesListeners, portSysctlsHaveOneOwner } from './ephemeral-ports.ts';
import { groupsAreUsed, groupsExist } from './groups.ts';
import { absentHosts, bastionHasAddress, internalAddressIsKnown, taintsAreUnique } from './host-settings.ts';
import { hostsAreUnique } from './hosts-unique.ts';
import { componentKindIsOurs, swapNeedsConsent } from './kubelet.ts';
import { familiesMatch, subnetsDoNotOverlap, subnetsHoldNoHost } from './networks.ts';
import { preflightChecksAreNamed } from './preflight.ts';
import { versionIsKnown } from './version.ts';

/** Every semantic rule. A new one is a function in this directory and a line here. */
export const rules: readonly Rule[] = [
  hostsAreUnique,
  controlPlaneCount,
  absentHosts,
  internalAddressIsKnown,
  bastionHasAddress,
  taintsAreUnique,
  groupsExist,
  groupsAreUsed,
  versionIsKnown,
  endpointFitsProvider,
  endpointIsNotInHosts,
  subnetsDoNotOverlap,
  subnetsHoldNoHost,
  familiesMatch,
  portRangeIsOrdered,
  portRangeSparesListeners,
  portSysctlsHaveOneOwner,
  swapNeedsConsent,
  componentKindIsOurs,
  valuesAreUnambiguous,
  repeatedFlagsNeedV1beta4,
  extraEnvsNeedV1beta4,
  volumeNamesAreUnique,
  preflightChecksAreNamed,
  addonNamesAreUnique,
  manifestsAreReadable,
];

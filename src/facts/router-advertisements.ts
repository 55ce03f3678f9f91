import { sh } from '../shell/sh.ts';
import { sysctlKey } from '../values/sysctl-key.ts';
import { type Fact, rows } from './fact.ts';

/** An interface on which the kernel itself follows router advertisements, as its routes show. */
export interface AdvertisedInterface {
  readonly name: string;
  /** `net.ipv6.conf.NAME.accept_ra`: `1`, not where the host forwards; `2`, always. */
  readonly acceptRa: string;
}

/** Makes the key of an interface, whose name may have dots. */
export function acceptRaKey(name: string): string {
  return sysctlKey(`net/ipv6/conf/${name}/accept_ra`);
}

/**
 * Interfaces with routes from router advertisements: those marked so, and networks that expire. Where accept_ra is 0,
 * systemd-networkd or NetworkManager follows the advertisements, whatever the kernel does: those are left out.
 */
export const routerAdvertisements: Fact<readonly AdvertisedInterface[]> = {
  name: 'router_advertisements',
  snippet: () => sh`[ ! -e /proc/net/if_inet6 ] || ip -6 -o route show 2>/dev/null |
  awk 'NR > 5000 { exit } / proto ra( |$)| proto kernel .*expires/ { for (i = 1; i < NF; i++) if ($i == "dev" && !seen[$(i + 1)]++) {
    if ((getline value <("/proc/sys/net/ipv6/conf/" $(i + 1) "/accept_ra")) > 0) print $(i + 1), value
  } }'`,
  parse: (output) =>
    rows(output).flatMap((row) => {
      const [name = '', acceptRa = ''] = row.split(' ');
      return acceptRa === '1' || acceptRa === '2' ? [{ name, acceptRa }] : [];
    }),
  bare: [],
};

/**
 * Units of the programs that set a host's clock, under every name that distributions give them: chrony (chronyd.service
 * upstream and on RHEL and SUSE, chrony.service on Debian), systemd's own, ntp and ntpsec (Debian), ntpd (ntp on RHEL
 * and SUSE), openntpd. Two of them at once work against each other.
 */
export const TIME_CLIENTS = [
  'chrony.service',
  'chronyd.service',
  'systemd-timesyncd.service',
  'ntp.service',
  'ntpsec.service',
  'ntpd.service',
  'openntpd.service',
] as const;

export const TIMESYNCD = 'systemd-timesyncd.service';

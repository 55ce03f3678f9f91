/** What differs between distributions, as far as node preparation minds. A new family is a row here. */
export interface OsFamily {
  readonly name: 'amazon' | 'arch' | 'debian' | 'fedora' | 'rhel' | 'suse' | 'ubuntu';
  /** `ID`s of os-release(5). */
  readonly ids: readonly string[];
  /** Packages that carry the kernel's modules, the likelier first; `$KERNEL` stands for `uname -r`. */
  readonly modulePackages: readonly string[];
  /** Where its chrony package puts things. */
  readonly chrony: Chrony;
}

export interface Chrony {
  readonly unit: string;
  readonly configFile: string;
  readonly driftFile: string;
}

/** debian/chrony.service, debian/chrony.conf of the chrony source package. */
const CHRONY_OF_DEBIAN: Chrony = {
  unit: 'chrony.service',
  configFile: '/etc/chrony/chrony.conf',
  driftFile: '/var/lib/chrony/chrony.drift',
};

/** chrony's own examples/chronyd.service and chrony.conf.example, which the others ship. */
const CHRONY_AS_UPSTREAM: Chrony = {
  unit: 'chronyd.service',
  configFile: '/etc/chrony.conf',
  driftFile: '/var/lib/chrony/drift',
};

/**
 * Module packages: Debian and Ubuntu name them by release (packages.debian.org linux-image-*, packages.ubuntu.com
 * linux-modules-extra-*); kernel.spec of Fedora and RHEL splits modules into kernel-modules-core, kernel-modules and
 * kernel-modules-extra (-core since RHEL 9.2); kernel-binary.spec of SUSE: kernel-default, with the unsupported ones
 * in kernel-default-extra; Amazon Linux 2023 keeps ip_vs and others in kernel-modules-extra.
 */
const FAMILIES: readonly OsFamily[] = [
  {
    name: 'debian',
    ids: ['debian', 'raspbian', 'devuan'],
    modulePackages: ['linux-image-$KERNEL'],
    chrony: CHRONY_OF_DEBIAN,
  },
  {
    name: 'ubuntu',
    ids: ['ubuntu', 'linuxmint', 'pop'],
    modulePackages: ['linux-modules-extra-$KERNEL', 'linux-modules-$KERNEL'],
    chrony: CHRONY_OF_DEBIAN,
  },
  {
    name: 'rhel',
    ids: ['rhel', 'centos', 'rocky', 'almalinux', 'ol'],
    modulePackages: ['kernel-modules-core-$KERNEL', 'kernel-modules-$KERNEL', 'kernel-modules-extra-$KERNEL'],
    chrony: CHRONY_AS_UPSTREAM,
  },
  {
    name: 'fedora',
    ids: ['fedora'],
    modulePackages: ['kernel-modules-core-$KERNEL', 'kernel-modules-$KERNEL', 'kernel-modules-extra-$KERNEL'],
    chrony: CHRONY_AS_UPSTREAM,
  },
  {
    name: 'amazon',
    ids: ['amzn'],
    modulePackages: ['kernel-modules-extra'],
    chrony: CHRONY_AS_UPSTREAM,
  },
  {
    name: 'suse',
    ids: ['sles', 'sles_sap', 'opensuse-leap', 'opensuse-tumbleweed', 'sle-micro', 'opensuse-microos'],
    modulePackages: ['kernel-default', 'kernel-default-extra'],
    chrony: CHRONY_AS_UPSTREAM,
  },
  {
    name: 'arch',
    ids: ['arch', 'archarm', 'manjaro'],
    modulePackages: ['linux'],
    chrony: CHRONY_AS_UPSTREAM,
  },
];

/** The family of a host by its fact `os` (`debian 12`: ID and VERSION_ID of os-release); undefined: one we do not know. */
export function family(os: string): OsFamily | undefined {
  const [id = ''] = os.split(' ');
  return FAMILIES.find(({ ids }) => ids.includes(id));
}

/** The packages that may carry a module of a kernel (`uname -r`), as text for people. */
export function modulePackages(os: string, kernel: string): string {
  const packages = family(os)?.modulePackages ?? ["the kernel's packages with modules"];
  return packages.map((name) => name.replace('$KERNEL', kernel || '$(uname -r)')).join(', ');
}

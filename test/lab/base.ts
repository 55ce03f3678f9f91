import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { built, contentsOf, keyOf } from './cache.ts';
import { labSources } from './paths.ts';
import { run } from './shell.ts';

const packages =
  `systemd-sysv dbus openssh-server chrony kmod procps iproute2 iptables ipvsadm ipset conntrack ethtool socat ebtables
  containerd runc containernetworking-plugins sudo ca-certificates curl etcd-client openssl util-linux iputils-ping
  netbase less`.split(/\s+/);

// Left in the base's /var/cache, for the images: a server that must not be installed on the hosts, and a small shell.
const packagesForImages = ['etcd-server', 'busybox-static'];

// What only costs time in a container, would touch the machine's console, or would run at odd moments.
const maskedUnits = `getty@.service console-getty.service container-getty@.service systemd-networkd.service
  systemd-resolved.service systemd-logind.service systemd-binfmt.service systemd-update-utmp.service
  e2scrub_all.timer e2scrub_reap.service apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer
  fstrim.timer systemd-tmpfiles-clean.timer`.split(/\s+/);

/** The root file system that all hosts stand on, built from the archive that this machine's apt uses. */
export async function baseRoot(onProgress: (line: string) => void): Promise<string> {
  const recipe = await contentsOf([join(labSources, 'files/base'), join(labSources, 'base.ts')]);
  const directory = await built('base', keyOf(recipe), async (partial) => {
    onProgress('building the base root file system (once, about a minute)');
    const root = join(partial, 'rootfs');
    await bootstrap(root);
    await configure(root);
  });
  return join(directory, 'rootfs');
}

async function bootstrap(root: string): Promise<void> {
  const { distribution, suite } = await system();
  const keyring = `/usr/share/keyrings/${distribution.toLowerCase()}-archive-keyring.gpg`;
  const format = `deb [signed-by=${keyring}] $(SITE) $(RELEASE) $(COMPONENT)`;
  const listed =
    await run`apt-get indextargets --format ${format} ${'Created-By: Packages'} ${`Origin: ${distribution}`}`;
  const sources = [...new Set(listed.lines())];
  if (sources.length === 0) {
    throw new Error(
      `the lab's base: apt knows no ${distribution} archive here; run "apt-get update" and try again`,
    );
  }
  const download = `chroot "$1" sh -c "cd /var/cache && apt-get download ${packagesForImages.join(' ')}"`;
  const exclude = ['man', 'doc', 'locale', 'info'].map(
    (name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`,
  );
  const options = [...exclude, `--include=${packages.join(',')}`, `--customize-hook=${download}`];
  await run({
    input: `${sources.join('\n')}\n`,
  })`mmdebstrap --quiet --variant=minbase --mode=root ${options} ${suite} ${root} -`;
}

async function configure(root: string): Promise<void> {
  await run`cp -r --no-preserve=ownership ${join(labSources, 'files/base')}/. ${root}/`;
  await run`chmod -R go-w ${join(root, 'etc/sudoers.d')} ${join(root, 'etc/systemd/system')} ${join(root, 'usr/local/lib/lab')}`;
  // Every host gets its own.
  await run`rm -f ${root}/var/lib/dbus/machine-id ${await hostKeys(root)}`;
  await run`chroot ${root} useradd --create-home --shell /bin/bash ops`;
  await run`chroot ${root} systemctl --quiet mask ${maskedUnits}`;
  await run`chroot ${root} systemctl --quiet disable chrony containerd`;
  await run`chroot ${root} systemctl --quiet enable lab-host`;
  // Where modprobe and lsmod look; the kernel is the machine's.
  await run`mkdir -p ${root}/lib/modules`;
}

async function hostKeys(root: string): Promise<string[]> {
  return (await run`find ${root}/etc/ssh -name ssh_host_*`).lines();
}

async function system(): Promise<{ distribution: string; suite: string }> {
  const release = await readFile('/etc/os-release', 'utf8');
  const value = (key: string) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? '';
  const id = value('ID');
  return { distribution: id.charAt(0).toUpperCase() + id.slice(1), suite: value('VERSION_CODENAME') };
}

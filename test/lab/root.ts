import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentsOf, keyOf } from './cache.ts';
import { labSources } from './paths.ts';
import { run } from './shell.ts';

/** What a kind of host has beside what every host has. */
export interface RootRecipe {
  packages: string[];
  /** Packages that are left in /var/cache, not installed. */
  downloads: string[];
  /** The directories of files/ whose contents go on top. */
  files: string[];
  maskedUnits: string[];
  disabledUnits: string[];
  enabledUnits: string[];
}

const packages =
  `systemd-sysv dbus openssh-server chrony kmod procps iproute2 iptables ipvsadm ipset conntrack ethtool socat ebtables
  containerd runc containernetworking-plugins sudo ca-certificates curl etcd-client openssl util-linux iputils-ping
  netbase less`.split(/\s+/);

// What only costs time, or would run at odd moments.
const maskedUnits = `getty@.service console-getty.service systemd-networkd.service systemd-resolved.service
  systemd-binfmt.service systemd-update-utmp.service e2scrub_all.timer e2scrub_reap.service apt-daily.timer
  apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer systemd-tmpfiles-clean.timer`.split(/\s+/);

/** A key for a cached root file system: changes with all it is made from, apart from the archive. */
export async function rootKey(recipe: RootRecipe): Promise<string> {
  const sources = ['root.ts', ...filesOf(recipe)].map((path) => join(labSources, path));
  return keyOf([JSON.stringify(recipe), ...(await contentsOf(sources))]);
}

/** Builds a root file system from the archive that this machine's apt uses. */
export async function buildRoot(root: string, recipe: RootRecipe): Promise<void> {
  await bootstrap(root, recipe);
  for (const files of filesOf(recipe))
    await run`cp -r --no-preserve=ownership ${join(labSources, files)}/. ${root}/`;
  await run`chmod -R go-w ${join(root, 'etc/sudoers.d')} ${join(root, 'etc/systemd/system')} ${join(root, 'usr/local/lib/lab')}`;
  // Every host gets its own.
  await run`rm -f ${root}/var/lib/dbus/machine-id ${await hostKeys(root)}`;
  await run`chroot ${root} useradd --uid ${opsUser} --create-home --shell /bin/bash ops`;
  await run`chroot ${root} systemctl --quiet mask ${[...maskedUnits, ...recipe.maskedUnits]}`;
  await run`chroot ${root} systemctl --quiet disable chrony containerd ${recipe.disabledUnits}`;
  await run`chroot ${root} systemctl --quiet enable lab-host ${recipe.enabledUnits}`;
}

/** The user and group ID of the user `ops`. */
export const opsUser = '1000';

function filesOf(recipe: RootRecipe): string[] {
  return ['files/host', ...recipe.files];
}

async function bootstrap(root: string, recipe: RootRecipe): Promise<void> {
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
  const download = `chroot "$1" sh -c "cd /var/cache && apt-get download ${recipe.downloads.join(' ')}"`;
  const exclude = ['man', 'doc', 'locale', 'info'].map(
    (name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`,
  );
  const include = [...packages, ...recipe.packages].join(',');
  const options = [...exclude, `--include=${include}`, `--customize-hook=${download}`];
  await run({
    input: `${sources.join('\n')}\n`,
  })`mmdebstrap --quiet --variant=minbase --mode=root ${options} ${suite} ${root} -`;
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

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { built, contentsOf, identityOf, keyOf } from './cache.ts';
import { writeArchive } from './images.ts';
import { kubeImages, pauseImage } from './kube-images.ts';
import { kubeDirectory, labSources } from './paths.ts';
import { run } from './shell.ts';

/** What makes a base host a Kubernetes host. */
export interface KubeLayer {
  /** An overlay layer over the base: kubelet, kubeadm, kubectl, crictl, units, containerd's configuration. */
  layer: string;
  /** A containerd root with all images imported and unpacked. */
  containerd: string;
}

const installed = ['kubeadm', 'kubelet', 'kubectl'];
const inImages = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'];

/** Builds the Kubernetes layer over `base` if it is not in the cache. */
export async function kubeLayer(base: string, onProgress: (line: string) => void): Promise<KubeLayer> {
  const source = kubeDirectory();
  if (!source)
    throw new Error(
      'no Kubernetes binaries: set KUBESTRAP_LAB_KUBE to a directory with kubeadm or kubeadm.xz',
    );
  const files = (await readdir(source)).filter((name) =>
    [...installed, ...inImages].includes(name.replace(/\.xz$/, '')),
  );
  const recipe = ['files/kube', 'files/images', 'images.ts', 'kube-images.ts', 'kube-layer.ts'];
  const key = keyOf([
    base,
    String(await withholdsResourceCapability()),
    ...(await Promise.all(files.map((name) => identityOf(join(source, name))))),
    ...(await contentsOf(recipe.map((name) => join(labSources, name)))),
  ]);
  const directory = await built('kube', key, async (partial) => {
    onProgress('building the Kubernetes layer and its images (once, about half a minute)');
    const binaries = join(partial, 'binaries');
    await run`mkdir -p ${binaries}`;
    await Promise.all([...installed, ...inImages].map((name) => unpack(source, name, binaries)));
    const version = (await run`${join(binaries, 'kubeadm')} version -o short`).stdout.trim();
    onProgress(`Kubernetes ${version}`);
    await writeLayer(join(partial, 'layer'), binaries, version);
    await importImages(partial, binaries, version, base);
    await run`rm -rf ${binaries}`;
  });
  return { layer: join(directory, 'layer'), containerd: join(directory, 'containerd') };
}

async function unpack(source: string, name: string, binaries: string): Promise<void> {
  const target = join(binaries, name);
  await run`if [ -e ${join(source, name)} ]; then cp ${join(source, name)} ${target}; else xz -dc ${join(source, `${name}.xz`)} > ${target}; fi; chmod 755 ${target}`;
}

async function writeLayer(layer: string, binaries: string, version: string): Promise<void> {
  await run`mkdir -p ${layer}/usr/bin ${layer}/etc/systemd/system/multi-user.target.wants`;
  await run`cp -r --no-preserve=ownership ${join(labSources, 'files/kube')}/. ${layer}/`;
  await run`chmod -R go-w ${layer}`;
  for (const name of installed) await run`mv ${join(binaries, name)} ${layer}/usr/bin/`;
  for (const unit of ['kubelet', 'containerd', 'lab-routes']) {
    await run`ln -s /lib/systemd/system/${unit}.service ${layer}/etc/systemd/system/multi-user.target.wants/${unit}.service`;
  }
  const config = join(layer, 'etc/containerd/config.toml');
  const text = (await readFile(config, 'utf8'))
    .replace('@SANDBOX_IMAGE@', pauseImage(version))
    .replace('@RESTRICT_OOM_SCORE_ADJ@', String(await withholdsResourceCapability()));
  await writeFile(config, text);
}

/** Imports the images with the hosts' own containerd, so that every host starts with them unpacked. */
async function importImages(partial: string, binaries: string, version: string, base: string): Promise<void> {
  const scratch = join(partial, 'images');
  await run`mkdir -p ${scratch} ${join(partial, 'containerd')}`;
  const archive = join(scratch, 'all.tar');
  await writeArchive(await kubeImages(version, binaries, base), scratch, archive);
  // A throw-away root over the base, all in a mount namespace of its own: nothing to unmount when it fails.
  const script = `
    set -eu
    base=$1 partial=$2
    mkdir -p "$partial/upper" "$partial/work" "$partial/root"
    mount -t overlay overlay -o "lowerdir=$base,upperdir=$partial/upper,workdir=$partial/work" "$partial/root"
    mount -t proc proc "$partial/root/proc"
    mkdir -p "$partial/root/lab/store" "$partial/root/lab/images" "$partial/root/lab/run"
    mount --bind "$partial/containerd" "$partial/root/lab/store"
    mount --bind "$partial/images" "$partial/root/lab/images"
    mount -t tmpfs tmpfs "$partial/root/lab/run"
    printf 'version = 2\\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\\n' > "$partial/root/lab/run/config.toml"
    socket=/lab/run/containerd.sock
    chroot "$partial/root" containerd --config /lab/run/config.toml --address $socket --root /lab/store --state /lab/run/state >"$partial/import.log" 2>&1 &
    for try in $(seq 100); do [ -S "$partial/root$socket" ] && break; sleep 0.1; done
    chroot "$partial/root" ctr --address $socket --namespace k8s.io images import --digests=false /lab/images/all.tar >>"$partial/import.log" 2>&1 ||
      { tail -20 "$partial/import.log" >&2; kill $!; exit 1; }
    kill $!
    wait $! || :`;
  await run`unshare --mount --pid --fork --kill-child sh -c ${script} import ${base} ${partial}`;
  await run`rm -rf ${scratch} ${partial}/upper ${partial}/work ${partial}/root`;
}

/** CAP_SYS_RESOURCE is bit 24 of the bounding set. */
async function withholdsResourceCapability(): Promise<boolean> {
  const status = await readFile('/proc/self/status', 'utf8');
  const bounding = /^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0';
  return ((BigInt(`0x${bounding}`) >> 24n) & 1n) === 0n;
}

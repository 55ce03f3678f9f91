import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compile, copyPrograms, type Image } from './images.ts';
import { labSources } from './paths.ts';
import { run } from './shell.ts';

/** The tags that a Kubernetes version's kubeadm asks for beside its own components; others: add a row. */
const companions: Record<string, { pause: string; etcd: string; coredns: string }> = {
  'v1.20': { pause: '3.2', etcd: '3.4.13-0', coredns: '1.7.0' },
};

const registry = 'k8s.gcr.io';

export function pauseImage(version: string): string {
  return `${registry}/pause:${companionsOf(version).pause}`;
}

function companionsOf(version: string): { pause: string; etcd: string; coredns: string } {
  const row = companions[version.split('.').slice(0, 2).join('.')];
  if (!row) {
    throw new Error(
      `the lab does not know which pause, etcd and coredns images Kubernetes ${version} wants: add a row to kube-images.ts`,
    );
  }
  return row;
}

/**
 * The images that kubeadm wants, made of the given Kubernetes binaries and of Debian's etcd, iptables and friends in
 * `base`, and `lab.local/hello:1`, a shell that serves a page on port 8080.
 */
export async function kubeImages(version: string, binaries: string, base: string): Promise<Image[]> {
  const tags = companionsOf(version);
  const component = (name: string): Image => ({
    tag: `${registry}/${name}:${version}`,
    fill: async (root) => {
      await run`mkdir -p ${root}/usr/local/bin`;
      await run`cp ${join(binaries, name)} ${root}/usr/local/bin/`;
    },
  });
  const compiled = (name: string, tag: string): Image => ({
    tag: `${registry}/${name}:${tag}`,
    entrypoint: [`/${name}`],
    fill: (root) => compile(join(labSources, 'files/images', `${name}.c`), join(root, name)),
  });
  return [
    component('kube-apiserver'),
    component('kube-controller-manager'),
    component('kube-scheduler'),
    { ...component('kube-proxy'), fill: (root) => fillKubeProxy(root, binaries, base) },
    compiled('pause', tags.pause),
    compiled('coredns', tags.coredns),
    { tag: `${registry}/etcd:${tags.etcd}`, fill: (root) => fillEtcd(root, base) },
    {
      tag: 'lab.local/hello:1',
      entrypoint: ['/bin/sh', '-c', 'hostname > /www/index.html; exec httpd -f -p 8080 -h /www'],
      fill: async (root) => {
        await run`mkdir -p ${root}/www`;
        await addShell(root, base);
      },
    },
  ];
}

// Without its iptables modules it crash-loops, without /etc/protocols its ipset entries fail.
async function fillKubeProxy(root: string, binaries: string, base: string): Promise<void> {
  const programs = ['conntrack', 'ipset'].map((name) => `/usr/sbin/${name}`).concat('/usr/bin/kmod');
  const iptables = '/usr/sbin/xtables-nft-multi';
  const modules = (await run`chroot ${base} find /usr/lib -path ${'*/xtables/*.so'}`).lines();
  await copyPrograms(base, root, [...programs, iptables, ...modules], ['/etc/protocols', '/etc/services']);
  for (const family of ['iptables', 'ip6tables']) {
    for (const suffix of ['', '-save', '-restore'])
      await run`ln -s xtables-nft-multi ${root}/usr/sbin/${family}${suffix}`;
  }
  for (const name of ['modprobe', 'lsmod']) await run`ln -s ../bin/kmod ${root}/usr/sbin/${name}`;
  await run`mkdir -p ${root}/usr/local/bin ${root}/run`;
  await run`cp ${join(binaries, 'kube-proxy')} ${root}/usr/local/bin/`;
}

async function fillEtcd(root: string, base: string): Promise<void> {
  const unpacked = `${root}.etcd`;
  await run`dpkg-deb --extract ${await cached(base, 'etcd-server_')} ${unpacked}`;
  await run`mkdir -p ${root}/usr/local/bin`;
  await copyPrograms(base, root, ['/usr/bin/etcdctl']); // with the libc that etcd needs as well
  await run`cp ${unpacked}/usr/bin/etcd ${root}/usr/local/bin/etcd`;
  await run`rm -rf ${unpacked}`;
  await addShell(root, base);
}

async function addShell(root: string, base: string): Promise<void> {
  const unpacked = `${root}.busybox`;
  await run`dpkg-deb --extract ${await cached(base, 'busybox-static_')} ${unpacked}`;
  await run`mkdir -p ${root}/bin`;
  await run`cp ${unpacked}/bin/busybox ${root}/bin/busybox`;
  const applets = (await run`${root}/bin/busybox --list`).lines().filter((applet) => applet !== 'busybox');
  await run`cd ${root}/bin && for applet in ${applets}; do ln -s busybox $applet; done`;
  await run`rm -rf ${unpacked}`;
}

async function cached(base: string, start: string): Promise<string> {
  const directory = join(base, 'var/cache');
  const name = (await readdir(directory)).find((entry) => entry.startsWith(start));
  if (!name)
    throw new Error(`${directory} holds no ${start}*.deb: remove the lab's cache and build it again`);
  return join(directory, name);
}

import type { Script } from '../../shell/sh.ts';
import { certificates } from './certificates.ts';
import { containerd } from './containerd.ts';
import { disks } from './disks.ts';
import { fsync } from './fsync.ts';
import { hardware } from './hardware.ts';
import { kubelet } from './kubelet.ts';
import { leftovers } from './leftovers.ts';
import { links } from './links.ts';
import { names } from './names.ts';
import { paths } from './paths.ts';
import { type About, type ProbeOutput, probeSection, readProbe } from './probe.ts';
import { settings } from './settings.ts';
import { sockets } from './sockets.ts';

/** Every probe, in the order they are asked: a new one is a file beside these and a line here and below. */
const PROBES = [
  sockets,
  hardware,
  disks,
  names,
  links,
  paths,
  certificates,
  kubelet,
  containerd,
  leftovers,
  settings,
] as const;

/** The sections of the script that ask all probes on one host; those that measure last. */
export function probeScripts(about: About, { disk }: { readonly disk: boolean }): Script[] {
  return [
    ...PROBES.map((probe) => probeSection<unknown>(probe, about)),
    ...(disk ? [probeSection(fsync, about)] : []),
  ];
}

/** The answers, from what the script printed. */
export function readProbes(output: ProbeOutput) {
  return {
    sockets: readProbe(sockets, output),
    hardware: readProbe(hardware, output),
    disks: readProbe(disks, output),
    names: readProbe(names, output),
    links: readProbe(links, output),
    paths: readProbe(paths, output),
    certificates: readProbe(certificates, output),
    kubelet: readProbe(kubelet, output),
    containerd: readProbe(containerd, output),
    leftovers: readProbe(leftovers, output),
    settings: readProbe(settings, output),
    fsync: readProbe(fsync, output),
  };
}

export type Probes = ReturnType<typeof readProbes>;

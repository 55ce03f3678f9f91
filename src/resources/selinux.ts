import type { HostFacts } from '../facts/types.ts';
import { expectFile, putFile } from '../shell/functions/files.ts';
import { fail } from '../shell/functions/frames.ts';
import { selinuxSet } from '../shell/functions/names.ts';
import { lines, type Script, sh } from '../shell/sh.ts';
import type { Planned, Remover, Resource } from './resource.ts';

export const SELINUX_CONFIG = '/etc/selinux/config';

const MODE_LINE = /^(SELINUX=[ \t]*)(enforcing|permissive|disabled)?/im;

export type BootMode = 'enforcing' | 'permissive' | 'disabled';

/** The mode at boot: the first line that libselinux (selinux_getenforcemode) takes; null: the file names none. */
export function bootMode(config: string): BootMode | null {
  const word = /^SELINUX=[ \t]*(enforcing|permissive|disabled)/im.exec(config)?.[1]?.toLowerCase();
  return word === 'enforcing' || word === 'permissive' || word === 'disabled' ? word : null;
}

/** The file with another mode at boot, every other line as it was. */
export function withBootMode(config: string, mode: BootMode): string {
  if (bootMode(config) !== null)
    return config.replace(/^(SELINUX=[ \t]*)(enforcing|permissive|disabled)/im, `$1${mode}`);
  if (MODE_LINE.test(config)) return config.replace(/^SELINUX=.*$/im, `SELINUX=${mode}`);
  return `${config}${config === '' || config.endsWith('\n') ? '' : '\n'}SELINUX=${mode}\n`;
}

/**
 * SELinux's mode, now and at boot. A kernel that was booted without it takes one only with the next boot, which is
 * never ours to make.
 */
export function selinux(mode: 'enforcing' | 'permissive'): Resource {
  return {
    id: 'selinux mode',
    value: mode,
    original: (facts) => JSON.stringify([facts.security.selinux, configured(facts)]),
    plan: (facts) => change(facts, mode, mode, REASONS[mode]),
  };
}

const REASONS = {
  enforcing: 'SELinux keeps containers apart from the host',
  permissive: 'SELinux says what it would deny, and denies nothing',
};

/** Back to the modes before kubestrap, of the running kernel and of the next boot. */
export const removeSelinux: Remover = (_name, { original }, facts) => {
  const [live, boot]: unknown[] = original === null ? [] : JSON.parse(original);
  const isLive = live === 'enforcing' || live === 'permissive';
  const isBoot = boot === 'enforcing' || boot === 'permissive' || boot === 'disabled';
  const reason = 'no longer in the spec: back to the mode before kubestrap';
  return change(facts, isLive ? live : null, isBoot ? boot : null, reason);
};

function configured({ files }: HostFacts): BootMode | null {
  return bootMode(files.get(SELINUX_CONFIG)?.content ?? '');
}

/** Does the system have SELinux, on or off? */
export function hasSelinux({ security, files }: HostFacts): boolean {
  return security.selinux !== 'disabled' || files.get(SELINUX_CONFIG)?.type === 'file';
}

/** Null for a mode: it is left as it is. */
function change(
  facts: HostFacts,
  live: 'enforcing' | 'permissive' | null,
  boot: BootMode | null,
  reason: string,
): Planned | null {
  const is = { live: facts.security.selinux, boot: configured(facts) };
  const hasFile = facts.files.get(SELINUX_CONFIG)?.type === 'file';
  if (!hasSelinux(facts)) return null;
  const setLive = live !== null && is.live !== 'disabled' && is.live !== live;
  // without the file there is no boot that loads a policy
  const setBoot = boot !== null && hasFile && is.boot !== boot;
  const overruled = overrule(facts, boot);
  const before = `${is.live} now, ${is.boot ?? 'not set'} at boot`;
  if (!setLive && !setBoot) {
    if (overruled !== null) return noted(before, boot, overruled);
    const waits = live !== null && is.live === 'disabled';
    return waits ? noted(before, boot, 'the kernel was booted without SELinux: reboot the host') : null;
  }
  const reboots = setBoot && is.live === 'disabled' && boot !== 'disabled';
  const after = [
    ...(live === null || is.live === 'disabled' ? [] : [`${live} now`]),
    ...(boot === null ? [] : [`${boot} at boot`]),
    ...(reboots ? ['files labelled then (/.autorelabel)'] : []),
  ];
  return {
    change: {
      action: 'update',
      before,
      after: after.join(', '),
      reason: [
        reason,
        ...(reboots ? ['it comes after a reboot, which is yours to make'] : []),
        ...(overruled ?? []),
      ].join('; '),
      disruption: reboots ? 'reboot' : 'none',
    },
    script: lines([
      ...(setBoot && boot !== null ? [rewrite(facts, boot)] : []),
      // what was written without SELinux has no label, and an enforcing boot without labels may hang
      ...(reboots ? [sh`: >/.autorelabel`] : []),
      ...(setLive ? [selinuxSet(live)] : []),
    ]),
  };
}

/** selinux(8), kernel parameters: they win over the file. */
function overrule({ security }: HostFacts, boot: BootMode | null): readonly string[] | null {
  const lost = security.bootParameters.filter(
    (word) =>
      (word === 'selinux=0' && boot !== 'disabled') || (word === 'enforcing=0' && boot === 'enforcing'),
  );
  return lost.length === 0
    ? null
    : [`the kernel's command line has ${lost.join(' ')}, which wins at boot: take it out of the boot loader`];
}

function noted(before: string, after: string | null, reason: string | readonly string[]): Planned {
  return {
    change: {
      action: 'update',
      before,
      after,
      reason: [reason].flat().join('; '),
      disruption: 'reboot',
    },
  };
}

function rewrite({ files }: HostFacts, boot: BootMode): Script {
  const is = files.get(SELINUX_CONFIG);
  if (is?.content === undefined || is.binary) {
    return fail(`${SELINUX_CONFIG} is not UTF-8 text: set SELINUX=${boot} by hand`);
  }
  return sh`${expectFile(SELINUX_CONFIG, is.sha256)}
${putFile(SELINUX_CONFIG, { mode: is.mode, owner: is.owner }, withBootMode(is.content, boot))}`;
}

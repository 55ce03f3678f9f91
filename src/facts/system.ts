import { sh } from '../shell/sh.ts';
import { type Fact, rows } from './fact.ts';

/** What a host's clock shows, in ms since the epoch, and how far off that reading may be. */
export interface HostTime {
  readonly ms: number;
  readonly uncertaintyMs: number;
}

/** Host time in ms since the epoch. First of all facts, so that the reading sits close to the first byte. */
export const clock: Fact<HostTime | null> = {
  name: 'clock',
  snippet: () => sh`date +%s.%N`,
  parse: (output) => {
    // busybox has no %N and prints it as it is: whole seconds are then all there is
    const seconds = Number.parseFloat(output);
    if (!Number.isFinite(seconds)) return null;
    const isWhole = !/^\d+\.\d/.test(output);
    return { ms: seconds * 1000 + (isWhole ? 500 : 0), uncertaintyMs: isWhole ? 500 : 0 };
  },
  bare: null,
};

export interface System {
  readonly uid: number;
  readonly hostname: string;
  readonly kernel: string;
  readonly os: string;
  readonly addresses: readonly string[];
}

export const system: Fact<System> = {
  name: 'system',
  snippet:
    () => sh`name= kernel=; read -r name </proc/sys/kernel/hostname; read -r kernel </proc/sys/kernel/osrelease
id -u; printf '%s\n' "$name" "$kernel"
( . /etc/os-release; printf '%s %s\n' "\${ID:-unknown}" "\${VERSION_ID:-}" ) || echo unknown
ip -o addr show scope global | while read -r _ _ _ cidr _; do printf '%s\n' "\${cidr%%/*}"; done`,
  parse: (output) => {
    const [uid = '', hostname = '', kernel = '', os = '', ...addresses] = rows(output);
    if (!/^\d+$/.test(uid)) throw new Error(`no user id in ${JSON.stringify(output.slice(0, 80))}`);
    return { uid: Number(uid), hostname, kernel, os: os.trim(), addresses };
  },
  bare: { uid: 0, hostname: '', kernel: '', os: '', addresses: [] },
};

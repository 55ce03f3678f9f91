import { RUNTIME } from '../../knowledge/runtimes.ts';
import { wholeLines } from '../../shell/functions/text.ts';
import { sh } from '../../shell/sh.ts';
import { type Probe, tagged } from './probe.ts';

export interface Containerd {
  /** Does something listen at the CRI socket? */
  readonly socket: boolean;
  /** The server's version; empty: it did not answer. */
  readonly version: string;
  /** What ctr(1) said instead. */
  readonly trouble: string;
  /** From its whole configuration, as it runs: plugins that are turned off. */
  readonly disabledPlugins: readonly string[];
  readonly systemdCgroup: boolean | undefined;
  readonly sandboxImage: string | undefined;
  /** State of the CRI plugin (`ok`, `error`, `skip`); empty: there is none, or nobody answers. */
  readonly cri: string;
}

/** containerd as it answers, and the lines of its configuration that Kubernetes cares for (the rest may hold secrets). */
export const containerd: Probe<Containerd> = {
  name: 'containerd',
  seconds: 20,
  snippet: ({ cluster }) => sh`socket=${cluster.criSocket.replace(/^unix:\/\//, '')}
[ ! -S "$socket" ] || echo socket
timeout 5 ctr -a "$socket" version 2>&1 | sed -n '/^Server:/,$s/^ *Version: */version /p; s/^ctr: */trouble /p' | head -n 2
timeout 5 ctr -a "$socket" plugins ls | sed -n 's/^io.containerd.\(grpc.v1\|cri.v1\) *\(cri\|runtime\) .* \([a-z][a-z]*\) *$/cri \3/p' | head -n 1
{ timeout 5 containerd config dump || ${wholeLines(RUNTIME.configFile)}; } | sed -n 's/^ *\(disabled_plugins\|SystemdCgroup\|sandbox_image\|sandbox\) *= */\1 /p'`,
  parse: (output) => {
    const rows = tagged(output);
    const text = (value: string | undefined) => value?.trim().replaceAll(/^["']|["']$/g, '');
    const cgroup = rows('SystemdCgroup').map((row) => row.trim());
    return {
      socket: rows('socket').length > 0,
      version: text(rows('version')[0]) ?? '',
      trouble: text(rows('trouble')[0]) ?? '',
      disabledPlugins: [...(rows('disabled_plugins')[0] ?? '').matchAll(/["']([^"']+)["']/g)].flatMap(
        ([, name]) => name ?? [],
      ),
      systemdCgroup: cgroup.length === 0 ? undefined : cgroup.includes('true'),
      sandboxImage: text(rows('sandbox_image')[0] ?? rows('sandbox')[0]),
      cri: rows('cri')[0]?.trim() ?? '',
    };
  },
};

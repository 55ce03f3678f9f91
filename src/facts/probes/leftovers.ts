import { MANIFESTS_DIRECTORY } from '../../knowledge/directories.ts';
import { lines, sh } from '../../shell/sh.ts';
import { type Leftovers as Listed, leftoversScript, parseLeftovers } from '../leftovers.ts';
import { type Probe, tagged } from './probe.ts';

export interface Leftovers {
  /** What `kubestrap reset` would take off the host, by kind: the same list. */
  readonly listed: Listed;
  /** Files in /etc/cni/net.d, whoever wrote them. */
  readonly cni: readonly string[];
  /** Files among the static Pods, whoever wrote them. */
  readonly manifests: readonly string[];
}

/** What an earlier cluster left, as a reset finds it, and files that are in the way whoever wrote them. */
export const leftovers: Probe<Leftovers> = {
  name: 'leftovers',
  seconds: 20,
  snippet: ({ cluster, host }) =>
    lines([
      sh`for file in /etc/cni/net.d/*.conf /etc/cni/net.d/*.conflist; do [ ! -e "$file" ] || echo "cni-file $file"; done
for file in ${MANIFESTS_DIRECTORY}/*; do [ ! -e "$file" ] || echo "manifest-file $file"; done`,
      leftoversScript(cluster, host),
    ]),
  parse: (output) => {
    const rows = tagged(output);
    const listed = output
      .split('\n')
      .filter((row) => !row.startsWith('cni-file ') && !row.startsWith('manifest-file '));
    return {
      listed: parseLeftovers(listed.join('\n')),
      cni: rows('cni-file'),
      manifests: rows('manifest-file'),
    };
  },
};

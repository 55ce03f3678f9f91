import { named } from '../../model/change-id.ts';
import { rewrites } from '../../node/boot-writers.ts';
import type { Check } from '../check.ts';

/** Other programs that write, at the next boot, what kubestrap wrote. */
export const bootWriters: Check = {
  name: 'boot-writers',
  title: "no program writes over /etc/hosts, the host's name or a sysctl of the spec at boot",
  look: ({ host, facts }, { cluster }) =>
    rewrites(cluster, host, facts).map(({ about, becomes, want, cause, remedy }) => ({
      severity: 'warning',
      message: cause,
      evidence: [`${named(about.kind, about.name).resource}: ${want} becomes ${becomes} at boot`],
      remedy,
    })),
};

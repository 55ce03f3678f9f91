import { kubeadmRefusals } from '../../node/kubeadm-checks.ts';
import { type Check, toFinding } from '../check.ts';

/** The plan reads the same: apply stops before its first change. */
export const preflight: Check = {
  name: 'preflight',
  title: "nothing is there that makes kubeadm's preflight refuse the host, beyond what other checks name",
  look: ({ host, facts, membership }, { cluster }) =>
    kubeadmRefusals({ cluster, host, facts, membership })
      .filter(({ doctor }) => doctor === undefined)
      .map(toFinding),
};

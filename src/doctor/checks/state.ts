import { foreignReasons } from '../../cluster/identity.ts';
import { STALE_SECONDS } from '../../ssh/channel-loop.ts';
import { APPLY, type Check, type Finding, known } from '../check.ts';

/** What kubestrap itself knows of the host, and whether it may go on there. */
export const state: Check = {
  name: 'state',
  title: "kubestrap's record is readable, of this cluster, and no run is unfinished",
  look: (subject, examination) => {
    const { host, facts, membership, probes, unread } = subject;
    const { lock, lockAge } = known(probes.settings);
    const isStale = lockAge === 'boot' || lockAge > STALE_SECONDS;
    const refusal = foreignReasons(examination.state).get(host.name);
    const findings: (Finding | false)[] = [
      ...[...unread].map(
        ([fact, why]): Finding => ({
          severity: fact === 'record' ? 'error' : 'unknown',
          message:
            fact === 'record'
              ? "kubestrap's record on the host cannot be read"
              : `the host's answer about "${fact}" makes no sense`,
          evidence: [why],
          remedy:
            fact === 'record'
              ? 'restore /var/lib/kubestrap/record.json, or move it away: a new one then takes what is there for the original'
              : 'see what is wrong on the host',
        }),
      ),
      refusal !== undefined && {
        severity: 'error',
        message: 'apply would refuse to touch this host',
        evidence: [refusal],
        remedy: 'the line says what to do',
      },
      membership === 'half-done' &&
        refusal === undefined && {
          severity: 'warning',
          message: 'kubeadm started here and did not finish',
          evidence: ['the log is in /var/lib/kubestrap/runs on the host'],
          remedy: `${APPLY}: it cleans up and tries again`,
        },
      membership === 'unregistered' && {
        severity: 'error',
        message: 'the cluster has no Node for this host, which is a member still: its Node was deleted',
        evidence: ['kubestrap did not remove it; a kubelet makes its Node only when it starts'],
        remedy: `${APPLY}: it restarts the kubelet, which registers the node again`,
      },
      membership === 'joining' && { severity: 'info', message: 'kubeadm runs here now' },
      facts.restarts.size > 0 && {
        severity: 'warning',
        message:
          'units run with a configuration that was replaced since: a run was cut off before it restarted them',
        evidence: [...facts.restarts],
        remedy: `${APPLY}: it restarts them`,
      },
      lock !== '' && {
        severity: 'info',
        message: isStale
          ? 'a run left its lock; the next apply takes it over'
          : 'a kubestrap is at work here',
        evidence: [
          `${lock} (last heard of ${lockAge === 'boot' ? 'before the host was started' : `${lockAge} s ago`})`,
        ],
      },
    ];
    return findings.filter((finding) => finding !== false);
  },
};

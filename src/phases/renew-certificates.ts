import { parseObject } from '../cluster/config-drift.ts';
import { kubeadmConfiguration } from '../cluster/kubeadm-configuration.ts';
import { hasJoined } from '../cluster/membership.ts';
import { RENEW, type Renewal } from '../cluster/renewal.ts';
import { controlPlanes, leader, type Reached, reached, type State, targeted } from '../cluster/state.ts';
import {
  apiServerUrl,
  awaitPods,
  knownPods,
  peerUrls,
  podList,
  restartPods,
  stopPods,
} from '../cluster/static-pods.ts';
import { clusterConfiguration } from '../documents/documents.ts';
import { certificatesDirectory, ETCD_MANIFEST } from '../knowledge/directories.ts';
import type { StaticPodName } from '../knowledge/renewable-certificates.ts';
import { versionFacts } from '../knowledge/versions.ts';
import { named } from '../model/change-id.ts';
import type { Version } from '../model/cluster.ts';
import { KNOWN_AFTER_APPLY } from '../model/plan.ts';
import type { Item, Step } from '../shell/emit.ts';
import { renewCertificate } from '../shell/functions/certificates.ts';
import { apiserversReady, podsDue } from '../shell/functions/static-pods.ts';
import { lines, type Script } from '../shell/sh.ts';
import { kubeletSteps } from './kubelet-certificate.ts';
import type { Phase, PhasePlan, Work } from './phase.ts';
import { refusals } from './renewal-refusals.ts';
import { rolling } from './rolling.ts';

/**
 * kubeadm's renewal, then the static Pods that read what was renewed: one control plane after the other, those whose
 * API server is down first. Where none answers at all there is nothing to keep up, and etcd may need all of its
 * members' new certificates at once: then all renew, and are waited for afterwards.
 */
export function renewCertificates(renewal: Renewal): Phase {
  return {
    name: RENEW,
    title: 'Renew certificates, one control plane at a time',
    timeoutMinutes: 20,
    mustFinish: true,
    plan: (state) => plan(state, renewal),
  };
}

function plan(state: State, renewal: Renewal): PhasePlan {
  const { survey } = renewal;
  const members = reached(state, controlPlanes(state)).filter(({ membership }) => hasJoined(membership));
  const mine = targeted(state, controlPlanes(state)).filter(({ membership }) => hasJoined(membership));
  const isReady = ({ host }: Pick<Reached, 'host'>) => survey.get(host.name)?.ready === true;
  const anyReady = members.some(isReady);
  const mode = (one: Reached) => (!anyReady ? 'all-down' : isReady(one) ? 'serving' : 'down');
  const { rounds, essential } = rolling(mine, {
    maxUnavailable: anyReady ? 1 : Number.POSITIVE_INFINITY,
    steps: (one) => hostSteps(state, one, renewal, mode(one)),
    healthy: isReady,
    unhealthy: 'first',
  });
  const work = rounds.flat();
  if (anyReady) return { rounds, essential, refusals: refusals(state, work, isReady) };
  const awaited = mine.flatMap((one): Work[] => {
    const names = readers(one, renewal);
    return names.size > 0 && work.some(({ host }) => host === one.host.name)
      ? [{ host: one.host.name, steps: [podStep(names, 'well again', waitScript(state, one, names))] }]
      : [];
  });
  return { rounds: [work, awaited], essential };
}

/** Static Pods that read what is renewed on a host, of those that run there, and those an earlier run left. */
function readers({ host, facts }: Reached, renewal: Renewal): Set<StaticPodName> {
  const names = renewable(host.name, renewal).flatMap(({ row }) => row.readers);
  const hasEtcd = facts.kubernetes.present.includes(ETCD_MANIFEST);
  const all = knownPods([...names, ...facts.apiServer.podsDue]);
  if (!hasEtcd) all.delete('etcd');
  return all;
}

function chosen(name: string, { survey, only }: Renewal) {
  return (survey.get(name)?.found ?? []).filter(({ row }) => only?.has(row.name) ?? true);
}

function renewable(name: string, renewal: Renewal) {
  const keys = renewal.survey.get(name)?.keys;
  return chosen(name, renewal).filter(({ row }) => keys?.has(row.ca));
}

function hostSteps(
  state: State,
  one: Reached,
  renewal: Renewal,
  mode: 'serving' | 'down' | 'all-down',
): Item[] {
  const { host, facts } = one;
  const { cluster } = state;
  const mine = new Set(renewable(host.name, renewal).map(({ row }) => row.name));
  const names = readers(one, renewal);
  const url = apiServerUrl(cluster, host, facts);
  const peers = mode === 'serving' ? peerUrls(state, host) : [];
  const guard = peers.length > 0 ? [apiserversReady(peers)] : [];
  const live = parseObject(facts.live?.kubeadmConfig ?? leader(state)?.live.kubeadmConfig ?? '');
  const config = Object.keys(live).length > 0 ? live : clusterConfiguration(cluster);
  const text = kubeadmConfiguration(cluster, host, facts, config);
  const command = versionFacts(kubeadmVersion(one, cluster.kubernetesVersion)).certificateCommand;
  const certificates = chosen(host.name, renewal).map(({ row, certificate }, index): Item => {
    const base = {
      phase: RENEW,
      ...named('certificate', row.name),
      action: 'update',
      before: `until ${new Date(certificate.validTo).toISOString().slice(0, 10)}`,
    } as const;
    if (!mine.has(row.name)) {
      const key = `${certificatesDirectory(cluster)}/${row.ca}.key`;
      const reason = `signed by a CA whose key is not on this host (${key}), so kubeadm cannot renew it: have whoever keeps the CA issue it anew, put it there, and restart the static Pods that read it`;
      return { change: { ...base, after: base.before, reason, disruption: 'none' } };
    }
    return {
      change: {
        ...base,
        after: KNOWN_AFTER_APPLY,
        reason:
          row.readers.length === 0 ? 'nothing reads it at its start' : `read by ${row.readers.join(', ')}`,
        disruption: 'none',
      },
      script: lines([
        ...(index === 0 ? guard : []),
        ...(row.readers.length > 0 ? [podsDue(row.readers.filter((name) => names.has(name)))] : []),
        renewCertificate(row.name, text, command),
      ]),
    };
  });
  const restart = { cluster, url, names };
  const script = mode === 'all-down' ? stopPods(restart) : lines([...guard, restartPods(restart)]);
  return [
    ...certificates,
    ...(names.size > 0 ? [podStep(names, 'restarted', script)] : []),
    ...kubeletSteps(host.name, renewal, text),
  ];
}

function waitScript({ cluster }: State, { host, facts }: Reached, names: ReadonlySet<StaticPodName>): Script {
  return awaitPods({ cluster, url: apiServerUrl(cluster, host, facts), names });
}

function podStep(names: ReadonlySet<StaticPodName>, after: string, script: Script): Step {
  return {
    change: {
      phase: RENEW,
      ...named('static-pod', podList(names)),
      action: 'run',
      before: null,
      after,
      reason:
        'certificates are read at the start; with more than two control planes the API stays up meanwhile',
      disruption: after === 'restarted' ? 'restart' : 'none',
    },
    script,
  };
}

/** That of the kubeadm that is there: it may be newer than the cluster, between two steps of an upgrade. */
function kubeadmVersion({ facts }: Reached, wanted: Version): Version {
  const match = /^v(\d+)\.(\d+)\.(\d+)/.exec(facts.programs.get('kubeadm') ?? '');
  if (match === null) return wanted;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]), text: match[0] };
}

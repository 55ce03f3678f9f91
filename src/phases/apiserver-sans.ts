import { parseObject } from '../cluster/config-drift.ts';
import { kubeadmConfiguration } from '../cluster/kubeadm-configuration.ts';
import { hasJoined } from '../cluster/membership.ts';
import { missingSans, strangeSans, wantedSans } from '../cluster/sans.ts';
import { controlPlanes, leader, type Reached, type State, targeted } from '../cluster/state.ts';
import { apiServerUrl, knownPods, peerUrls, podList, restartPods } from '../cluster/static-pods.ts';
import { certificatesDirectory } from '../knowledge/directories.ts';
import type { StaticPodName } from '../knowledge/renewable-certificates.ts';
import { named } from '../model/change-id.ts';
import { type Item, isStep, type Step } from '../shell/emit.ts';
import { issueApiserver } from '../shell/functions/certificates.ts';
import { apiserversReady } from '../shell/functions/static-pods.ts';
import { lines, sh } from '../shell/sh.ts';
import { configStep, withSans } from './kubeadm-config-sans.ts';
import type { Phase, PhasePlan } from './phase.ts';
import { rolling } from './rolling.ts';

const NAME = 'apiserver-sans';

/** Where kubeadm works on a new certificate (`issue_apiserver`, templates/lib/certificates.sh). */
const WORKSHOP = '/run/kubestrap/pki';

/**
 * Names that the API servers' certificates lack: into the configuration that joining control planes read, then into
 * the certificates, one control plane at a time. Nothing else of the spec comes along.
 */
export const apiserverSans: Phase = {
  name: NAME,
  title: 'Bring new names to the API servers’ certificates, one at a time',
  timeoutMinutes: 15,
  mustFinish: true,
  plan: (state) => {
    const members = targeted(state, controlPlanes(state)).filter(
      ({ host, membership }) => hasJoined(membership) && !state.expected.has(host.name),
    );
    const through = members.find(({ facts }) => facts.live !== null);
    if (through === undefined || leader(state) === null) return { rounds: [] };
    const config = configStep(NAME, state.cluster, through);
    const { rounds, essential, held } = rolling(members, {
      maxUnavailable: 1,
      steps: (one) => hostSteps(state, one),
      healthy: ({ facts }) => facts.live !== null,
      unhealthy: 'hold',
      disrupts: ({ steps }) => steps.some((one) => isStep(one) && one.change.disruption !== 'none'),
    });
    const first = config === undefined ? [] : [{ host: through.host.name, steps: [config] }];
    return {
      rounds: [first, ...rounds].filter((round) => round.length > 0),
      essential: new Set([...first.map(({ host }) => host), ...essential]),
      ...(held.length > 0 ? { blocked: blockedBy(members, held) } : {}),
    };
  },
};

/** Where an API server does not answer, no other one is restarted. */
function blockedBy(members: readonly Reached[], held: readonly string[]): NonNullable<PhasePlan['blocked']> {
  const silent = members.filter(({ facts }) => facts.live === null).map(({ host }) => host.name);
  const reason = `the API server of ${silent.join(', ')} does not answer: another one is not restarted for a new name until it does`;
  return held.map((host) => ({ host, reason }));
}

function hostSteps(state: State, one: Reached): Item[] {
  const { cluster } = state;
  const { apiServer } = one.facts;
  const wanted = wantedSans(cluster);
  const missing = apiServer.names === null ? [] : missingSans(wanted, apiServer.names);
  const issued = missing.length > 0 ? issueStep(state, one, missing, apiServer.names ?? []) : undefined;
  const canIssue = issued !== undefined && isStep(issued);
  const due = new Set<StaticPodName>([
    ...knownPods(apiServer.podsDue),
    ...(canIssue ? (['kube-apiserver'] as const) : []),
  ]);
  return [...(issued === undefined ? [] : [issued]), ...(due.size > 0 ? [restartStep(state, one, due)] : [])];
}

function issueStep(
  state: State,
  { host, facts }: Reached,
  missing: readonly string[],
  names: readonly string[],
): Item {
  const { cluster } = state;
  const directory = certificatesDirectory(cluster);
  const dropped = strangeSans(cluster, [host.name, ...ownAddresses(host.internalAddresses, facts)], names);
  const change = {
    phase: NAME,
    ...named('certificate', 'apiserver'),
    action: 'update',
    before: `lacks ${missing.join(', ')}`,
    after: `has ${missing.join(', ')}${dropped.length > 0 ? `, and no longer ${dropped.join(', ')}` : ''}`,
    disruption: 'restart',
  } as const;
  if (!facts.apiServer.hasCaKey) {
    const reason = `the key of the cluster's CA is not on this host (${directory}/ca.key), so kubeadm cannot issue it: have whoever keeps the CA issue apiserver.crt with these names, put it there and restart the static Pod`;
    return { change: { ...change, reason } };
  }
  const live = parseObject(facts.live?.kubeadmConfig ?? leader(state)?.live.kubeadmConfig ?? '');
  const config = withSans({ ...live, certificatesDir: WORKSHOP }, wantedSans(cluster));
  return {
    change: {
      ...change,
      reason: 'spec.apiServer.certSANs: clients that use the name refuse a certificate without it',
    },
    script: lines([
      peersReady(state, host.name),
      issueApiserver(directory, kubeadmConfiguration(cluster, host, facts, config)),
    ]),
  };
}

function restartStep(state: State, { host, facts }: Reached, names: ReadonlySet<StaticPodName>): Step {
  const { cluster } = state;
  return {
    change: {
      phase: NAME,
      ...named('static-pod', podList(names)),
      action: 'run',
      before: null,
      after: 'restarted',
      reason: 'certificates are read at the start; the other API servers go on meanwhile',
      disruption: 'restart',
    },
    script: lines([
      peersReady(state, host.name),
      restartPods({ cluster, url: apiServerUrl(cluster, host, facts), names }),
    ]),
  };
}

function peersReady(state: State, name: string) {
  const host = controlPlanes(state).find((one) => one.name === name);
  const urls = host === undefined ? [] : peerUrls(state, host);
  return urls.length === 0 ? sh`:` : apiserversReady(urls);
}

function ownAddresses(addresses: readonly string[], { apiServer }: Reached['facts']): string[] {
  return apiServer.advertiseAddress === null ? [...addresses] : [apiServer.advertiseAddress, ...addresses];
}

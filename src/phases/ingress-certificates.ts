import { leader, type State, starter } from '../cluster/state.ts';
import { named } from '../model/change-id.ts';
import type { Cluster } from '../model/cluster.ts';
import { KNOWN_AFTER_APPLY } from '../model/plan.ts';
import {
  INGRESS_CA,
  INITIAL_NAMESPACES,
  type IngressView,
  type PlannedSecret,
} from '../pki/ingress-secrets.ts';
import { Secret } from '../secrets/secret.ts';
import type { Step } from '../shell/emit.ts';
import { createNamespace, createSecret, putSecret } from '../shell/functions/secrets.ts';
import type { Script } from '../shell/sh.ts';
import type { Phase } from './phase.ts';

const NAME = 'ingress-certificates';

/**
 * Secrets of the certificates in spec.ingress: what is missing, changed or due is issued. Last of all, so that a CA
 * that cannot sign keeps no node from joining.
 */
export const ingressCertificates: Phase = {
  name: NAME,
  title: 'Issue the ingress certificates',
  timeoutMinutes: 5,
  plan: (state) => {
    const through = leader(state)?.host ?? starter(state);
    if (through === undefined || state.cluster.ingress.certificates.length === 0) return { rounds: [] };
    const view = state.ingress ?? ahead(state.cluster);
    if (view.problems.length > 0) return { rounds: [], refusals: view.problems };
    if (!isReady(state, through.name)) return { rounds: [] };
    const steps = stepsOf(view);
    return { rounds: steps.length > 0 ? [[{ host: through.name, steps }]] : [] };
  },
};

/** For `certs ingress --apply`: it is about the cluster alone, so a cluster must be there. */
export const ingressCertificatesOnly: Phase = {
  ...ingressCertificates,
  plan: (state) => {
    if (leader(state) !== null) return ingressCertificates.plan(state);
    const host = starter(state)?.name ?? state.cluster.name;
    const reason =
      'no control plane has a cluster whose API server answers: "kubestrap apply" makes one, and "kubestrap plan" shows where each host stands';
    return { rounds: [], blocked: [{ host, reason }] };
  },
};

function isReady(state: State, name: string): boolean {
  return state.targets.has(name) && (leader(state) !== null || state.expected.has(name));
}

function stepsOf({ namespaces, ca, secrets }: IngressView): Step[] {
  return [
    ...[...namespaces].map(([name, wanted]) => namespaceStep(name, wanted)),
    ...(ca === null ? [] : [secretStep(ca, (manifest) => createSecret(manifest))]),
    ...secrets.map((one) => secretStep(one, (manifest) => putSecret(one.namespace, one.name, manifest))),
  ];
}

function namespaceStep(name: string, secrets: readonly string[]): Step {
  return {
    change: {
      phase: NAME,
      ...named('namespace', name),
      action: 'create',
      before: null,
      after: 'no labels',
      reason: `unless an add-on of this run makes it: ${secrets.join(', ')} goes there`,
      disruption: 'none',
    },
    scope: 'cluster',
    script: createNamespace(name),
  };
}

function secretStep(planned: PlannedSecret, put: (manifest: Secret) => Script): Step {
  const { namespace, name, action, before, after, reason, madeFrom, manifest } = planned;
  return {
    change: {
      phase: NAME,
      ...named('secret', `${namespace}/${name}`),
      action,
      before,
      after,
      reason,
      disruption: 'none',
    },
    scope: 'cluster',
    script: put(new Secret(`secret-${namespace}-${name}`, '')),
    madeFrom,
    late: async () => put(await manifest()),
  };
}

/** What is known without looking at anything: for `render`, whose hosts are made up. */
function ahead({ ingress: { certificates } }: Cluster): IngressView {
  const planned = (namespace: string, name: string, reason: string): PlannedSecret => ({
    namespace,
    name,
    action: 'create',
    before: null,
    after: KNOWN_AFTER_APPLY,
    reason,
    madeFrom: '',
    manifest: async () => {
      throw new TypeError('rendered programs are not run');
    },
  });
  const missing = certificates.filter(({ namespace }) => !INITIAL_NAMESPACES.has(namespace));
  const generates = certificates.some(({ ca }) => ca.mode === 'generated');
  return {
    problems: [],
    namespaces: new Map(
      missing.map(({ namespace }) => [
        namespace,
        missing.filter((one) => one.namespace === namespace).map(({ secretName }) => secretName),
      ]),
    ),
    ca: generates
      ? planned(INGRESS_CA.namespace, INGRESS_CA.name, 'the CA is kept here for other operators')
      : null,
    secrets: certificates.map(({ namespace, secretName }) =>
      planned(namespace, secretName, 'it is not there yet'),
    ),
    bringCa: null,
  };
}

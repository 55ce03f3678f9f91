import type { Cluster, IngressCertificate } from '../model/cluster.ts';
import { KNOWN_AFTER_APPLY } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { Secret } from '../secrets/secret.ts';
import { section } from '../shell/functions/frames.ts';
import { kube } from '../shell/functions/kube.ts';
import { period } from '../values/validity.ts';
import { type Authorities, findAuthorities, type Selected } from './authorities.ts';
import type { Authority } from './authority.ts';
import { leafFindings } from './ca.ts';
import { clusterAuthority, type RunOn } from './cluster-authority.ts';
import { generatedCaFiles } from './generated.ts';
import { caOf, describeThere, describeWanted, foreignReason, planSecret } from './in-cluster.ts';
import { renewalProblems } from './ingress.ts';
import type { SignedBy } from './ingress-options.ts';
import {
  INGRESS_CA,
  INITIAL_NAMESPACES,
  type IngressFacts,
  type IngressSelection,
  type IngressView,
  type PlannedSecret,
} from './ingress-secrets.ts';
import { issueOne } from './issue.ts';
import { secretManifest } from './output.ts';
import { problem } from './problems.ts';
import { findSharedCa, type SharedCa } from './shared-ca.ts';

export interface ViewOptions extends IngressSelection {
  readonly cluster: Cluster;
  /** Control planes that answered and are members, the one through which the cluster is changed first. */
  readonly hosts: readonly { readonly name: string; readonly ingress: IngressFacts }[];
  readonly certificatesDir: string;
  readonly run: RunOn;
  readonly now: Date;
  readonly env?: NodeJS.ProcessEnv;
}

const FETCH_TIMEOUT = 60_000;

/** What is to be done about the ingress certificates in the cluster. Reads CAs and what was found; changes nothing. */
export async function viewIngress(options: ViewOptions): Promise<IngressView> {
  const { cluster, hosts, only } = options;
  const [leader] = hosts;
  const live = leader?.ingress.cluster ?? null;
  if (leader !== undefined && live === null) {
    return nothing([`${leader.name} did not say which Secrets there are: run the same command again`]);
  }
  const selected = cluster.ingress.certificates
    .map((desired, index) => ({ desired, path: `spec.ingress.certificates[${index}]` }))
    .filter(({ desired: { name } }) => only?.includes(name) ?? true);
  const isAhead = (desired: IngressCertificate) => leader === undefined && desired.ca.mode === 'cluster';
  const shared = await generated(selected, options);
  const authorities = await findAuthorities(
    selected.filter(({ desired }) => !isAhead(desired)),
    {
      ...options,
      clusterAuthority: async () => clusterAuthority(hosts.map(caHost), options),
      ...(shared === null ? {} : { generatedAuthority: async () => shared.found }),
    },
  );
  const planned = selected.map((one) => planOne(one, isAhead(one.desired), { authorities, shared, options }));
  const problems = [...authorities.problems.map(text), ...planned.flatMap((one) => one.problems)];
  if (problems.length > 0) return nothing([...new Set(problems)]);
  const secrets = planned.flatMap(({ secret }) => secret ?? []);
  const known = live?.namespaces ?? INITIAL_NAMESPACES;
  const missing = secrets.filter(({ namespace }) => !known.has(namespace));
  return {
    problems,
    namespaces: new Map(
      missing.map(({ namespace }) => [
        namespace,
        missing.filter((one) => one.namespace === namespace).map(({ name }) => name),
      ]),
    ),
    ca: caSecret(cluster, shared),
    secrets,
    bringCa: bringing(cluster, shared),
  };
}

function nothing(problems: readonly string[]): IngressView {
  return { problems, namespaces: new Map(), ca: null, secrets: [], bringCa: null };
}

function text({ file, path, message, hint }: Problem): string {
  const place = file === '' ? path : file;
  return `${place}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
}

const caHost = ({ name, ingress }: ViewOptions['hosts'][number]) => ({
  name,
  certificate: ingress.clusterCa,
  hasKey: ingress.hasClusterKey,
  hasOpenssl: ingress.hasOpenssl,
});

/** The generated CA, where one of the certificates is to be issued by it. */
async function generated(
  selected: readonly Selected[],
  { cluster, hosts: [leader], now, env, run }: ViewOptions,
): Promise<SharedCa | null> {
  if (!selected.some(({ desired: { ca } }) => ca.mode === 'generated')) return null;
  const fetchKey = async () => {
    if (leader === undefined) throw new TypeError('there is no cluster to fetch the CA from');
    const read = section(
      'ca-key',
      kube(
        '-n',
        INGRESS_CA.namespace,
        'get',
        'secret',
        INGRESS_CA.name,
        '-o',
        'go-template={{index .data "ca.key"}}',
      ),
    );
    const { sections } = await run(leader.name, read, FETCH_TIMEOUT);
    return new Secret('ca-key', Buffer.from(sections.get('ca-key') ?? '', 'base64').toString('utf8'));
  };
  const inCluster = leader?.ingress.cluster?.generatedCa ?? null;
  return findSharedCa(cluster, { now, inCluster, fetchKey, ...(env === undefined ? {} : { env }) });
}

interface Together {
  readonly authorities: Authorities;
  readonly shared: SharedCa | null;
  readonly options: ViewOptions;
}

interface Planned {
  readonly secret?: PlannedSecret;
  readonly problems: readonly string[];
}

function planOne({ desired, path }: Selected, isAhead: boolean, together: Together): Planned {
  const { authorities, shared, options } = together;
  const { namespace, secretName } = desired;
  const renewal = renewalProblems(desired, path, options.renewBeforeMs).map(text);
  const there = options.hosts[0]?.ingress.cluster?.secrets.find(
    (one) => one.namespace === namespace && one.name === secretName,
  );
  const foreign = there && foreignReason(there);
  if (foreign !== undefined) return { problems: [...renewal, foreign] };
  const signedBy = isAhead ? undefined : authorities.of(desired.ca);
  if (!isAhead && signedBy === undefined) return { problems: renewal };
  // a cluster that is not there yet has issued nothing
  const step = planSecret(desired, signedBy ?? 'new', there, options);
  if (step.action === 'keep') return { problems: renewal };
  const blocked = [
    ...issueProblems(desired, path, signedBy, options),
    ...lostCa(desired, signedBy, there, options),
  ];
  const secret: PlannedSecret = {
    namespace,
    name: secretName,
    action: there === undefined ? 'create' : 'update',
    before: there === undefined ? null : describeThere(there),
    after: describeWanted(desired, issuerName(desired, signedBy, options.cluster)),
    reason: step.reasons.join('; '),
    madeFrom: JSON.stringify([
      desired.names,
      desired.keyAlgorithm,
      desired.validityMs,
      caText(desired, signedBy),
    ]),
    manifest: async () =>
      secretManifest(desired, await issueOne(desired, await signer(signedBy, shared), new Date())),
  };
  return { secret, problems: [...renewal, ...blocked] };
}

/** The CA of a certificate by what it is: one in files by its certificates, the others by their mode. */
function caText({ ca }: IngressCertificate, signedBy: SignedBy | undefined): readonly string[] {
  const files = ca.mode === 'files' && typeof signedBy === 'object' ? signedBy.chain : [];
  return [ca.mode, ...files.map(({ x509 }) => x509.fingerprint256)];
}

async function signer(signedBy: SignedBy | undefined, shared: SharedCa | null): Promise<Authority | 'self'> {
  if (signedBy === 'new' && shared !== null) return shared.ready();
  // planned ahead: once there is a cluster, it is planned again
  if (signedBy === undefined || signedBy === 'new') throw new TypeError('the CA is not there yet');
  return signedBy;
}

function issuerName(
  { ca }: IngressCertificate,
  signedBy: SignedBy | undefined,
  { ingress }: Cluster,
): string {
  if (signedBy === 'self') return 'itself';
  if (signedBy === 'new') return ingress.generatedCa.commonName;
  return signedBy?.chain[0].title ?? (ca.mode === 'cluster' ? KNOWN_AFTER_APPLY : ca.mode);
}

function issueProblems(
  desired: IngressCertificate,
  path: string,
  signedBy: SignedBy | undefined,
  { now }: ViewOptions,
): readonly string[] {
  if (typeof signedBy !== 'object') return [];
  const { notAfter } = period(now, desired.validityMs);
  return leafFindings(signedBy.chain, desired.names, notAfter).map((found) => text(problem('', path, found)));
}

/** The Secret is of a generated CA that is nowhere any more: another one must not be made in silence. */
function lostCa(
  desired: IngressCertificate,
  signedBy: SignedBy | undefined,
  there: Parameters<typeof planSecret>[2],
  { cluster }: ViewOptions,
): readonly string[] {
  const ca = there && caOf(there);
  if (desired.ca.mode !== 'generated' || signedBy !== 'new' || !ca?.isCa) return [];
  if (ca.commonName !== cluster.ingress.generatedCa.commonName) return [];
  const { home } = generatedCaFiles(cluster);
  return [
    `the CA "${ca.title}" issued the Secret ${desired.namespace}/${desired.secretName}, and neither ${home} nor the Secret ${INGRESS_CA.namespace}/${INGRESS_CA.name} has it: bring ${home} back from a backup or from a colleague; to have a new CA made, which every client must then be told to trust, delete the Secret ${desired.namespace}/${desired.secretName}`,
  ];
}

function caSecret(cluster: Cluster, shared: SharedCa | null): PlannedSecret | null {
  if (!shared?.manifest) return null;
  const { found, manifest } = shared;
  const here = typeof found === 'object' && 'authority' in found ? found.authority.chain[0] : undefined;
  const { commonName } = cluster.ingress.generatedCa;
  return {
    ...INGRESS_CA,
    action: 'create',
    before: null,
    after: here === undefined ? `${commonName} ${KNOWN_AFTER_APPLY}` : here.title,
    reason:
      here === undefined
        ? 'the CA is made, and kept here for other operators'
        : 'other operators issue with the same CA',
    madeFrom: JSON.stringify([generatedCaText(cluster), here?.x509.fingerprint256 ?? KNOWN_AFTER_APPLY]),
    manifest,
  };
}

function generatedCaText({ ingress: { generatedCa } }: Cluster): unknown {
  const { commonName, keyAlgorithm, validityMs, permittedDomains, permittedNetworks } = generatedCa;
  return [commonName, keyAlgorithm, validityMs, permittedDomains, permittedNetworks];
}

function bringing(cluster: Cluster, shared: SharedCa | null): IngressView['bringCa'] {
  const bring = shared?.bring;
  if (!bring) return null;
  return async () => {
    await bring();
    return generatedCaFiles(cluster).home;
  };
}

import type { Problem } from '../../model/problem.ts';
import { type Constraints, constraintProblem } from '../../values/name-constraints.ts';
import { certificateDnsName, dnsName, ipText, type San, sanText, uriText } from '../../values/names.ts';
import type { Path } from '../../values/path.ts';
import { BROWSER_LIMIT_DAYS, DAY_MS, parseValidity } from '../../values/validity.ts';
import type * as documents from '../documents.generated.ts';
import type { Draft } from '../draft.ts';
import type { Rule, RuleContext } from './context.ts';

interface View {
  readonly path: Path;
  readonly certificate: Draft<documents.IngressCertificate>;
}

const NAME_LISTS = [
  { key: 'dnsNames', kind: 'dns', normal: certificateDnsName },
  { key: 'ipAddresses', kind: 'ip', normal: ipText },
  { key: 'uris', kind: 'uri', normal: uriText },
] as const;

/** Beside a certificate's own lie `ca.crt` and `fullchain.crt`. */
const RESERVED = ['ca', 'fullchain'];

/** Two certificates cannot share a directory, nor a Secret. */
export const ingressCertificatesAreUnique: Rule = (context) => {
  const claims = certificates(context).flatMap(({ path, certificate }) => {
    const { name, namespace = 'default', secretName = name && `${name}-tls` } = certificate;
    const secretPath = [...path, certificate.secretName === undefined ? 'name' : 'secretName'];
    return [
      ...(name === undefined ? [] : [{ text: `the name "${name}"`, path: [...path, 'name'] }]),
      ...(secretName ? [{ text: `the Secret ${namespace}/${secretName}`, path: secretPath }] : []),
    ];
  });
  const first = new Map<string, Path>();
  const reserved = certificates(context).flatMap(({ path, certificate: { name = '' } }) =>
    RESERVED.includes(name)
      ? [
          context.cluster.problem(
            [...path, 'name'],
            `\`${name}.crt\` is the name of another file of a certificate`,
          ),
        ]
      : [],
  );
  const repeated = claims.flatMap(({ text, path }) => {
    const other = first.get(text);
    if (other === undefined) return first.set(text, path) && [];
    const hint = `line ${context.cluster.lineOf(other)} has it first`;
    return [context.cluster.problem(path, `another certificate has ${text}`, { hint })];
  });
  return [...reserved, ...repeated];
};

/** A certificate is for something, and says it once. */
export const ingressCertificatesHaveNames: Rule = (context) =>
  certificates(context).flatMap(({ path, certificate }) => {
    const refused = NAME_LISTS.some(({ key }) => {
      const list = certificate[key];
      return list === undefined ? context.cluster.has([...path, key]) : list.includes(undefined);
    });
    const names = namesOf({ path, certificate });
    if (names.length === 0 && !refused) {
      const hint = 'give at least one of dnsNames, ipAddresses and uris';
      return [context.cluster.problem(path, 'the certificate has no names', { hint })];
    }
    const seen = new Set<string>();
    return names.flatMap(({ san, path: place }) => {
      const text = sanText(san);
      if (!seen.has(text)) return seen.add(text) && [];
      return [context.cluster.problem(place, `the certificate has ${text} already`)];
    });
  });

/** `files` needs both files; the other modes have none. */
export const ingressCaIsComplete: Rule = ({ cluster, spec }) =>
  certificates({ spec }).flatMap(({ path, certificate: { ca } }) => {
    if (ca === undefined || (ca.mode === undefined && cluster.has([...path, 'ca', 'mode']))) return [];
    const { mode = 'generated' } = ca;
    const at = (key: string) => [...path, 'ca', key];
    if (mode === 'files') {
      return ['certFile', 'keyFile']
        .filter((key) => !cluster.has(at(key)))
        .map((key) => cluster.problem([...path, 'ca'], `mode \`files\` needs \`${key}\``));
    }
    const hint = 'write `mode: files`, or remove the key';
    return ['certFile', 'keyFile', 'passphrase']
      .filter((key) => cluster.has(at(key)))
      .map((key) => cluster.problem(at(key), `\`${key}\` means nothing with mode \`${mode}\``, { hint }));
  });

/** What clients of the web make of a certificate. */
export const ingressCertificatesSuitBrowsers: Rule = (context) =>
  certificates(context).flatMap(({ path, certificate }) => {
    const warn = (key: string, message: string, hint: string) =>
      context.cluster.problem([...path, key], message, { severity: 'warning', hint });
    const days = (parseValidity(certificate.validity ?? '') ?? 0) / DAY_MS;
    return [
      ...(certificate.keyAlgorithm === 'Ed25519'
        ? [warn('keyAlgorithm', 'browsers do not accept Ed25519 keys', 'use ECDSA-P256 for what they visit')]
        : []),
      ...(days > BROWSER_LIMIT_DAYS
        ? [
            warn(
              'validity',
              `browsers may refuse a certificate that is valid for more than ${BROWSER_LIMIT_DAYS} days`,
              'a shorter one costs nothing: the same command renews it',
            ),
          ]
        : []),
    ];
  });

/** The CA that we generate is there for as long as its certificates, and for all of their names. */
export const generatedCaCoversCertificates: Rule = (context) => {
  const {
    permittedDomains = [],
    permittedNetworks = [],
    validity = '3650d',
  } = context.spec.ingress?.generatedCA ?? {};
  const constraints: Constraints = {
    permitted: [
      ...permittedDomains.flatMap((text) => {
        const value = dnsName(text ?? '');
        return value === undefined ? [] : [{ kind: 'dns' as const, value }];
      }),
      ...permittedNetworks.flatMap((value) => (value === undefined ? [] : [{ kind: 'ip' as const, value }])),
    ],
    excluded: [],
  };
  const caMs = parseValidity(validity) ?? Number.POSITIVE_INFINITY;
  return certificates(context).flatMap((view): readonly Problem[] => {
    const { ca, validity: own = '365d' } = view.certificate;
    if (ca !== undefined && ca.mode !== 'generated' && context.cluster.has([...view.path, 'ca', 'mode']))
      return [];
    const outside = namesOf(view).flatMap(({ san, path }) => {
      const message = constraintProblem(san, constraints);
      const hint = 'spec.ingress.generatedCA permits other names only';
      return message === undefined ? [] : [context.cluster.problem(path, message, { hint })];
    });
    if ((parseValidity(own) ?? 0) <= caMs) return outside;
    const message = `the certificate would be valid for longer than the CA (${validity})`;
    return [...outside, context.cluster.problem([...view.path, 'validity'], message)];
  });
};

function certificates({ spec }: Pick<RuleContext, 'spec'>): readonly View[] {
  return (spec.ingress?.certificates ?? []).flatMap((certificate, index) =>
    certificate ? [{ path: ['spec', 'ingress', 'certificates', index], certificate }] : [],
  );
}

function namesOf({ path, certificate }: View): readonly { readonly san: San; readonly path: Path }[] {
  return NAME_LISTS.flatMap(({ key, kind, normal }) =>
    (certificate[key] ?? []).flatMap((text, index) => {
      const value = normal(text ?? '');
      return value === undefined ? [] : [{ san: { kind, value }, path: [...path, key, index] }];
    }),
  );
}

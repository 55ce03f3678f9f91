import { labelOf, type Path, printable } from '../../values/path.ts';
import { didYouMean } from '../../values/suggest.ts';
import { OLDEST_MINOR } from '../versions.ts';
import { type ComponentKind, type Finding, PROGRAMS } from './finding.ts';
import { checkKey } from './keys.ts';
import { kubeProxyRelations } from './kube-proxy-relations.ts';
import { kubeletRelations } from './kubelet-relations.ts';
import { checkRelations, type Relation } from './relation.ts';
import { ageIn, type FieldSchema, minorOf, resolveRef, SCHEMAS } from './schema.ts';
import { checkScalar, wrongType } from './values.ts';

const RELATIONS: Readonly<Record<ComponentKind, readonly Relation[]>> = {
  kubelet: kubeletRelations,
  kubeProxy: kubeProxyRelations,
};

/** What kubestrap writes itself into both; that these are given is said elsewhere. */
const WRITTEN: readonly string[] = ['apiVersion', 'kind'];

/**
 * Checks the configuration of a component for a version of Kubernetes: every key, type and value, and what the
 * fields mean together. `value` is KubeletConfiguration or KubeProxyConfiguration as parsed data; an empty field
 * (null) is left to its default, as the components do. Versions older than we know are not looked at.
 */
export function checkComponentConfig(
  kind: ComponentKind,
  value: unknown,
  { minor }: { readonly minor: number },
): readonly Finding[] {
  if (minor < OLDEST_MINOR || value === null || value === undefined) return [];
  const findings = checkFields(kind, value, minor);
  const wrong = findings.map(({ path }) => path);
  return [...findings, ...checkRelations(RELATIONS[kind], value, minor, wrong)];
}

/** The part of it that looks at each field by itself. */
export function checkFields(kind: ComponentKind, value: unknown, minor: number): readonly Finding[] {
  return check({ kind, minor, root: SCHEMAS[kind] }, SCHEMAS[kind], value, []);
}

interface Scope {
  readonly kind: ComponentKind;
  readonly minor: number;
  readonly root: FieldSchema;
}

function check(scope: Scope, given: FieldSchema, value: unknown, path: Path): readonly Finding[] {
  if (value === undefined) return [];
  const schema = resolveRef(given, scope.root);
  if (value === null) return checkNull(scope.kind, schema, path);
  const old = deprecation(schema, path, scope.minor);
  if (typeof value !== 'object') return [...old, ...checkScalar(schema, value, path, scope.minor)];
  const wrong = wrongType(schema, value, path);
  if (wrong) return [...old, wrong];
  if (Array.isArray(value)) {
    const { items } = schema;
    return [
      ...old,
      ...(items ? value.flatMap((each, index) => check(scope, items, each, [...path, index])) : []),
    ];
  }
  return [...old, ...checkMap(scope, schema, value, path)];
}

function checkMap(scope: Scope, schema: FieldSchema, value: object, path: Path): readonly Finding[] {
  const { properties, additionalProperties: inner, propertyNames, required = [] } = schema;
  const missing = required
    .filter((key) => !Object.hasOwn(value, key))
    .map((key): Finding => {
      const message = `\`${key}\` is missing`;
      return { severity: 'error', path: [...path, key], at: 'value', message };
    });
  const found = Object.entries(value).flatMap(([key, each]): readonly Finding[] => {
    const place = [...path, key];
    if (properties) {
      if (path.length === 0 && WRITTEN.includes(key)) return [];
      // null is a field's default, also that of a field which this version has no more, or not yet
      if (
        each === null &&
        Object.hasOwn(properties, key) &&
        ageIn(properties[key] ?? {}, scope.minor) !== 'present'
      )
        return [];
      const wrong = checkKey(scope.kind, properties, key, scope.minor);
      if (wrong) return [{ ...wrong, path: place, at: 'key' }];
      const field = properties[key];
      return field ? check(scope, field, each, place) : [];
    }
    if (propertyNames && !propertyNames.enum.includes(key))
      return [wrongName(scope, propertyNames.enum, place)];
    return typeof inner === 'object' ? check(scope, inner, each, place) : [];
  });
  return [...missing, ...found];
}

/** Null is the default of a field, but for durations that Go does not hold by pointer: metav1.Duration refuses it. */
function checkNull(kind: ComponentKind, schema: FieldSchema, path: Path): readonly Finding[] {
  if (schema.format !== 'go-duration' || schema.type !== 'string' || schema['x-nullable']) return [];
  const message = `\`${labelOf(path)}\` is empty: ${PROGRAMS[kind]} would not start`;
  return [{ severity: 'error', path, at: 'value', message, hint: 'write a duration, or remove the key' }];
}

/** A name in a map that takes only some: unlike an unknown field, it is not ignored. */
function wrongName({ kind }: Scope, names: readonly string[], path: Path): Finding {
  const key = printable(String(path.at(-1)));
  return {
    severity: 'error',
    path,
    at: 'key',
    message: `\`${labelOf(path.slice(0, -1))}\` has no \`${key}\`: ${PROGRAMS[kind]} would not start`,
    hint: didYouMean(key, names) ?? `keys here: ${names.join(', ')}`,
  };
}

function deprecation(schema: FieldSchema, path: Path, minor: number): readonly Finding[] {
  const note = schema['x-deprecated'];
  if (!note || minor < minorOf(note.since)) return [];
  const message = `\`${labelOf(path)}\` ${note.says}`;
  return [{ severity: 'warning', path, at: 'key', message, hint: 'remove it' }];
}

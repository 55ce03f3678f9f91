import { printable } from '../../values/path.ts';
import { didYouMean } from '../../values/suggest.ts';
import { NEWEST_MINOR } from '../versions.ts';
import { type ComponentKind, type Finding, PROGRAMS } from './finding.ts';
import { ageIn, type FieldSchema, resolveRef, SCHEMAS } from './schema.ts';

/** A key that no version has, or that this one has not: what to say of it. Undefined: the version has it. */
export function checkKey(
  kind: ComponentKind,
  properties: Readonly<Record<string, FieldSchema>>,
  key: string,
  minor: number,
): Pick<Finding, 'severity' | 'message' | 'hint'> | undefined {
  const field = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (field === undefined) return unknown(kind, properties, key, minor);
  const age = ageIn(field, minor);
  if (age === 'newer') {
    const message = `\`${key}\` came with ${field['x-since']}: ${PROGRAMS[kind]} of 1.${minor} would ignore it`;
    return { severity: 'error', message, hint: `remove it, or go to ${field['x-since']}` };
  }
  if (age === 'gone') {
    return {
      severity: 'error',
      message: `\`${key}\` went with ${field['x-until']}: ${PROGRAMS[kind]} of 1.${minor} would ignore it`,
      hint: field['x-replacement'] ?? 'remove it',
    };
  }
  return undefined;
}

function unknown(
  kind: ComponentKind,
  properties: Readonly<Record<string, FieldSchema>>,
  key: string,
  minor: number,
): Pick<Finding, 'severity' | 'message' | 'hint'> {
  const known = Object.keys(properties).filter((each) => ageIn(properties[each] ?? {}, minor) === 'present');
  const label = `\`${printable(key)}\``;
  // What came after our tables we cannot know.
  if (minor > NEWEST_MINOR) {
    const message = `unknown key ${label}: up to 1.${NEWEST_MINOR}, ${PROGRAMS[kind]} has none of that name`;
    return { severity: 'warning', message, hint: hintFor(kind, key, known) };
  }
  const message = `unknown key ${label}: ${PROGRAMS[kind]} would ignore it`;
  return { severity: 'error', message, hint: hintFor(kind, key, known) };
}

function hintFor(kind: ComponentKind, key: string, known: readonly string[]): string {
  const sameLetters = known.find((each) => each.toLowerCase() === key.toLowerCase());
  if (sameLetters !== undefined) return `case matters: write \`${sameLetters}\``;
  const [place] = PLACES[kind].get(key) ?? [];
  if (place !== undefined) return place === '' ? 'it belongs at the top' : `it belongs in \`${place}\``;
  return didYouMean(key, known) ?? (known.length > 12 ? documented(kind) : `keys here: ${known.join(', ')}`);
}

function documented(kind: ComponentKind): string {
  return `all fields are in docs/reference/${kind === 'kubelet' ? 'kubelet' : 'kube-proxy'}.md`;
}

/** Where each key stands in a component's configuration: `mode` at the top (''), `strictARP` in `ipvs`. */
const PLACES: Readonly<Record<ComponentKind, ReadonlyMap<string, readonly string[]>>> = {
  kubelet: places(SCHEMAS.kubelet),
  kubeProxy: places(SCHEMAS.kubeProxy),
};

function places(root: FieldSchema): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const visit = (schema: FieldSchema, path: readonly string[]): void => {
    for (const [key, each] of Object.entries(resolveRef(schema, root).properties ?? {})) {
      found.set(key, [...(found.get(key) ?? []), path.join('.')]);
      visit(each, [...path, key]);
    }
  };
  visit(root, []);
  return found;
}

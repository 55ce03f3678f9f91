import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseGoTypes } from '../../../scripts/component-types/go-types.ts';
import { reachable } from '../../../scripts/component-types/reachable.ts';
import type { ComponentKind } from '../../../src/knowledge/components/finding.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from '../../../src/knowledge/versions.ts';
import { comparable, fieldsOfGo, fieldsOfSchema, goTypes, ROOTS } from './kinds.ts';

const minors = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, index) => OLDEST_MINOR + index);
const kinds: readonly ComponentKind[] = ['kubelet', 'kubeProxy'];

describe.each(kinds)('the schema of %s', (kind) => {
  it.each(minors)('has the fields of 1.%i, all and no others', (minor) => {
    const go = fieldsOfGo(goTypes(kind, minor), ROOTS[kind]);
    const { go: expected, schema } = comparable(go, fieldsOfSchema(kind, minor));
    expect(expected.length).toBeGreaterThan(30);
    expect(schema).toEqual(expected);
  });

  it('counts what each minor brought', () => {
    const counts = minors.map((minor) => `1.${minor}: ${fieldsOfGo(goTypes(kind, minor), ROOTS[kind]).size}`);
    expect(counts.join('\n')).toMatchSnapshot();
  });
});

/** Where Debian keeps the published types, and for which release. */
const DEBIAN = [
  {
    kind: 'kubelet',
    name: 'golang-github-kubernetes-kubelet-dev',
    file: '/usr/share/gocode/src/k8s.io/kubelet/config/v1beta1/types.go',
  },
  {
    kind: 'kubeProxy',
    name: 'golang-k8s-kube-proxy-dev',
    file: '/usr/share/gocode/src/k8s.io/kube-proxy/config/v1alpha1/types.go',
  },
] as const;

/** The minor that a package of k8s.io/… at 0.NN carries; undefined when it is not installed. */
function installedMinor(name: string, file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const status = execFileSync('dpkg-query', ['--status', name], { encoding: 'utf8' });
  return Number(/^Version: (?:\d+:)?0\.(\d+)\./m.exec(status)?.[1]);
}

describe.each(DEBIAN)('the types of $name', ({ kind, name, file }) => {
  const minor = installedMinor(name, file);
  const known = minor !== undefined && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR;
  if (!known) console.warn(`SKIPPED: ${name} is not installed, or of a minor that is not known (${file})`);

  it.skipIf(!known)('are those of our fixtures, and so of the schema', () => {
    const types = reachable(parseGoTypes(readFileSync(file, 'utf8')), ROOTS[kind]);
    const go = fieldsOfGo(types, ROOTS[kind]);
    const { go: expected, schema } = comparable(go, fieldsOfSchema(kind, minor ?? 0));
    expect(schema).toEqual(expected);
    expect(fieldsOfGo(goTypes(kind, minor ?? 0), ROOTS[kind])).toEqual(go);
  });
});

describe('types.go', () => {
  const source = `
package v1alpha1

/*
type Commented struct {
	A string \`json:"a"\`
}
*/

// A mode. type Other struct {
type ProxyMode string

type Outer struct {
	metav1.TypeMeta \`json:",inline"\`

	// mode: in a comment, type Inner struct {
	Mode ProxyMode \`json:"mode"\`
	Inner *Inner \`json:"inner,omitempty"\`
	List []Inner \`json:"list"\`
	Map map[string][]string \`json:"map,omitempty" protobuf:"bytes,1,opt,name=map"\`
	Period metav1.Duration \`json:"period"\`
	Hidden string \`json:"-"\`
}

type Inner struct {
	Bit *int32 \`json:"bit"\`
}

type Unused struct {
	A string \`json:"a"\`
}
`;

  it('is read into fields and their types', () => {
    expect(reachable(parseGoTypes(source.replace('json:"-"', 'json:",omitempty"')), 'Outer')).toEqual({
      Inner: { bit: '*int32' },
      Outer: {
        mode: 'ProxyMode',
        inner: '*Inner',
        list: '[]Inner',
        map: 'map[string][]string',
        period: 'metav1.Duration',
      },
      ProxyMode: { __alias: 'string' },
    });
  });

  it('becomes paths', () => {
    expect([...fieldsOfGo(parseGoTypes(source), 'Outer')]).toEqual([
      ['mode', 'string'],
      ['inner.bit', 'int32'],
      ['inner', 'object'],
      ['list[].bit', 'int32'],
      ['list', 'list of object'],
      ['map', 'map of list of string'],
      ['period', 'duration'],
    ]);
  });
});

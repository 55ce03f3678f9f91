import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { renderAction } from '../../src/actions/render.ts';
import { gatherScript } from '../../src/facts/gather.ts';
import { wantedFacts } from '../../src/node/index.ts';
import { closure, complete, definitions, library } from '../../src/shell/library.ts';
import { nameSecrets } from '../../src/shell/sh.ts';
import { loadCluster } from '../../src/spec/load.ts';
import { channelLoop } from '../../src/ssh/channel-loop.ts';
import { FakeTransport } from '../fakes/transport.ts';
import { namedIn, undefinedIn } from './runnable.ts';

const SRC = new URL('../../src/', import.meta.url).pathname;
const FACES = 'shell/functions/';

interface Source {
  readonly file: string;
  readonly tree: ts.SourceFile;
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.generated.'))
  .map((file) => ({
    file,
    tree: ts.createSourceFile(file, readFileSync(SRC + file, 'utf8'), ts.ScriptTarget.Latest, true),
  }));

/** Nodes of every file that `read` has something to say about, with where they are. */
function found<T>(
  read: (node: ts.Node) => T | undefined,
  of = sources,
): { at: string; file: string; is: T }[] {
  return of.flatMap(({ file, tree }) => {
    const all: { at: string; file: string; is: T }[] = [];
    const visit = (node: ts.Node): void => {
      const is = read(node);
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      if (is !== undefined) all.push({ at: `${file}:${line + 1}`, file, is });
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return all;
  });
}

/** The shell of a template tagged `sh`, with an empty word in the place of each value. */
function shellOf(node: ts.Node): string | undefined {
  if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'sh') return undefined;
  const { template } = node;
  const raw = (part: ts.TemplateLiteralLikeNode) => part.rawText ?? '';
  const code = ts.isNoSubstitutionTemplateLiteral(template)
    ? raw(template)
    : [raw(template.head), ...template.templateSpans.map(({ literal }) => raw(literal))].join("''");
  return code.replaceAll(/\\(\$\{|`)/g, '$1');
}

/** The arguments of a call of this function, by its name. */
const argumentsOf = (name: string) => (node: ts.Node) =>
  ts.isCallExpression(node) && node.expression.getText() === name ? [...node.arguments] : undefined;

const faces = found(argumentsOf('call')).map(({ file, at, is: [first] }) => ({
  at,
  file,
  name: first !== undefined && ts.isStringLiteral(first) ? first.text : undefined,
}));

describe('shell in src', () => {
  test('names no function of the library: a face does, which brings the function along', () => {
    const templates = found(shellOf);
    expect(templates.length).toBeGreaterThan(100);
    expect(templates.flatMap(({ at, is }) => namedIn(is).map((name) => `${at}: ${name}`))).toEqual([]);
  });

  test('is literal code outside of templates only where no function can be named', () => {
    const files = new Set(found(argumentsOf('sh.code')).map(({ file }) => file));
    // a name of its own for the function of each fact
    expect([...files].filter((file) => !file.startsWith('shell/'))).toEqual(['facts/gather.ts']);
  });
});

describe('faces', () => {
  test('call functions by a literal name, in the file of that name', () => {
    const file = (name: string) => definitions().find(({ names }) => names.includes(name))?.file;
    const misplaced = faces.filter(
      ({ file: of, name }) =>
        name === undefined ||
        `${of.slice(FACES.length)}`.replace(/\.ts$/, '.sh') !== file(name)?.replace('lib/', ''),
    );
    expect(misplaced).toEqual([]);
  });

  test('are there once for each function', () => {
    const names = faces.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

test('every function of the library is called, by a face, by another function, or by the loop of a channel', () => {
  const loop = namedIn(channelLoop({ lockDirectory: '/lock' }));
  const used = closure([...faces.flatMap(({ name }) => name ?? []), ...loop]);
  const unused = definitions().filter((one) => one.kind === 'function' && !used.has(one));
  expect(unused.map(({ names, file }) => `${file}: ${names}`)).toEqual([]);
});

describe.each(['single-node', 'ha-stacked', 'ha-external-etcd', 'airgap'])('inventories/%s', (name) => {
  const directory = new URL(`../../inventories/${name}/`, import.meta.url).pathname;
  const cluster = loadCluster({
    inventoryFile: `${directory}inventory.yaml`,
    specFile: `${directory}cluster.yaml`,
    env: { HOME: '/home/op' },
  });

  test('has programs and questions that define every function that they name, once', async () => {
    const { cluster: loaded } = await cluster;
    const texts = [
      ...renderAction(loaded).map(({ program }) => program),
      ...loaded.hosts.map((host) => complete(gatherScript(wantedFacts(loaded, host))).write(nameSecrets)),
    ];
    for (const text of texts) {
      expect(undefinedIn(text)).toEqual([]);
      const defined = [...text.matchAll(/^(\w+)\(\) \{/gm)].map(([, one]) => one);
      expect(defined.length).toBe(new Set(defined).size);
    }
  });
});

test('a program that lacks a function is noticed where tests run programs', async () => {
  const host = { sections: () => new Map(), carryOut: () => 0 };
  const transport = new FakeTransport(new Map([['w-1', host]]));
  const session = await transport.connect({ name: 'w-1' } as never);
  const program = (functions: string) =>
    `#!/bin/sh\nstep_1() {\nput_file /a 0644 root:root x\n}\n${functions}\nstep a step_1`;
  await expect(session.run(program(library().code()))).resolves.toMatchObject({ exitCode: 0 });
  await expect(session.run(program('true'))).rejects.toThrow('the script does not define put_file, step');
});
